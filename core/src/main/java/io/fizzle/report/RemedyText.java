package io.fizzle.report;

import io.fizzle.remedy.Change;
import io.fizzle.remedy.Remedy;
import io.fizzle.report.Paper.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes remedies for a terminal: the first is the one to do, the others are there if it fails. */
final class RemedyText {
  private static final int MOST = 4;
  private static final String INDENT = "     ";
  private static final String CODE = "       ";

  private final Paper paper;
  private final Set<String> said = new LinkedHashSet<>();

  RemedyText(Paper paper) {
    this.paper = paper;
  }

  void write(List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    paper.heading(
        remedies.size() == 1 ? "FIX" : "FIX (do the first; the others if it is not enough)");
    int number = 1;
    for (Remedy remedy : remedies.stream().limit(MOST).toList()) {
      title("  " + number++ + ". ", remedy);
      example(remedy);
      paper.paragraph(INDENT, news(remedy.why()));
      paper.paragraph(INDENT, "Risk, " + level(remedy) + ": " + remedy.risk().text());
      paper.paragraph(INDENT, "Expect: " + remedy.expectation());
    }
    if (remedies.size() > MOST) {
      paper.line("  … and " + (remedies.size() - MOST) + " more (--format json has all)");
    }
  }

  private static String level(Remedy remedy) {
    return remedy.risk().level().name().toLowerCase(Locale.ROOT);
  }

  private void title(String first, Remedy remedy) {
    if (!(remedy instanceof Remedy.ConfigurationChange change)) {
      paper.paragraph(first, Tone.STRONG, remedy.title());
      return;
    }
    String lead = first;
    for (Change one : change.changes()) {
      if (OptionDifference.suits(one)) {
        options(lead, one);
      } else {
        paper.paragraph(lead, Tone.STRONG, one.text());
      }
      lead = INDENT;
    }
    if (!change.arithmetic().isEmpty()) {
      paper.paragraph(INDENT, "= " + change.arithmetic());
    }
  }

  private void options(String lead, Change change) {
    OptionDifference difference = OptionDifference.of(change);
    paper.paragraph(lead, Tone.STRONG, change.key());
    difference.added().forEach(option -> paper.line(CODE + "add     " + option));
    difference.dropped().forEach(option -> paper.line(CODE + "remove  " + option));
  }

  private void example(Remedy remedy) {
    if (remedy instanceof Remedy.OperatorAction action && action.command() != null) {
      paper.line(new Span(CODE), new Span(Tone.STRONG, "$ " + action.command()));
    } else if (remedy instanceof Remedy.CodeChange code) {
      code.example().lines().forEach(line -> paper.line(CODE + line));
    }
  }

  /** What an earlier remedy did not say already. */
  private String news(String why) {
    return Stream.of(why.split("(?<=\\.) ")).filter(said::add).collect(Collectors.joining(" "));
  }

  /** One line for each, for findings. */
  void brief(String indent, List<Remedy> remedies) {
    remedies.stream().limit(2).forEach(remedy -> paper.paragraph(indent + "→ ", brief(remedy)));
  }

  static String brief(Remedy remedy) {
    return remedy instanceof Remedy.ConfigurationChange change
        ? change.changes().stream().map(RemedyText::brief).collect(Collectors.joining("; "))
        : remedy.title();
  }

  /** A change on one line. */
  static String brief(Change change) {
    if (!OptionDifference.suits(change)) {
      return change.text();
    }
    OptionDifference difference = OptionDifference.of(change);
    return change.key()
        + (difference.added().isEmpty() ? "" : " add " + String.join(" ", difference.added()))
        + (difference.dropped().isEmpty()
            ? ""
            : " remove " + String.join(" ", difference.dropped()));
  }
}
