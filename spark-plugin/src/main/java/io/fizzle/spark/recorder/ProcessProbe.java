package io.fizzle.spark.recorder;

import com.sun.management.UnixOperatingSystemMXBean;
import io.fizzle.signal.Vital;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Resident memory of the JVM and of the processes that it started (Python workers above all), its
 * files and its CPU time, from {@code /proc} of Linux; elsewhere only what the JVM tells.
 */
final class ProcessProbe implements Probe {
  private static final Path PROC = Path.of("/proc");
  private static final int CHILDREN_EVERY = 5;
  private static final long KIB = 1024;

  private final UnixOperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
  private List<Long> children = List.of();
  private long samples;

  @Override
  public void measure(Sample sample) {
    resident("self").ifPresent(bytes -> sample.put(Vital.RESIDENT_JVM, bytes));
    // the descendants are found by a walk over all of /proc: not in every sample
    if (samples++ % CHILDREN_EVERY == 0 || !children.isEmpty()) {
      children = ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
    }
    sample.put(Vital.CHILDREN, children.size());
    sample.put(
        Vital.RESIDENT_CHILDREN,
        children.stream().mapToLong(pid -> resident(Long.toString(pid)).orElse(0)).sum());
    if (system != null) {
      sample.put(Vital.OPEN_FILES, system.getOpenFileDescriptorCount());
      sample.put(Vital.OPEN_FILES_LIMIT, system.getMaxFileDescriptorCount());
      sample.put(Vital.CPU_USED, system.getProcessCpuTime() / 1_000_000);
    }
    String node = ProcFiles.read(PROC.resolve("meminfo"));
    ProcFiles.after(node, "MemAvailable:")
        .ifPresent(kib -> sample.put(Vital.NODE_AVAILABLE, kib * KIB));
    ProcFiles.after(node, "MemTotal:").ifPresent(kib -> sample.put(Vital.NODE_TOTAL, kib * KIB));
  }

  private static OptionalLong resident(String pid) {
    OptionalLong kib =
        ProcFiles.after(ProcFiles.read(PROC.resolve(pid).resolve("status")), "VmRSS:");
    return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * KIB) : kib;
  }
}
