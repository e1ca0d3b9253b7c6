package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Event logs, by whole processes. The floor is what it costs to decompress the log and to look at
 * each byte once; a History Server's figures were taken once, elsewhere, from a log of the same
 * size.
 */
final class EventLogBench {
  private static final int TIMES = 5;
  private static final double CPU_SECONDS = 2.5;
  private static final double RESIDENT = 256;

  /** Equal runs differ by up to a tenth. */
  private static final double SAME = 1.1;

  private static final double HISTORY_SERVER_CPU_SECONDS = 16.1;
  private static final double HISTORY_SERVER_RESIDENT = 1.2e9 / (1 << 20);

  private final Inputs inputs;

  EventLogBench(Inputs inputs) {
    this.inputs = inputs;
  }

  List<Row> rows(List<Path> given) throws IOException {
    List<Row> rows = new ArrayList<>();
    Path log = inputs.eventLog();
    Measured measured = Measured.fizzle(TIMES, "diagnose", log.toString());
    rows.addAll(rows("event log of 150 000 tasks", log, measured));
    double cpu = measured.cpuSeconds().median();
    double resident = measured.peak().median();
    rows.add(
        new Row(
            "the same",
            "%.2f CPU s, %.0f MiB".formatted(cpu, resident),
            "",
            true,
            "Spark 4.1.1's History Server, measured elsewhere: %.1f CPU s, 1.2 GB"
                .formatted(HISTORY_SERVER_CPU_SECONDS),
            "%.1f × less CPU, %.1f × less memory"
                .formatted(HISTORY_SERVER_CPU_SECONDS / cpu, HISTORY_SERVER_RESIDENT / resident)));
    Measured longer = Measured.fizzle(1, "diagnose", inputs.eventLogTenTimes().toString());
    rows.add(
        new Row(
            "event log ten times as long, resident",
            "%.0f MiB (%.1f CPU s)".formatted(longer.peak().median(), longer.cpuSeconds().median()),
            "the same: ≤ %.0f MiB".formatted(SAME * resident),
            longer.peak().median() <= SAME * resident,
            "",
            ""));
    for (Path each : given) {
      rows.addAll(
          rows("event log given", each, Measured.fizzle(TIMES, "diagnose", each.toString())));
    }
    return rows;
  }

  private static List<Row> rows(String what, Path log, Measured measured) throws IOException {
    String decode = "zstd -dcq '" + log + "'";
    long bytes = Long.parseLong(Measured.shell(1, decode + " | wc -c").output().strip());
    Spread floor = Measured.shell(TIMES, decode + " | grep -c TaskEnd").cpuSeconds();
    Spread cpu = measured.cpuSeconds();
    Spread peak = measured.peak();
    return List.of(
        new Row(
            what + ", %.0f MB decoded, CPU".formatted(bytes / 1e6),
            "%.2f s (%.2f to %.2f)".formatted(cpu.median(), cpu.least(), cpu.most()),
            "≤ %.1f s".formatted(CPU_SECONDS),
            cpu.median() <= CPU_SECONDS,
            "`zstd -dc \\| grep -c TaskEnd`: %.2f s".formatted(floor.median()),
            "%.1f × the floor".formatted(cpu.median() / floor.median())),
        new Row(
            "the same, resident",
            "%.0f MiB (%.0f to %.0f)".formatted(peak.median(), peak.least(), peak.most()),
            "≤ %.0f MiB".formatted(RESIDENT),
            peak.median() <= RESIDENT,
            "",
            ""));
  }
}
