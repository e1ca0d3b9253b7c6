package io.fizzle.learning;

import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.diagnosis.Explained;
import io.fizzle.diagnosis.Weighed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labelled weighings of labelled cases: with all evidence, and with each part of it. */
public final class Weighings {
  private Weighings() {}

  /** What is weighed in this case; parts of the evidence that show no incident give nothing. */
  public static List<LabelledWeighing> of(Case known) {
    List<LabelledWeighing> weighings = new ArrayList<>();
    for (EvidenceSet set : EvidenceSet.values()) {
      if (!set.of(known.evidence()).isEmpty()) {
        of(known, set, Entry.diagnose(set.of(known.evidence())).diagnosis())
            .ifPresent(weighings::add);
      }
    }
    return weighings;
  }

  /** What was weighed in the diagnosis of a part of a case's evidence. */
  static Optional<LabelledWeighing> of(Case known, EvidenceSet set, Diagnosis diagnosis) {
    return Said.main(diagnosis)
        .filter(main -> !isNothing(main, known))
        .map(main -> root(main, diagnosis))
        .map(root -> weighed(root, diagnosis))
        .filter(weighed -> !weighed.isEmpty())
        .map(
            weighed ->
                LabelledWeighing.of(
                    known.name() + ", " + set.title(),
                    known.group(),
                    weighed,
                    known.truth().causes()));
  }

  /** In a healthy run what only looks like a trouble needs no label. */
  private static boolean isNothing(Explained main, Case known) {
    return known.truth().causes().isEmpty()
        && main.top().filter(top -> top.cause().isBenign()).isPresent();
  }

  /** A consequence takes over the causes of its root, so the root is what was weighed. */
  private static Explained root(Explained explained, Diagnosis diagnosis) {
    String id = explained.rootIncident();
    return id == null ? explained : diagnosis.incident(id).orElse(explained);
  }

  private static List<Weighed> weighed(Explained explained, Diagnosis diagnosis) {
    return Diagnostician.standard().weigh(explained.incident(), diagnosis.application());
  }
}
