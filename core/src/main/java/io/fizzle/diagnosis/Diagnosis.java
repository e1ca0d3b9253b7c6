package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.cause.finding.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that Fizzle says of one application.
 *
 * @param incidents what needed explaining, roots before what follows from them, gravest first
 * @param findings what did not fail but costs, gravest first
 * @param calibration the weights by which it was drawn
 */
public record Diagnosis(
    Application application,
    Verdict verdict,
    List<Explained> incidents,
    List<Finding> findings,
    Calibration calibration) {
  public Diagnosis {
    incidents = List.copyOf(incidents);
    findings = List.copyOf(findings);
  }

  /** The incident with this id, those that are told as one with another included. */
  public Optional<Explained> incident(String id) {
    return each().filter(one -> one.incident().id().equals(id)).findFirst();
  }

  /** Every incident by itself, those that are told as one too. */
  public Stream<Explained> each() {
    return incidents.stream().flatMap(Explained::each);
  }

  /** The same with an outline of its application only. */
  public Diagnosis outline() {
    return new Diagnosis(application.outline(), verdict, incidents, findings, calibration);
  }
}
