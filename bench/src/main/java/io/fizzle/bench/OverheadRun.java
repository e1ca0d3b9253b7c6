package io.fizzle.bench;

import java.util.List;
import java.util.Locale;

/**
 * One round of the job: two sorts, four shuffles and a million rows.
 *
 * @param process counts the runs of the benchmark; each starts the job in processes of its own
 * @param cycle in which each mode has one round, within the same processes
 * @param mode one of {@link #MODES}
 * @param wallNanos how long it took
 * @param cpuNanos of driver and executors in that time
 * @param ownCpuNanos of {@code cpuNanos} what the plugin's threads and the job's calls into it took
 * @param callNanos of {@code wallNanos} what the job's calls into the plugin took, without the work
 *     that they wrap
 * @param heldBytes what an executor of these processes holds in the end: heap after a collection,
 *     everything beside the heap, buffers and mappings
 */
record OverheadRun(
    int process,
    int cycle,
    String mode,
    long wallNanos,
    long cpuNanos,
    long ownCpuNanos,
    long callNanos,
    long heldBytes) {
  /** Processes without the plugin. */
  static final String OFF = "off";

  /** With the plugin, and without a call of its API. */
  static final String RECORDER = "recorder";

  /** The same once more: how much equal rounds differ. */
  static final String CONTROL = "control";

  /** With a call of all of the API at each verbosity; as the job names them. */
  static final List<String> MODES = List.of(OFF, RECORDER, CONTROL, "0", "1", "2", "3");

  static OverheadRun parse(String line) {
    String[] fields = line.split("\t");
    return new OverheadRun(
        Integer.parseInt(fields[0]),
        Integer.parseInt(fields[1]),
        fields[2],
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]));
  }

  /** From what the job printed. */
  static List<OverheadRun> measured(int process, List<String> output) {
    String held =
        output.stream()
            .filter(text -> text.startsWith("held "))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the job measured nothing: " + output))
            .substring("held ".length());
    return output.stream()
        .filter(text -> text.startsWith("round "))
        .map(text -> text.substring("round ".length()).replace(' ', '\t'))
        .map(fields -> parse(process + "\t" + fields + "\t" + held))
        .toList();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d\t%d\t%s\t%d\t%d\t%d\t%d\t%d",
        process,
        cycle,
        mode,
        wallNanos,
        cpuNanos,
        ownCpuNanos,
        callNanos,
        heldBytes);
  }

  double ownCpuShare() {
    return ownCpuNanos / (double) cpuNanos;
  }

  double callShare() {
    return callNanos / (double) wallNanos;
  }
}
