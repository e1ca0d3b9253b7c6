package io.fizzle.report;

import io.fizzle.report.Timeline.StageBar;
import java.util.List;

/**
 * What the charts draw, as JSON that is safe within a script element. Columns of figures are
 * strings with one character a column, so that hundreds of rows stay small.
 */
final class ChartJson {
  /** Levels from 0 to 61: enough for a screen. */
  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private ChartJson() {}

  static String of(Timeline timeline, List<VitalsChart> vitals, List<StageChart> stages) {
    JsonSheet json = JsonSheet.forHtml();
    json.object(
        () ->
            json.number("from", timeline.from())
                .number("step", timeline.step())
                .number("columns", (long) timeline.columns())
                .array("running", timeline.running(), value -> json.plain(round(value)))
                .array("alive", timeline.alive(), value -> json.plain(value))
                .array("rows", timeline.rows(), row -> row(json, row))
                .array("bars", timeline.stages(), bar -> bar(json, bar))
                .array("vitals", vitals, chart -> vitals(json, chart))
                .array("stages", stages, stage -> stage(json, stage)));
    return json.finish();
  }

  private static double round(double value) {
    return Math.round(value * 100) / 100.0;
  }

  private static void row(JsonSheet json, TimelineRow row) {
    double most = Math.max(1, highest(row.busy()));
    double heap = row.heapMax() > 0 ? row.heapMax() : highest(row.heap());
    json.object(
        () ->
            json.text("name", Printable.of(row.name()))
                .text("host", Printable.of(row.host()))
                .number("from", row.from())
                .number("to", row.to())
                .flag("lost", row.lost())
                .text("end", row.end())
                .text("busy", digits(row.busy(), most))
                .number("most", Math.round(most * 100))
                .text("gc", digits(row.gc(), 1))
                .flag("exact", row.exactGc())
                .text("heap", digits(row.heap(), heap))
                .number("heapMax", (long) heap)
                .array("marks", row.marks(), mark -> mark(json, mark)));
  }

  private static double highest(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static String digits(List<Double> values, double most) {
    StringBuilder digits = new StringBuilder(values.size());
    for (double value : values) {
      int level = (int) Math.ceil(Math.min(1, Math.max(0, value / most)) * 61 - 0.01);
      digits.append(DIGITS.charAt(Math.max(0, level)));
    }
    return digits.toString();
  }

  private static void mark(JsonSheet json, TimelineRow.Mark mark) {
    json.object(
        () ->
            json.number("at", mark.at())
                .text("kind", mark.kind().name())
                .text("text", Printable.of(shortened(mark.text()))));
  }

  private static String shortened(String text) {
    return text.length() > 160 ? text.substring(0, 159) + "…" : text;
  }

  private static void bar(JsonSheet json, StageBar bar) {
    json.object(
        () ->
            json.text("name", Printable.of(bar.name()))
                .number("from", bar.from())
                .number("to", bar.to())
                .flag("failed", bar.failed()));
  }

  private static void vitals(JsonSheet json, VitalsChart chart) {
    json.object(
        () ->
            json.text("name", Printable.of(chart.name()))
                .flag("lost", chart.lost())
                .array("times", chart.times(), at -> json.plain(at))
                .number("heapMax", chart.heapMax())
                .number("limit", chart.limit())
                .array("gc", chart.gc(), share -> json.plain(round(share)))
                .array(
                    "lines",
                    chart.lines(),
                    line ->
                        json.object(
                            () ->
                                json.text("name", line.name())
                                    .array("bytes", line.bytes(), bytes -> json.plain(bytes)))));
  }

  private static void stage(JsonSheet json, StageChart stage) {
    json.object(
        () ->
            json.text("name", Printable.of(stage.name()))
                .array("durations", stage.durations(), json::plain)
                .array("reads", stage.reads(), json::plain));
  }
}
