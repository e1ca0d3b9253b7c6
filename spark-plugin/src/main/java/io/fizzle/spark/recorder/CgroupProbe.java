package io.fizzle.spark.recorder;

import io.fizzle.signal.Vital;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The container's own account: memory and its limit, kills, pressure and CPU throttling, from
 * cgroup v2 or v1 (Linux, Documentation/admin-guide/cgroup-v2.rst and cgroup-v1/memory.rst).
 */
final class CgroupProbe implements Probe {
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final long MICROS = 1_000;
  private static final long NANOS = 1_000_000;

  private final Path unified;
  private final Path memoryV1;
  private final Path cpuV1;
  private final boolean isUnified;

  CgroupProbe() {
    this(ROOT, ProcFiles.read(Path.of("/proc/self/cgroup")));
  }

  /**
   * @param root where cgroups are mounted
   * @param membership text of {@code /proc/self/cgroup}
   */
  CgroupProbe(Path root, String membership) {
    unified = folder(root, membership, "0::", "memory.current");
    memoryV1 = folder(root.resolve("memory"), membership, ":memory:", "memory.usage_in_bytes");
    cpuV1 = folder(root.resolve("cpu"), membership, ":cpu", "cpu.stat");
    isUnified = Files.isReadable(unified.resolve("memory.current"));
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
    if (isUnified) {
      v2(sample);
    } else {
      v1(sample);
    }
    pressure(sample, "cpu", "some", Vital.PRESSURE_CPU);
    pressure(sample, "memory", "full", Vital.PRESSURE_MEMORY);
    pressure(sample, "io", "full", Vital.PRESSURE_IO);
  }

  private void v2(Sample sample) {
    number(unified.resolve("memory.current"), sample, Vital.CGROUP_USED, 1);
    number(unified.resolve("memory.max"), sample, Vital.CGROUP_LIMIT, 1);
    cache(unified.resolve("memory.stat"), "\nfile ", "\nshmem ", sample);
    String events = ProcFiles.read(unified.resolve("memory.events"));
    ProcFiles.after(events, "\noom ").ifPresent(n -> sample.put(Vital.CGROUP_OOM, n));
    ProcFiles.after(events, "oom_kill ").ifPresent(n -> sample.put(Vital.CGROUP_OOM_KILLS, n));
    counter(unified.resolve("cpu.stat"), "throttled_usec ", sample, Vital.CPU_THROTTLED, MICROS);
  }

  private void v1(Sample sample) {
    number(memoryV1.resolve("memory.usage_in_bytes"), sample, Vital.CGROUP_USED, 1);
    number(memoryV1.resolve("memory.limit_in_bytes"), sample, Vital.CGROUP_LIMIT, 1);
    cache(memoryV1.resolve("memory.stat"), "\ntotal_cache ", "\ntotal_shmem ", sample);
    counter(memoryV1.resolve("memory.oom_control"), "oom_kill ", sample, Vital.CGROUP_OOM_KILLS, 1);
    counter(cpuV1.resolve("cpu.stat"), "throttled_time ", sample, Vital.CPU_THROTTLED, NANOS);
  }

  /** Files of tmpfs are counted as page cache, and without swap nothing takes them back. */
  private static void cache(Path file, String all, String unreclaimable, Sample sample) {
    String text = "\n" + ProcFiles.read(file);
    long shared = ProcFiles.after(text, unreclaimable).orElse(0);
    ProcFiles.after(text, all)
        .ifPresent(bytes -> sample.put(Vital.CGROUP_CACHE, Math.max(0, bytes - shared)));
  }

  /** The container's own pressure where its cgroup has it, else the node's. */
  private void pressure(Sample sample, String resource, String line, Vital vital) {
    String text = ProcFiles.read(unified.resolve(resource + ".pressure"));
    if (text.isEmpty()) {
      text = ProcFiles.read(Path.of("/proc/pressure").resolve(resource));
    }
    int start = text.indexOf(line);
    if (start >= 0) {
      ProcFiles.after(text.substring(start), "total=")
          .ifPresent(micros -> sample.put(vital, micros / MICROS));
    }
  }

  private static void number(Path file, Sample sample, Vital vital, long divisor) {
    ProcFiles.number(file).ifPresent(value -> sample.put(vital, value / divisor));
  }

  private static void counter(Path file, String name, Sample sample, Vital vital, long divisor) {
    ProcFiles.after("\n" + ProcFiles.read(file), name)
        .ifPresent(value -> sample.put(vital, value / divisor));
  }
}
