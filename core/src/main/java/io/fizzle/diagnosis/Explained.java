package io.fizzle.diagnosis;

import io.fizzle.cause.MissingEvidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An incident with its explanation.
 *
 * @param causes ranked, most probable first; empty where no cause has anything to say
 * @param rootIncident id of the incident that this one follows from, null where it is a root itself
 * @param remedies of the most probable cause, best first; empty where it is not certain enough
 * @param missing what would settle it
 */
public record Explained(
    Incident incident,
    List<RankedCause> causes,
    @Nullable String rootIncident,
    List<Remedy> remedies,
    List<MissingEvidence> missing) {
  public Explained {
    causes = List.copyOf(causes);
    remedies = List.copyOf(remedies);
    missing = List.copyOf(missing);
  }

  /** The most probable cause. */
  public Optional<RankedCause> top() {
    return causes.stream().findFirst();
  }

  /** The most probable cause, if it reaches this probability. */
  public Optional<RankedCause> topFrom(double threshold) {
    return top().filter(ranked -> ranked.confidence() >= threshold);
  }

  public boolean isRoot() {
    return rootIncident == null;
  }
}
