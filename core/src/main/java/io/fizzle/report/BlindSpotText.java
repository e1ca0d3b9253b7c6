package io.fizzle.report;

import io.fizzle.diagnosis.BlindSpot;
import io.fizzle.diagnosis.Verdict;
import io.fizzle.report.Paper.Span;
import java.util.List;

/** Blind spots for a terminal: in a few lines, or all with the settings that record them. */
final class BlindSpotText {
  private static final int MOST_SHORT = 3;

  private BlindSpotText() {}

  /** What it hides, and how much it costs this verdict. */
  static String says(BlindSpot spot, Verdict verdict) {
    return spot.what()
        + " ("
        + spot.state().id()
        + "): hides "
        + spot.hides()
        + weight(spot, verdict);
  }

  static String weight(BlindSpot spot, Verdict verdict) {
    return spot.reach() <= 0
        ? ""
        : ". The verdict's "
            + Wording.percent(verdict.confidence())
            + " could be "
            + Wording.percent(spot.reach())
            + " with it, if it agrees";
  }

  /** A healthy run in one sentence: what would be missing if the next one fails. */
  static void ofHealthy(Paper paper, List<BlindSpot> spots) {
    if (spots.isEmpty()) {
      return;
    }
    paper
        .heading("BLIND SPOTS")
        .paragraph(
            "  ",
            "If it had failed, these would be missing: "
                + String.join("; ", spots.stream().limit(MOST_SHORT).map(BlindSpot::what).toList())
                + (spots.size() > MOST_SHORT ? "; …" : "")
                + " (--blind-spots tells which settings record them)");
  }

  static void brief(Paper paper, List<BlindSpot> spots, Verdict verdict) {
    if (spots.isEmpty()) {
      return;
    }
    paper.heading("BLIND SPOTS");
    spots.stream()
        .limit(MOST_SHORT)
        .forEach(
            spot ->
                paper.paragraph(
                    "  - ", spot.what() + " (" + spot.state().id() + ")" + weight(spot, verdict)));
    int more = spots.size() - MOST_SHORT;
    paper.paragraph(
        "  ",
        Tone.FAINT,
        (more > 0 ? more + " more; " : "")
            + "--blind-spots tells what they hide and which settings record it");
  }

  static void full(Paper paper, List<BlindSpot> spots, Verdict verdict) {
    paper.heading("BLIND SPOTS: what was not there to be read, and what would have recorded it");
    if (spots.isEmpty()) {
      paper.line("  none: all that Fizzle can use was read");
    }
    int number = 1;
    for (BlindSpot spot : spots) {
      paper.paragraph("  " + number++ + ". ", says(spot, verdict));
      spot.evidence()
          .forEach(
              one ->
                  paper.line(
                      new Span(Tone.FAINT, "     " + one.source().name() + ":" + one.line())));
      spot.lines()
          .forEach(
              line -> {
                paper.line("       " + line.text());
                if (!line.note().isEmpty()) {
                  paper.paragraph("         # ", Tone.FAINT, line.note());
                }
              });
      spot.ways().forEach(way -> paper.paragraph("     may still be found: ", way));
    }
  }
}
