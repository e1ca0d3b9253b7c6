package io.fizzle.diagnosis;

import io.fizzle.incident.EndSignature;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of executors that ended alike before they got to work, the one whose own words tell why: of a
 * crash loop often only one executor's log is at hand, and that they keep ending is no reason.
 */
final class StartWitness {

  private StartWitness() {}

  /** The one that speaks for this one; empty where it needs or has nobody. */
  static Optional<ExecutorLost> of(Incident incident, List<Incident> incidents) {
    if (!(incident instanceof ExecutorLost silent)) {
      return Optional.empty();
    }
    EndSignature end = EndSignature.of(silent);
    if (end.registered() || end.root() != null) {
      return Optional.empty();
    }
    return incidents.stream()
        .filter(ExecutorLost.class::isInstance)
        .map(ExecutorLost.class::cast)
        .filter(other -> endedAlike(EndSignature.of(other), end))
        .findFirst();
  }

  private static boolean endedAlike(EndSignature told, EndSignature silent) {
    return !told.registered()
        && names(told.root())
        && Objects.equals(told.exitCode(), silent.exitCode());
  }

  private static boolean names(@Nullable FailureKind root) {
    return root != null && root != FailureKind.OTHER && !root.isCollateral();
  }
}
