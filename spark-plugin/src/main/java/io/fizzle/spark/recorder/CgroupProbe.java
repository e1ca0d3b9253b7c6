package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The container's own account: memory and its limit, kills, pressure and CPU throttling, from
 * cgroup v2 or v1 (Linux, Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst).
 */
final class CgroupProbe implements Probe {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final long MICROS = 1_000;
  private static final long NANOS = 1_000_000;

  private final boolean isUnified;
  private final ProcFile used;
  private final ProcFile limit;
  private final ProcFile stat;
  private final ProcFile events;
  private final ProcFile cpu;
  private final ProcFile cpuPressure;
  private final ProcFile memoryPressure;
  private final ProcFile ioPressure;

  CgroupProbe() {
    this(ROOT, text(Path.of("/proc/self/cgroup")));
  }

  private static String text(Path path) {
    try (ProcFile file = new ProcFile(path)) {
      return file.read();
    }
  }

  /**
   * @param root where cgroups are mounted
   * @param membership text of {@code /proc/self/cgroup}
   */
  CgroupProbe(Path root, String membership) {
    Path unified = folder(root, membership, "0::", "memory.current");
    isUnified = Files.isReadable(unified.resolve("memory.current"));
    Path memory =
        isUnified
            ? unified
            : folder(root.resolve("memory"), membership, ":memory:", "memory.usage_in_bytes");
    used = new ProcFile(memory.resolve(isUnified ? "memory.current" : "memory.usage_in_bytes"));
    limit = new ProcFile(memory.resolve(isUnified ? "memory.max" : "memory.limit_in_bytes"));
    stat = new ProcFile(memory.resolve("memory.stat"));
    events = new ProcFile(memory.resolve(isUnified ? "memory.events" : "memory.oom_control"));
    cpu =
        new ProcFile(
            (isUnified ? unified : folder(root.resolve("cpu"), membership, ":cpu", "cpu.stat"))
                .resolve("cpu.stat"));
    cpuPressure = pressureOf(unified, "cpu");
    memoryPressure = pressureOf(unified, "memory");
    ioPressure = pressureOf(unified, "io");
  }

  /** The container's own pressure where its cgroup has it, else the node's. */
  private static ProcFile pressureOf(Path cgroup, String resource) {
    ProcFile own = new ProcFile(cgroup.resolve(resource + ".pressure"));
    return own.isThere() ? own : new ProcFile(Path.of("/proc/pressure").resolve(resource));
  }

  /** Inside a container's own namespace the path of the host is not there, and the root is it. */
  private static Path folder(Path mount, String membership, String controller, String mark) {
    Optional<Path> own =
        membership
            .lines()
            .filter(line -> line.contains(controller))
            .map(line -> line.substring(line.lastIndexOf(':') + 1))
            .map(path -> mount.resolve("." + path).normalize())
            .filter(path -> path.startsWith(mount) && Files.isReadable(path.resolve(mark)))
            .findFirst();
    return own.orElse(mount);
  }

  @Override
  public void measure(Sample sample) {
    used.number().ifPresent(bytes -> sample.put(Vital.CGROUP_USED, bytes));
    limit.number().ifPresent(bytes -> sample.put(Vital.CGROUP_LIMIT, bytes));
    String counts = "\n" + events.read();
    put(sample, Vital.CGROUP_OOM_KILLS, counts, "\noom_kill ", 1);
    if (isUnified) {
      cache(sample, "\nfile ", "\nshmem ");
      put(sample, Vital.CGROUP_OOM, counts, "\noom ", 1);
      put(sample, Vital.CPU_THROTTLED, cpu.read(), "throttled_usec ", MICROS);
    } else {
      cache(sample, "\ntotal_cache ", "\ntotal_shmem ");
      put(sample, Vital.CPU_THROTTLED, cpu.read(), "throttled_time ", NANOS);
    }
    pressure(sample, Vital.PRESSURE_CPU, cpuPressure, "some");
    pressure(sample, Vital.PRESSURE_MEMORY, memoryPressure, "full");
    pressure(sample, Vital.PRESSURE_IO, ioPressure, "full");
  }

  /** Files of tmpfs are counted as page cache, and without swap nothing takes them back. */
  private void cache(Sample sample, String all, String unreclaimable) {
    String text = "\n" + stat.read();
    long shared = ProcFile.after(text, unreclaimable).orElse(0);
    ProcFile.after(text, all)
        .ifPresent(bytes -> sample.put(Vital.CGROUP_CACHE, Math.max(0, bytes - shared)));
  }

  private static void pressure(Sample sample, Vital vital, ProcFile file, String line) {
    String text = file.read();
    int start = text.indexOf(line);
    if (start >= 0) {
      put(sample, vital, text.substring(start), "total=", MICROS);
    }
  }

  private static void put(Sample sample, Vital vital, String text, String name, long divisor) {
    ProcFile.after(text, name).ifPresent(value -> sample.put(vital, value / divisor));
  }

  @Override
  public void close() {
    List.of(used, limit, stat, events, cpu, cpuPressure, memoryPressure, ioPressure)
        .forEach(ProcFile::close);
  }
}
