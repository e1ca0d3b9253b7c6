package io.fizzle.spark.recorder;

import com.sun.management.UnixOperatingSystemMXBean;
import io.fizzle.signal.Vital;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Resident memory of the JVM and of the processes that it started (Python workers above all), its
 * files and its CPU time, from {@code /proc} of Linux; elsewhere only what the JVM tells.
 */
final class ProcessProbe implements Probe {
  private static final Path PROC = Path.of("/proc");

  /**
   * Descendants are found by a walk over all of {@code /proc}, which takes as long as the node has
   * processes (5 ms for 118 of them): it is made so seldom that it costs this part of a core.
   */
  private static final int WALK_SHARE = 2_500;

  private static final long LONGEST_BETWEEN_WALKS = Duration.ofSeconds(30).toNanos();

  private static final long KIB = 1024;

  private final UnixOperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
  private final ProcFile self = new ProcFile(PROC.resolve("self/status"));
  private final ProcFile node = new ProcFile(PROC.resolve("meminfo"));
  private List<Long> children = List.of();
  private long nextWalk = System.nanoTime();

  @Override
  public void measure(Sample sample) {
    resident(self).ifPresent(bytes -> sample.put(Vital.RESIDENT_JVM, bytes));
    long now = System.nanoTime();
    if (now - nextWalk >= 0) {
      children = ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
      long walked = System.nanoTime() - now;
      nextWalk = now + Math.min(walked * WALK_SHARE, LONGEST_BETWEEN_WALKS);
    }
    sample.put(Vital.CHILDREN, children.size());
    sample.put(
        Vital.RESIDENT_CHILDREN, children.stream().mapToLong(ProcessProbe::residentOf).sum());
    if (system != null) {
      sample.put(Vital.OPEN_FILES, system.getOpenFileDescriptorCount());
      sample.put(Vital.OPEN_FILES_LIMIT, system.getMaxFileDescriptorCount());
      sample.put(Vital.CPU_USED, system.getProcessCpuTime() / 1_000_000);
    }
    String memory = node.read();
    ProcFile.after(memory, "MemAvailable:")
        .ifPresent(kib -> sample.put(Vital.NODE_AVAILABLE, kib * KIB));
    ProcFile.after(memory, "MemTotal:").ifPresent(kib -> sample.put(Vital.NODE_TOTAL, kib * KIB));
  }

  private static long residentOf(long pid) {
    try (ProcFile status = new ProcFile(PROC.resolve(Long.toString(pid)).resolve("status"))) {
      return resident(status).orElse(0);
    }
  }

  private static OptionalLong resident(ProcFile status) {
    OptionalLong kib = ProcFile.after(status.read(), "VmRSS:");
    return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * KIB) : kib;
  }

  @Override
  public void close() {
    self.close();
    node.close();
  }
}
