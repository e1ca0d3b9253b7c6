package io.fizzle.report;

import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Locale;

/** Writes remedies for a terminal. */
final class RemedyText {
  private static final int MOST = 4;
  private final Paper paper;

  RemedyText(Paper paper) {
    this.paper = paper;
  }

  void write(List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    paper.heading("FIX");
    int number = 1;
    for (Remedy remedy : remedies.stream().limit(MOST).toList()) {
      String first = "  " + number++ + ". ";
      if (remedy instanceof Remedy.ConfigurationChange change) {
        for (Change one : change.changes()) {
          paper.paragraph(first, paper.ink().bold(one.text()));
          first = " ".repeat(first.length());
        }
        if (!change.arithmetic().isEmpty()) {
          paper.paragraph("     ", change.arithmetic());
        }
      } else {
        paper.paragraph(first, paper.ink().bold(remedy.title()));
      }
      example(remedy);
      paper.paragraph("     ", remedy.why());
      paper.paragraph(
          "     ",
          "risk "
              + remedy.risk().level().name().toLowerCase(Locale.ROOT)
              + ": "
              + remedy.risk().text());
      paper.paragraph("     ", "expect: " + remedy.expectation());
    }
  }

  private void example(Remedy remedy) {
    if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
      paper.line("       " + paper.ink().bold("$ " + action.command()));
    } else if (remedy instanceof Remedy.CodeChange code && !code.example().isEmpty()) {
      code.example().lines().forEach(line -> paper.line("       " + line));
    }
  }

  /** One line for each, for findings. */
  void brief(List<Remedy> remedies) {
    remedies.stream().limit(2).forEach(remedy -> paper.paragraph("    → ", remedy.title()));
  }
}
