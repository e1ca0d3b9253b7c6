package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.signal.ApplicationSignal.State;
import io.fizzle.signal.ApplicationSignal.StateReported;
import io.fizzle.signal.MachineSignal.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether YARN kept an application waiting for resources. Its client asks once a second ({@code
 * spark.yarn.report.interval}), and every application is {@code ACCEPTED} until its first container
 * runs: that alone tells of no shortage.
 */
final class QueueWait {
  /** A master's container starts within seconds, with much to localise within a minute. */
  private static final Duration UNUSUAL = Duration.ofMinutes(2);

  private static final String STATE_ALONE = "ACCEPTED";

  private QueueWait() {}

  /** What the application still waited for when it was last heard of. */
  static List<Waiting> of(Application application) {
    List<Waiting> waits = application.facts().all(Waiting.class);
    return waits.stream().filter(wait -> counts(wait, application)).toList();
  }

  private static boolean counts(Waiting wait, Application application) {
    boolean ofYarn = wait.subject().startsWith("application");
    if (!ofYarn) {
      return true;
    }
    List<StateReported> reports = application.facts().all(StateReported.class);
    boolean over = reports.stream().anyMatch(report -> report.state() != State.WAITING);
    return !over && (!wait.reason().equals(STATE_ALONE) || waited(reports).compareTo(UNUSUAL) >= 0);
  }

  private static Duration waited(List<StateReported> reports) {
    List<Instant> times =
        reports.stream()
            .flatMap(report -> Optional.ofNullable(report.evidence().time()).stream())
            .toList();
    return times.isEmpty()
        ? Duration.ZERO
        : Duration.between(times.get(0), times.get(times.size() - 1));
  }
}
