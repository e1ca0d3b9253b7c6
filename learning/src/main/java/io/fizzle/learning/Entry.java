package io.fizzle.learning;

import io.fizzle.Investigation;
import io.fizzle.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What one case was to be, was said to be, and how that scores. */
public record Entry(String name, String expected, Said said, Score score) {

  /** Diagnoses the part of a case's evidence that belongs to the set, and scores what is said. */
  static Entry of(Case known, EvidenceSet set) {
    return of(known, set, diagnose(set.of(known.evidence())));
  }

  /** Scores what was said of the part of a case's evidence that belongs to the set. */
  static Entry of(Case known, EvidenceSet set, Report report) {
    Truth truth = known.truth();
    Said said = Said.of(report);
    Score score = score(truth, said, set);
    return new Entry(known.name(), truth.label(), said, score);
  }

  private static Score score(Truth truth, Said said, EvidenceSet set) {
    if (truth.isLabelOnly()) {
      return Score.labelled(Set.copyOf(truth.verdict()), said);
    }
    return set == EvidenceSet.ALL ? Score.complete(truth, said) : Score.partial(truth, said);
  }

  /** What {@code fizzle diagnose} says of these places. */
  public static Report diagnose(List<Path> places) {
    Investigation investigation =
        new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {});
    return investigation.investigate(places.stream().map(Path::toString).toList());
  }

  /** Whether something wrong was claimed at 90 % or more. */
  public boolean isWrongWithConfidence() {
    return score.wrong() >= 0.9;
  }
}
