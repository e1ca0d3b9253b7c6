package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Event logs, by whole processes. The floor is what it costs to decompress the log and to look at
 * each byte once.
 */
final class EventLogBench {
  private static final int TIMES = 5;
  private static final double CPU_SECONDS = 2.5;
  private static final double RESIDENT = 256;

  /** Equal runs differ by up to a tenth. */
  private static final double SAME = 1.1;

  private static final String NOTE =
      """
      Whole processes, from start to end. Beside them stands the floor: to decompress the log and to
      look at each byte once.
      """;

  private final Inputs inputs;

  EventLogBench(Inputs inputs) {
    this.inputs = inputs;
  }

  Section section(List<Path> given) throws IOException {
    List<Row> rows = new ArrayList<>();
    Path log = inputs.eventLog();
    Measured measured = diagnosed(TIMES, log);
    rows.addAll(rows("event log of 150 000 tasks, zstd", log, "zstd -dcq", measured));
    Path plain = inputs.eventLogPlain();
    rows.addAll(rows("the same, plain", plain, "cat", diagnosed(TIMES, plain)));
    rows.add(tenTimes(measured.peak().median()));
    for (Path each : given) {
      String decode = each.toString().endsWith(".zstd") ? "zstd -dcq" : "cat";
      rows.addAll(rows("event log given", each, decode, diagnosed(TIMES, each)));
    }
    return new Section("Event logs", NOTE, rows);
  }

  private static Measured diagnosed(int times, Path log) throws IOException {
    return Measured.fizzle(times, "diagnose", log.toString());
  }

  private Row tenTimes(double resident) throws IOException {
    Measured longer = diagnosed(1, inputs.eventLogTenTimes());
    return new Row(
        "event log ten times as long, zstd, resident",
        "%.0f MiB (%.1f CPU s)".formatted(longer.peak().median(), longer.cpuSeconds().median()),
        "the same: ≤ %.0f MiB".formatted(SAME * resident),
        longer.peak().median() <= SAME * resident,
        "",
        "");
  }

  private static List<Row> rows(String what, Path log, String decoder, Measured measured)
      throws IOException {
    String decode = decoder + " '" + log + "'";
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
            "`%s \\| grep -c TaskEnd`: %.2f s".formatted(decoder, floor.median()),
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
