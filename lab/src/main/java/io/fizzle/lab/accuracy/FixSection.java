package io.fizzle.lab.accuracy;

import io.fizzle.lab.fix.Attempt;
import io.fizzle.lab.fix.FixProof;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of fixes that were proved by running them. */
public final class FixSection {
  private static final String HOW =
      """
      Each job failed, its evidence was diagnosed, and the first remedy that is a change of configuration was
      applied exactly as `fizzle diagnose --format json` gave it; where that did not help, the next. Memory is
      what driver and executors had resident together at most.
      """;

  private FixSection() {}

  /** The section, with its heading. */
  public static void write(Sections page, List<FixProof> fixes) {
    List<FixProof> failed = fixes.stream().filter(FixProof::failedBefore).toList();
    long fixed = failed.stream().filter(FixProof::isFixed).count();
    long first = failed.stream().filter(FixProof::isFixedAtOnce).count();
    page.heading("Proven fixes");
    page.paragraph(HOW);
    page.paragraph(
        "Of %d failed jobs %d succeeded then (%s), %d at the first remedy (%s)."
            .formatted(
                failed.size(),
                fixed,
                Sections.percent(fixed / (double) failed.size()),
                first,
                Sections.percent(first / (double) failed.size())));
    page.row("failed job", "applied", "then", "seconds", "memory, MiB");
    page.row("---", "---", "---", "---:", "---:");
    fixes.forEach(fix -> rows(page, fix));
  }

  private static void rows(Sections page, FixProof fix) {
    if (fix.attempts().isEmpty()) {
      page.row(fix.trial(), "nothing: " + fix.note(), "", seconds(fix.seconds()), "");
    }
    for (Attempt attempt : fix.attempts()) {
      page.row(
          fix.trial(),
          attempt.changes().entrySet().stream()
              .map(change -> "`%s=%s`".formatted(change.getKey(), change.getValue()))
              .collect(Collectors.joining(", ")),
          attempt.succeeded() ? "succeeds" : "**fails**: " + attempt.note(),
          seconds(fix.seconds()) + " → " + seconds(attempt.seconds()),
          mebibytes(fix.peakBytes()) + " → " + mebibytes(attempt.peakBytes()));
    }
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.0f", seconds);
  }

  private static String mebibytes(long bytes) {
    return Long.toString(bytes >> 20);
  }
}
