package io.fizzle.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that driver and executors had resident at the same time, by samples of what the
 * kernel says of each ({@code VmRSS} in {@code /proc/PID/status}); 0 where there is no such file.
 */
final class ResidentPeak {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
  private long most;

  void sample(ProcessHandle driver, Collection<ProcessHandle> executors) {
    long now = resident(driver);
    for (ProcessHandle executor : executors) {
      now += resident(executor);
    }
    most = Math.max(most, now);
  }

  long bytes() {
    return most;
  }

  private static long resident(ProcessHandle process) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
      Matcher resident = RESIDENT.matcher(status);
      return resident.find() ? Long.parseLong(resident.group(1)) << 10 : 0;
    } catch (IOException gone) {
      return 0; // it ended between two looks
    }
  }
}
