package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one process and its children cost, as the kernel accounts for it.
 *
 * @param seconds from start to end
 * @param cpuSeconds user and system time together
 * @param peakBytes the largest resident size of any one of the processes
 * @param exitCode what the process ended with
 * @param output what it printed
 */
record ChildRun(double seconds, double cpuSeconds, long peakBytes, int exitCode, String output) {
  private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C");

  /** Runs a command to its end under GNU time. */
  static ChildRun run(List<String> command) throws IOException {
    Path account = Files.createTempFile("bench", ".time");
    Path output = Files.createTempFile("bench", ".out");
    try {
      List<String> timed = new ArrayList<>(List.of("time", "-o", account.toString()));
      timed.addAll(List.of("-q", "-f", "%e %U %S %M"));
      timed.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(timed).redirectOutput(output.toFile());
      builder.redirectError(ProcessBuilder.Redirect.INHERIT).environment().putAll(ENVIRONMENT);
      int exitCode = builder.start().waitFor();
      String[] figures = Files.readString(account).strip().split(" ");
      return new ChildRun(
          Double.parseDouble(figures[0]),
          Double.parseDouble(figures[1]) + Double.parseDouble(figures[2]),
          Long.parseLong(figures[3]) << 10,
          exitCode,
          Files.readString(output));
    } catch (InterruptedException e) {
      throw new IOException("stopped while running " + command.get(0), e);
    } finally {
      Files.delete(account);
      Files.delete(output);
    }
  }
}
