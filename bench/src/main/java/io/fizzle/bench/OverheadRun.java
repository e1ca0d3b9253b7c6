package io.fizzle.bench;

import java.util.List;
import java.util.Locale;

/**
 * One run of the job.
 *
 * @param wallNanos of the rounds after those that warm it up
 * @param cpuNanos of driver and executors in that time
 * @param heldBytes what an executor holds at the end: heap after a collection, everything beside
 *     the heap, buffers and mappings
 * @param residentBytes of an executor at the end
 * @param ownCpuNanos of {@code cpuNanos} what the plugin's threads and the job's calls into it took
 * @param callNanos of {@code wallNanos} what the job's calls into the plugin took, without the work
 *     that they wrap
 */
record OverheadRun(
    long wallNanos,
    long cpuNanos,
    long heldBytes,
    long residentBytes,
    long ownCpuNanos,
    long callNanos) {
  static final int FIELDS = 6;

  static OverheadRun parse(List<String> fields) {
    return new OverheadRun(
        Long.parseLong(fields.get(0)),
        Long.parseLong(fields.get(1)),
        Long.parseLong(fields.get(2)),
        Long.parseLong(fields.get(3)),
        Long.parseLong(fields.get(4)),
        Long.parseLong(fields.get(5)));
  }

  /** From what the job printed. */
  static OverheadRun measured(List<String> output) {
    String line =
        output.stream()
            .filter(text -> text.startsWith("measured "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the job measured nothing: " + output));
    return parse(List.of(line.split(" ")).subList(1, 1 + FIELDS));
  }

  String fields() {
    return String.format(
        Locale.ROOT,
        "%d\t%d\t%d\t%d\t%d\t%d",
        wallNanos,
        cpuNanos,
        heldBytes,
        residentBytes,
        ownCpuNanos,
        callNanos);
  }

  double ownCpuShare() {
    return ownCpuNanos / (double) cpuNanos;
  }

  double callShare() {
    return callNanos / (double) wallNanos;
  }
}
