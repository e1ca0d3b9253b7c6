package io.fizzle.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** Several runs of one command. */
record Measured(List<ChildRun> runs) {
  /** What {@code fizzle diagnose} ends with when it has read its input. */
  static final Set<Integer> DIAGNOSED = Set.of(0, 1, 3);

  /**
   * Runs a command so many times.
   *
   * @param accepted the exit codes of a run that did its work; any other ends the benchmark
   */
  static Measured of(int times, Set<Integer> accepted, List<String> command) throws IOException {
    List<ChildRun> runs = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      ChildRun run = ChildRun.run(command);
      if (!accepted.contains(run.exitCode())) {
        throw new IOException(command + " ended with " + run.exitCode());
      }
      runs.add(run);
    }
    return new Measured(runs);
  }

  /** Runs of {@code fizzle}. */
  static Measured fizzle(int times, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bin/fizzle"));
    command.addAll(List.of(arguments));
    return of(times, DIAGNOSED, command);
  }

  /** Runs of a pipeline. */
  static Measured shell(int times, String pipeline) throws IOException {
    return of(times, Set.of(0), List.of("sh", "-c", pipeline));
  }

  Spread cpuSeconds() {
    return spread(ChildRun::cpuSeconds);
  }

  Spread seconds() {
    return spread(ChildRun::seconds);
  }

  /** In MiB. */
  Spread peak() {
    return spread(run -> run.peakBytes() / (double) (1 << 20));
  }

  /** What the last run printed. */
  String output() {
    return runs.get(runs.size() - 1).output();
  }

  private Spread spread(ToDoubleFunction<ChildRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray());
  }
}
