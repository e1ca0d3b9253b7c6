package io.fizzle.lab.accuracy;

import io.fizzle.learning.Accuracy;
import io.fizzle.learning.Entry;
import io.fizzle.learning.EvidenceSet;
import io.fizzle.learning.Learning;
import io.fizzle.learning.Quality;
import io.fizzle.learning.Score.Mark;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes sections of {@code docs/accuracy.md}: the same text for the same diagnoses everywhere. */
public final class Sections {
  private final StringBuilder page = new StringBuilder();

  /** All that was written. */
  public String text() {
    return page.toString();
  }

  /** One line for each set of entries: how many are right, open, wrong. */
  public void summary(Map<String, List<Entry>> sets) {
    row("evidence", "cases", "right", "share", "open", "wrong", "wrong at 90 % or more");
    row("---", "---:", "---:", "---:", "---:", "---:", "---:");
    sets.forEach(
        (title, entries) -> {
          long right = Accuracy.count(entries, Mark.RIGHT);
          row(
              title,
              String.valueOf(entries.size()),
              String.valueOf(right),
              entries.isEmpty() ? "" : percent(right / (double) entries.size()),
              String.valueOf(Accuracy.count(entries, Mark.OPEN)),
              String.valueOf(Accuracy.count(entries, Mark.WRONG)),
              String.valueOf(entries.stream().filter(Entry::isWrongWithConfidence).count()));
        });
  }

  /** One line a case. */
  public void cases(List<Entry> entries) {
    row("case", "expected", "said", "confidence", "");
    row("---", "---", "---", "---:", "---");
    entries.forEach(
        entry ->
            row(
                entry.name(),
                entry.expected(),
                entry.said().label(),
                number(entry.said().confidence()),
                mark(entry)));
  }

  /** One line a case, with what was said of each part of its evidence. */
  public void parts(Accuracy accuracy) {
    List<EvidenceSet> sets =
        Stream.of(EvidenceSet.values()).filter(set -> set != EvidenceSet.ALL).toList();
    row(
        Stream.concat(Stream.of("case", "expected"), sets.stream().map(EvidenceSet::title))
            .toArray(String[]::new));
    row(Stream.generate(() -> "---").limit(2L + sets.size()).toArray(String[]::new));
    for (Entry whole : accuracy.of(EvidenceSet.ALL)) {
      row(
          Stream.concat(
                  Stream.of(whole.name(), whole.expected()),
                  sets.stream().map(set -> cell(accuracy.of(set), whole.name())))
              .toArray(String[]::new));
    }
  }

  private static String cell(List<Entry> entries, String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .map(
            entry ->
                entry.said().label()
                    + " "
                    + number(entry.said().confidence())
                    + (entry.score().mark() == Mark.WRONG ? " **wrong**" : ""))
        .orElse("no such evidence");
  }

  /** The confusion matrix, one line for each expected cause. */
  public void confusion(List<Entry> entries) {
    row("expected", "said");
    row("---", "---");
    Accuracy.confusion(entries)
        .forEach(
            (expected, said) ->
                row(
                    expected,
                    said.entrySet().stream()
                        .map(entry -> entry.getKey() + " × " + entry.getValue())
                        .collect(Collectors.joining(", "))));
  }

  /** Stated confidence against truth, over whatever claims something. */
  public void calibration(List<Entry> entries) {
    row("stated", "diagnoses", "right", "share right", "mean stated");
    row("---", "---:", "---:", "---:", "---:");
    List<Entry> claims = entries.stream().filter(entry -> !entry.said().isUndetermined()).toList();
    for (Map.Entry<String, double[]> bucket : CalibrationBuckets.ALL.entrySet()) {
      List<Entry> in =
          claims.stream()
              .filter(entry -> entry.said().confidence() >= bucket.getValue()[0])
              .filter(entry -> entry.said().confidence() < bucket.getValue()[1])
              .toList();
      long right = in.size() - Accuracy.count(in, Mark.WRONG);
      row(
          bucket.getKey(),
          String.valueOf(in.size()),
          String.valueOf(right),
          in.isEmpty() ? "" : number(right / (double) in.size()),
          in.isEmpty()
              ? ""
              : number(in.stream().mapToDouble(one -> one.said().confidence()).sum() / in.size()));
    }
  }

  /** How well probabilities hold, those in use and those learnt from other cases. */
  public void learning(Learning learning) {
    paragraph(
        """
        The weights of evidence were fitted to all cases but a tenth, ten times over, and judged on the tenth
        that was left out; variants of one failure are never on both sides (`fizzle learn`). Judged is the
        most probable cause of the main incident, whatever its probability, over all sets of evidence.\
        """);
    row(
        "%d weighings, %d groups".formatted(learning.current().statements(), learning.groups()),
        "weights in use",
        "learnt, cross-validated");
    row("---", "---:", "---:");
    Quality current = learning.current();
    Quality fitted = learning.crossValidated();
    row("right", number(current.accuracy()), number(fitted.accuracy()));
    row(
        "expected calibration error",
        three(current.calibrationError()),
        three(fitted.calibrationError()));
    row("Brier score", three(current.brier()), three(fitted.brier()));
    row("log loss", three(current.logLoss()), three(fitted.logLoss()));
    row(
        "wrong at 90 % or more",
        String.valueOf(current.confidentlyWrong()), String.valueOf(fitted.confidentlyWrong()));
    paragraph(
        learning.isNoWorse()
            ? "The learnt weights would do no worse."
            : "The learnt weights would do worse on cases that they have not seen: those in use"
                + " stay.");
  }

  private static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Every entry that is not right, in one line. */
  public void misses(String title, List<Entry> entries) {
    misses(title, entries, Map.of());
  }

  /**
   * The same, with what there is to say of each.
   *
   * @param why explanations by the first word of a case's name
   */
  public void misses(String title, List<Entry> entries, Map<String, String> why) {
    List<Entry> missed =
        entries.stream().filter(entry -> entry.score().mark() != Mark.RIGHT).toList();
    blankLine();
    page.append("**").append(title).append("**:").append(missed.isEmpty() ? " none" : "");
    page.append(missed.isEmpty() ? "\n" : "\n\n");
    missed.forEach(
        entry ->
            page.append("- ")
                .append(entry.name())
                .append(": expected ")
                .append(entry.expected())
                .append("; ")
                .append(entry.score().remark())
                .append(entry.score().wrong() > 0 ? " at " + number(entry.score().wrong()) : "")
                .append(explanation(entry, why))
                .append('\n'));
  }

  private static String explanation(Entry entry, Map<String, String> why) {
    String text = why.get(entry.name().split(" ", 2)[0]);
    return text == null ? "" : ". " + text;
  }

  private static String mark(Entry entry) {
    return switch (entry.score().mark()) {
      case RIGHT -> "right";
      case OPEN -> "**open**: " + entry.score().remark();
      case WRONG -> "**wrong**: " + entry.score().remark();
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  /** A heading of the second level. */
  public void heading(String title) {
    blankLine();
    page.append("## ").append(title).append("\n\n");
  }

  /** Text as it is, with an empty line around it. */
  public void paragraph(String text) {
    blankLine();
    page.append(text.stripTrailing()).append("\n\n");
  }

  private void blankLine() {
    boolean there = page.isEmpty() || page.lastIndexOf("\n\n") == page.length() - 2;
    page.append(there ? "" : "\n");
  }

  /** One row of a table. */
  public void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
