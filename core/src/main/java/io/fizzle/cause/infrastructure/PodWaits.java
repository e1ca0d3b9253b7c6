package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.incident.Incident;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.Waiting;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** What pods wait for, as far as an incident is about it. */
final class PodWaits {
  private PodWaits() {}

  /** The first wait of these kinds, one that the incident cites before others. */
  static Optional<Waiting> of(
      Incident incident, Application application, Set<Hindrance> hindrances) {
    return application.facts().all(Waiting.class).stream()
        .filter(waiting -> hindrances.contains(waiting.hindrance()))
        .min(Comparator.comparing(waiting -> !incident.evidence().contains(waiting.evidence())));
  }

  /** True where words of its own, not a bare state, tell what is waited for. */
  static boolean says(Waiting waiting) {
    return waiting.reason().contains(":");
  }
}
