package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process that still runs has cost so far.
 *
 * @param cpuSeconds user and system time of all its threads
 * @param peakBytes the most that was resident
 */
record ProcessUsage(double cpuSeconds, long peakBytes) {
  private static final String PEAK = "VmHWM:";

  static ProcessUsage of(Process process) throws IOException {
    Duration cpu =
        process
            .info()
            .totalCpuDuration()
            .orElseThrow(() -> new IOException("the system does not tell what a process costs"));
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return new ProcessUsage(cpu.toNanos() / 1e9, peak(Files.readString(status)));
  }

  /** The peak in a {@code /proc/PID/status}, which has it in KiB. */
  static long peak(String status) {
    return status
            .lines()
            .filter(line -> line.startsWith(PEAK))
            .map(line -> line.substring(PEAK.length()).replace("kB", "").strip())
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no " + PEAK))
        << 10;
  }
}
