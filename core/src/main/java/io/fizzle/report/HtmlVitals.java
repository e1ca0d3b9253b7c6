package io.fizzle.report;

import io.fizzle.cause.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the flight recorder saw: a drawing, and a table that says the same. */
record HtmlVitals(HtmlSheet page, List<VitalsChart> charts) {
  private static final List<String> HEADER =
      List.of("process", "measure", "at the end", "highest", "limit");

  void write() {
    if (charts.isEmpty()) {
      return;
    }
    page.open("section", "id", "vitals", "aria-labelledby", "vitals-title", "class", "wide")
        .element("h2", "Vital signs", "id", "vitals-title");
    page.element(
        "p",
        "Memory and GC as each process recorded them up to its end. Dashed lines are limits: of the"
            + " heap, and of the container.",
        "class",
        "lead");
    page.open("ul", "class", "legend");
    key("line used", "heap in use");
    key("line live", "heap after GC");
    key("line resident", "resident, with children");
    key("line container", "container");
    key("gc", "share of time in GC");
    page.close();
    page.element(
        "div",
        "",
        "id",
        "vitals-chart",
        "class",
        "chart",
        "role",
        "img",
        "aria-label",
        "Memory and GC of the processes with a flight recording. The table below has the figures.");
    page.open("details").element("summary", "The figures (" + charts.size() + ")");
    List<List<String>> rows = new ArrayList<>();
    charts.forEach(chart -> rows(chart, rows));
    HtmlTable.write(page, "Vital signs", HEADER, rows);
    page.close().close();
  }

  private void key(String kind, String meaning) {
    page.open("li").element("i", "", "class", kind, "aria-hidden", "true").text(meaning).close();
  }

  private static void rows(VitalsChart chart, List<List<String>> rows) {
    for (VitalsChart.Line line : chart.lines()) {
      long limit = line.name().startsWith("heap") ? chart.heapMax() : chart.limit();
      rows.add(
          List.of(
              chart.name(),
              line.name(),
              bytes(line.last()),
              bytes(line.highest()),
              bytes(limit == 0 ? -1 : limit)));
    }
    double most = chart.gc().stream().mapToDouble(Double::doubleValue).max().orElse(-1);
    if (most >= 0) {
      double last = chart.gc().get(chart.gc().size() - 1);
      rows.add(
          List.of(
              chart.name(),
              "time in GC, each " + Wording.fineDuration(step(chart)),
              Numbers.percent(Math.max(0, last)),
              Numbers.percent(most),
              "–"));
    }
  }

  private static Duration step(VitalsChart chart) {
    long first = chart.times().get(0);
    long last = chart.times().get(chart.times().size() - 1);
    return Duration.ofMillis((last - first) / Math.max(1, chart.times().size() - 1));
  }

  private static String bytes(long bytes) {
    return bytes < 0 ? "–" : Numbers.bytes(bytes);
  }
}
