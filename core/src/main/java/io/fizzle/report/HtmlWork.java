package io.fizzle.report;

import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.finding.Cost;
import io.fizzle.cause.finding.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What did not fail but cost, and how the tasks of the longest stages are spread. */
record HtmlWork(HtmlSheet page, Story story) {

  void write() {
    findings(story.diagnosis().findings());
    stages(StageChart.of(story.diagnosis()));
  }

  private void findings(List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    page.open("section", "id", "findings", "aria-labelledby", "findings-title")
        .element("h2", "Findings", "id", "findings-title");
    page.element("p", "Nothing failed of these, but they cost.", "class", "lead");
    HtmlEvidence evidence = new HtmlEvidence(page, story.names());
    for (Finding finding : findings) {
      page.open("article", "class", "finding");
      page.open("h3").element("code", finding.cause()).text(" " + finding.subject());
      String level = finding.severity().id();
      page.element("span", level, "class", "tag severity-" + level).close();
      page.element("p", finding.impact());
      cost(finding.cost());
      if (finding.operator() != null) {
        page.open("p", "class", "note").text("in ").element("code", finding.operator()).close();
      }
      page.open("ul", "class", "arguments");
      for (Argument argument : finding.evidence()) {
        page.open("li").element("span", "·", "class", "sign", "aria-hidden", "true");
        evidence.cite(argument.says(), argument.evidence(), false);
        page.close();
      }
      page.close();
      new HtmlRemedies(page).brief(finding.remedies());
      page.close();
    }
    page.close();
  }

  /** The figures of the cost, and how they were found. */
  private void cost(Cost cost) {
    List<String> figures = new ArrayList<>();
    if (cost.coreSeconds() >= 0) {
      figures.add(
          String.format(
              Locale.ROOT,
              cost.coreSeconds() < 100 ? "%.1f core-seconds" : "%,.0f core-seconds",
              cost.coreSeconds()));
    }
    if (cost.bytes() >= 0) {
      figures.add(Numbers.bytes(cost.bytes()));
    }
    if (cost.share() >= 0) {
      figures.add(Wording.percent(cost.share()) + " of what the run held");
    }
    if (!figures.isEmpty()) {
      page.open("p", "class", "cost");
      if (cost.share() >= 0) {
        HtmlMeter.write(page, cost.share());
      }
      page.element("span", String.join(" · ", figures)).close();
    }
    if (!cost.arithmetic().isEmpty()) {
      page.element("p", "= " + cost.arithmetic(), "class", "arithmetic");
    }
  }

  private void stages(List<StageChart> stages) {
    if (stages.isEmpty()) {
      return;
    }
    page.open("section", "id", "stages", "aria-labelledby", "stages-title", "class", "wide")
        .element("h2", "Stages", "id", "stages-title");
    page.element(
        "p",
        "How long the tasks of the longest stages took: the bar holds the middle half, the line"
            + " ends at the 95th percentile, the dot is the slowest task.",
        "class",
        "lead");
    page.element(
        "div",
        "",
        "id",
        "stage-chart",
        "class",
        "chart",
        "role",
        "img",
        "aria-label",
        "Task durations of the longest stages. The table below has the figures.");
    page.open("details")
        .element(
            "summary",
            "The figures (" + stages.size() + (stages.size() == 1 ? " stage)" : " stages)"));
    HtmlTable.write(
        page,
        "Stages",
        List.of(
            "stage",
            "tasks",
            "failed",
            "median",
            "p95",
            "slowest",
            "GC",
            "spilled",
            "largest read"),
        stages.stream().map(HtmlWork::row).toList());
    page.close().close();
  }

  private static List<String> row(StageChart stage) {
    List<String> row = new ArrayList<>();
    row.add(stage.name());
    row.add(Long.toString(stage.tasks()));
    row.add(Long.toString(stage.failed()));
    row.add(millis(stage.durations().get(2)));
    row.add(millis(stage.durations().get(4)));
    row.add(millis(stage.durations().get(5)));
    row.add(
        stage.runMillis() <= 0
            ? "–"
            : Numbers.percent(Math.min(1, stage.gcMillis() / (double) stage.runMillis())));
    row.add(stage.spilled() == 0 ? "–" : Numbers.bytes(stage.spilled()));
    row.add(stage.reads().isEmpty() ? "–" : Numbers.bytes(stage.reads().get(5).longValue()));
    return row;
  }

  private static String millis(double millis) {
    return Wording.fineDuration(Duration.ofMillis(Math.round(millis)));
  }
}
