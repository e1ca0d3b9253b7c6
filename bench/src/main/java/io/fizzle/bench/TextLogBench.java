package io.fizzle.bench;

import io.fizzle.read.log.SparkLogReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Text logs with rare matches, beside grep looking for the same texts. */
final class TextLogBench {
  private static final int TIMES = 3;
  private static final int PASSES = 6;
  private static final double MEGABYTES_PER_SECOND = 300;

  private static final String NOTE =
      """
      `grep` looks for the texts that Fizzle looks for in the log's bytes, and only counts the lines;
      Fizzle also reads those lines, and the whole process makes a diagnosis of them.
      """;

  private final Inputs inputs;

  TextLogBench(Inputs inputs) {
    this.inputs = inputs;
  }

  Section section() throws IOException {
    Path log = inputs.driverLog();
    double megabytes = Files.size(log) / 1e6;
    Path patterns = Files.writeString(inputs.folder().resolve("literals.txt"), patterns());
    String grep = "grep -c -E -f '" + patterns + "' '" + log + "'";
    Measured peer = Measured.shell(TIMES, grep);
    double floor = megabytes / peer.cpuSeconds().median();
    Measured whole = Measured.fizzle(TIMES, "diagnose", log.toString());
    double warm = WarmReader.inChild("log", log, PASSES).cpuSeconds();
    String beside = "`LC_ALL=C grep -c -E` for the same texts: %.0f MB/s".formatted(floor);
    List<Row> rows =
        List.of(
            row(
                "driver log of %.0f MB, warm, in process".formatted(megabytes),
                megabytes / warm,
                floor,
                beside),
            row("the same, whole process", megabytes / whole.cpuSeconds().median(), floor, beside),
            new Row(
                "the same, resident",
                "%.0f MiB".formatted(whole.peak().median()),
                "",
                true,
                "",
                ""));
    return new Section("Text logs", NOTE, rows);
  }

  private static Row row(String what, double speed, double floor, String beside) {
    return new Row(
        what,
        "%.0f MB per CPU s".formatted(speed),
        "≥ %.0f".formatted(MEGABYTES_PER_SECOND),
        speed >= MEGABYTES_PER_SECOND,
        beside,
        "%.2f × its speed".formatted(speed / floor));
  }

  /** What Fizzle looks for, as patterns of {@code grep -E}. */
  private static String patterns() {
    return SparkLogReader.literals().stream()
        .map(literal -> literal.replaceAll("[.\\[\\](){}*+?^$|\\\\]", "\\\\$0"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
