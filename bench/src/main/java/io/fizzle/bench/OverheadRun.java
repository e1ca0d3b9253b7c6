package io.fizzle.bench;

import java.util.List;
import java.util.Locale;

/**
 * One run of the job, as a line of the file that keeps them.
 *
 * @param round runs of one round stand beside each other in time
 * @param mode with what: {@code off}, or the plugin's verbosity
 * @param wallNanos of the rounds after the first
 * @param cpuNanos of driver and executors in that time
 * @param heldBytes what an executor holds at the end: heap after a collection, everything beside
 *     the heap, buffers and mappings
 * @param residentBytes of an executor at the end
 * @param ownCpuNanos of {@code cpuNanos} what the plugin's threads and the job's calls into it took
 * @param callNanos of {@code wallNanos} what the job's calls into the plugin took, without the work
 *     that they wrap
 */
record OverheadRun(
    int round,
    String mode,
    long wallNanos,
    long cpuNanos,
    long heldBytes,
    long residentBytes,
    long ownCpuNanos,
    long callNanos) {
  /** Without the plugin, and with it at each verbosity. */
  static final List<String> MODES = List.of("off", "0", "1", "2", "3");

  static OverheadRun parse(String line) {
    String[] fields = line.split("\t");
    return new OverheadRun(
        Integer.parseInt(fields[0]),
        fields[1],
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]));
  }

  /** From what the job printed. */
  static OverheadRun measured(int round, String mode, List<String> output) {
    String line =
        output.stream()
            .filter(text -> text.startsWith("measured "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the job measured nothing: " + output));
    String[] figures = line.split(" ");
    return new OverheadRun(
        round,
        mode,
        Long.parseLong(figures[1]),
        Long.parseLong(figures[2]),
        Long.parseLong(figures[3]),
        Long.parseLong(figures[4]),
        Long.parseLong(figures[5]),
        Long.parseLong(figures[6]));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d\t%s\t%d\t%d\t%d\t%d\t%d\t%d",
        round,
        mode,
        wallNanos,
        cpuNanos,
        heldBytes,
        residentBytes,
        ownCpuNanos,
        callNanos);
  }
}
