package io.fizzle.report;

import io.fizzle.comparison.Comparison;
import io.fizzle.comparison.Explanation;
import io.fizzle.comparison.Judgement;
import io.fizzle.report.Paper.Span;
import java.util.List;

/** A comparison for a terminal: the judgement first, then what explains it, then what differs. */
public final class ComparisonText {
  private final int width;
  private final Ink ink;

  /**
   * A report for a page of this width.
   *
   * @param width columns to wrap at
   */
  public ComparisonText(int width, Ink ink) {
    this.width = width;
    this.ink = ink;
  }

  /** The whole comparison, ending with a line feed. */
  public String render(Comparison comparison) {
    Paper paper = new Paper(width, ink);
    new Page(paper, comparison).write();
    return paper.toString();
  }

  private record Page(Paper paper, Comparison comparison) {

    void write() {
      paper.paragraph("first   ", ComparisonWords.run(comparison.before()));
      paper.paragraph("second  ", ComparisonWords.run(comparison.after()));
      paper.heading("DIFFERENCE");
      paper.line(new Span("  "), new Span(tone(), comparison.judgement().id()));
      paper.paragraph("  ", ComparisonWords.headline(comparison));
      String doubt = comparison.sameness().doubt();
      if (!doubt.isEmpty() && !comparison.sameness().isDifferent()) {
        paper.paragraph("  ! ", "one application? " + doubt);
      }
      if (!comparison.sameness().isDifferent()) {
        explanations();
        reasons();
        settings();
        table("NUMBERS", ComparisonWords.MEASURES, ComparisonWords.measures(comparison));
        table("STAGES", ComparisonWords.STAGES, ComparisonWords.stages(comparison));
        operators();
      }
    }

    private Tone tone() {
      return comparison.judgement() == Judgement.UNKNOWN
          ? Tone.DOUBTFUL
          : comparison.judgement().isWorse() ? Tone.BAD : Tone.GOOD;
    }

    private void explanations() {
      if (comparison.explanations().isEmpty()) {
        return;
      }
      paper.heading("WHAT EXPLAINS IT");
      int number = 1;
      for (Explanation one : comparison.explanations()) {
        paper.paragraph("  " + number++ + ". ", ComparisonWords.explanation(one));
        paper.paragraph("     ← ", ComparisonWords.support(one));
        one.evidence()
            .forEach(
                evidence ->
                    paper.line(
                        new Span(
                            Tone.FAINT,
                            "       " + evidence.source().name() + ":" + evidence.line())));
      }
    }

    private void reasons() {
      List<List<String>> rows = ComparisonWords.reasons(comparison);
      if (rows.isEmpty()) {
        paper.paragraph(
            "  ",
            Tone.FAINT,
            "The run time is not taken apart: " + ComparisonWords.whole(comparison) + ".");
        return;
      }
      paper.heading("WHERE THE TIME WENT (the parts add up to the difference)");
      for (List<String> row : rows) {
        paper.paragraph(
            String.format("  %12s  %-12s ", row.get(0), row.get(1)), Tone.PLAIN, row.get(2));
      }
      if (comparison.explanations().isEmpty()) {
        return;
      }
      paper.paragraph(
          String.format(
              "  %12s  %-12s ",
              ComparisonWords.signed(comparison.unexplainedMillis()), "unexplained"),
          Tone.PLAIN,
          "of these, what no explanation above names a reason for");
    }

    private void settings() {
      paper.heading("CONFIGURATION");
      if (comparison.settings().isEmpty()) {
        paper.line("  no difference that can change a run");
      }
      comparison.settings().stream()
          .limit(ComparisonWords.MOST_SETTINGS)
          .forEach(setting -> paper.paragraph("  ", setting.text()));
      more(comparison.settings().size(), ComparisonWords.MOST_SETTINGS);
    }

    private void operators() {
      if (!comparison.operators().isEmpty()) {
        paper.heading("OPERATORS IN THE PLANS");
        comparison.operators().stream()
            .limit(ComparisonWords.MOST_OPERATORS)
            .forEach(change -> paper.paragraph("  ", change.text()));
        more(comparison.operators().size(), ComparisonWords.MOST_OPERATORS);
      }
    }

    private void more(int all, int shown) {
      if (all > shown) {
        paper.line("  … and " + (all - shown) + " more (--format json has all)");
      }
    }

    private void table(String heading, List<String> header, List<List<String>> rows) {
      if (rows.isEmpty()) {
        return;
      }
      paper.heading(heading);
      List<String> lines = Columns.figures(header, rows, Math.max(paper.width(), 110));
      paper.line(new Span(Tone.FAINT, lines.get(0)));
      lines.stream().skip(1).forEach(paper::line);
    }
  }
}
