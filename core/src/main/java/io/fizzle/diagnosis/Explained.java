package io.fizzle.diagnosis;

import io.fizzle.cause.MissingEvidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An incident with its explanation.
 *
 * @param causes ranked, most probable first; empty where no cause has anything to say
 * @param rootIncident id of the incident that this one follows from, null where it is a root itself
 * @param remedies of the most probable cause, best first; empty where it is not certain enough, and
 *     for one that is among the alike of another
 * @param missing what would settle it
 * @param alike for a lost executor the others that were lost in the same way, of the same cause,
 *     each explained by itself; they are one incident with this one
 */
public record Explained(
    Incident incident,
    List<RankedCause> causes,
    @Nullable String rootIncident,
    List<Remedy> remedies,
    List<MissingEvidence> missing,
    List<Explained> alike) {
  public Explained {
    causes = List.copyOf(causes);
    remedies = List.copyOf(remedies);
    missing = List.copyOf(missing);
    alike = List.copyOf(alike);
  }

  /** An incident that stands alone. */
  Explained(
      Incident incident,
      List<RankedCause> causes,
      @Nullable String rootIncident,
      List<Remedy> remedies,
      List<MissingEvidence> missing) {
    this(incident, causes, rootIncident, remedies, missing, List.of());
  }

  /** The same with others that are one incident with it. */
  Explained with(List<Explained> others) {
    return new Explained(incident, causes, rootIncident, remedies, missing, others);
  }

  /** The same with what to change. */
  Explained remedied(List<Remedy> ways, List<MissingEvidence> known) {
    return new Explained(incident, causes, rootIncident, ways, known, alike);
  }

  /** The same as a consequence of this incident. */
  Explained rootedIn(String root) {
    return new Explained(incident, causes, root, remedies, missing, alike);
  }

  /** This one and those like it, each by itself. */
  public Stream<Explained> each() {
    return Stream.concat(Stream.of(this), alike.stream());
  }

  /** How often it happened, those like it included. */
  public int occurrences() {
    return incident.occurrences() + alike.stream().mapToInt(Explained::occurrences).sum();
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
