package io.fizzle.bench;

import java.io.IOException;
import java.util.List;

/** How long a user waits when there is little to read. */
final class StartBench {
  private static final int TIMES = 15;
  private static final String NOTE =
      "Seconds of the clock, on an idle machine: the least of the runs comes closest to it.\n";

  private static final double VERSION_SECONDS = 0.35;
  private static final double EXAMPLE_SECONDS = 1.5;

  Section section() throws IOException {
    List<Row> rows =
        List.of(
            row("`fizzle --version`", Measured.fizzle(TIMES, "--version"), VERSION_SECONDS),
            row(
                "`fizzle diagnose` of a small case",
                Measured.fizzle(TIMES, "diagnose", "examples/executor-heap-oom"),
                EXAMPLE_SECONDS));
    return new Section("Start", NOTE, rows);
  }

  /** The target is for an idle machine, which the least of several runs comes closest to. */
  private static Row row(String what, Measured measured, double target) {
    Spread seconds = measured.seconds();
    Spread cpu = measured.cpuSeconds();
    return new Row(
        what + ", least of " + TIMES,
        "%.2f s (%.2f CPU s)".formatted(seconds.least(), cpu.least()),
        "≤ %.2f s".formatted(target),
        seconds.least() <= target,
        "",
        "");
  }
}
