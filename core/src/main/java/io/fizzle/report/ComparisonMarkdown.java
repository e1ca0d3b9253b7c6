package io.fizzle.report;

import static io.fizzle.report.Markdown.code;
import static io.fizzle.report.Markdown.escape;

import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Explanation;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a ticket: GitHub-flavoured Markdown, with all foreign text escaped. */
public final class ComparisonMarkdown {

  /** The whole comparison, ending with a line feed. */
  public String render(Comparison comparison) {
    StringBuilder page = new StringBuilder();
    line(page, "# " + comparison.judgement().id());
    line(page, "");
    line(page, "**" + escape(ComparisonWords.headline(comparison)) + "**");
    line(page, "");
    line(page, "- first run: " + escape(ComparisonWords.run(comparison.before())));
    line(page, "- second run: " + escape(ComparisonWords.run(comparison.after())));
    String doubt = comparison.sameness().doubt();
    if (!doubt.isEmpty()) {
      line(page, "- one application? " + escape(doubt));
    }
    if (!comparison.sameness().isDifferent()) {
      explanations(page, comparison);
      table(
          page,
          "Where the time went",
          List.of("time", "part", "what it is"),
          ComparisonWords.reasons(comparison));
      settings(page, comparison);
      table(page, "Numbers", ComparisonWords.MEASURES, ComparisonWords.measures(comparison));
      table(page, "Stages", ComparisonWords.STAGES, ComparisonWords.stages(comparison));
      table(
          page,
          "Operators in the plans",
          List.of("operator", "first run", "second run"),
          comparison.operators().stream()
              .limit(ComparisonWords.MOST_OPERATORS)
              .map(
                  one ->
                      List.of(
                          one.operator(),
                          String.valueOf(one.before()),
                          String.valueOf(one.after())))
              .toList());
    }
    return page.toString();
  }

  private static void line(StringBuilder page, String text) {
    page.append(text).append('\n');
  }

  private static void heading(StringBuilder page, String heading) {
    line(page, "");
    line(page, "## " + heading);
    line(page, "");
  }

  private static void explanations(StringBuilder page, Comparison comparison) {
    if (comparison.explanations().isEmpty()) {
      return;
    }
    heading(page, "What explains it");
    int number = 1;
    for (Explanation one : comparison.explanations()) {
      String sign = number++ + ". ";
      line(page, sign + escape(ComparisonWords.explanation(one)));
      line(page, "   " + escape(ComparisonWords.support(one)));
      one.evidence()
          .forEach(
              evidence ->
                  line(page, "   - " + code(evidence.source().name() + ":" + evidence.line())));
    }
    if (!comparison.reasons().isEmpty()) {
      line(page, "");
      line(
          page,
          "Unexplained: " + escape(ComparisonWords.signed(comparison.unexplainedMillis())) + ".");
    }
  }

  private static void settings(StringBuilder page, Comparison comparison) {
    heading(page, "Configuration");
    if (comparison.settings().isEmpty()) {
      line(page, "No difference that can change a run.");
    }
    comparison.settings().forEach(setting -> line(page, "- " + code(setting.text())));
  }

  private static void table(
      StringBuilder page, String heading, List<String> header, List<List<String>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    heading(page, heading);
    line(page, row(header));
    line(page, row(header.stream().map(cell -> "---").toList()));
    rows.forEach(cells -> line(page, row(cells)));
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |"));
  }
}
