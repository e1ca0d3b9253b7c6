package io.fizzle.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What a reader in a JVM of its own found out about itself.
 *
 * @param cpuSeconds of one pass over the log, of all threads: collector and compilers too
 * @param pauses that it read there
 */
record WarmReading(double cpuSeconds, Pauses pauses) {

  /** Reads the log once. */
  @FunctionalInterface
  interface Pass {
    Pauses read() throws IOException;
  }

  /**
   * Reads again and again; the first half of the passes warms up. The second half is measured as a
   * whole, because the kernel counts in hundredths of a second.
   */
  static WarmReading of(int passes, Pass pass) throws IOException {
    int warming = passes / 2;
    for (int i = 0; i < warming; i++) {
      pass.read();
    }
    Pauses pauses = new Pauses(0, 0);
    long before = cpuNanos();
    for (int i = warming; i < passes; i++) {
      pauses = pass.read();
    }
    return new WarmReading((cpuNanos() - before) / 1e9 / (passes - warming), pauses);
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** As a line, for the process that started the JVM. */
  String line() {
    return String.format(Locale.ROOT, "%.6f %d %d", cpuSeconds, pauses.count(), pauses.micros());
  }

  static WarmReading parse(String line) {
    String[] figures = line.strip().split(" ");
    Pauses pauses = new Pauses(Long.parseLong(figures[1]), Long.parseLong(figures[2]));
    return new WarmReading(Double.parseDouble(figures[0]), pauses);
  }
}
