package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.cause.finding.Finding;
import java.util.List;
import java.util.Optional;

/**
 * All that Fizzle says of one application.
 *
 * @param incidents what needed explaining, roots before what follows from them, gravest first
 * @param findings what did not fail but costs, gravest first
 */
public record Diagnosis(
    Application application, Verdict verdict, List<Explained> incidents, List<Finding> findings) {
  public Diagnosis {
    incidents = List.copyOf(incidents);
    findings = List.copyOf(findings);
  }

  /** The incident with this id. */
  public Optional<Explained> incident(String id) {
    return incidents.stream().filter(one -> one.incident().id().equals(id)).findFirst();
  }

  /** The same with an outline of its application only. */
  public Diagnosis outline() {
    return new Diagnosis(application.outline(), verdict, incidents, findings);
  }
}
