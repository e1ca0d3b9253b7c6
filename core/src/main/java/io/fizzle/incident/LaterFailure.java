package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.Outcome;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The exception that ended a program which had gone on after a failed job: a job that it started
 * since shows that it caught the first failure.
 */
final class LaterFailure {

  private LaterFailure() {}

  static Optional<DriverFailed> of(Application application, List<Incident> found) {
    List<Failure> ofJobs =
        found.stream()
            .filter(JobFailed.class::isInstance)
            .map(one -> ((JobFailed) one).failure())
            .toList();
    Optional<Evidence> given =
        application.facts().last(WorkSignal.Aborted.class).map(WorkSignal.Aborted::evidence);
    if (ofJobs.isEmpty() || given.isEmpty() || application.outcome() == Outcome.SUCCEEDED) {
      return Optional.empty();
    }
    return application.driver().facts().all(DriverFailed.class).stream()
        .filter(thrown -> !thrown.failure().kind().isCollateral())
        .filter(thrown -> ofJobs.stream().noneMatch(job -> repeats(thrown.failure(), job)))
        .filter(
            thrown ->
                application.facts().all(WorkSignal.JobStarted.class).stream()
                    .map(WorkSignal.JobStarted::evidence)
                    .anyMatch(
                        start ->
                            isBefore(given.get(), start) && isBefore(start, thrown.evidence())))
        .findFirst();
  }

  /** The words of one failure differ from place to place, what they mean does not. */
  private static boolean repeats(Failure thrown, Failure job) {
    return thrown.kind() != FailureKind.OTHER
        ? thrown.kind() == job.kind()
        : thrown.headline().equals(job.headline());
  }

  /** Lines of one log tell the order, clocks of several only from one second to the next. */
  private static boolean isBefore(Evidence first, Evidence second) {
    if (first.source().equals(second.source())) {
      return first.line() < second.line();
    }
    Instant one = first.time();
    Instant other = second.time();
    return one != null && other != null && one.isBefore(other);
  }
}
