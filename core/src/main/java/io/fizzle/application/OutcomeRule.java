package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.WorkSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the application succeeded.
 *
 * <p>Spark itself hardly says so: {@code ApplicationEnd} carries exit code 0 also for caught
 * failures and SIGTERM (Spark 4.0 and later), and a failed job may have been retried by the
 * application. So, in this order: the cluster manager's verdict, an exception that ended the
 * driver, the last job's result, an orderly end. Where only an event log tells, a last query that
 * ended with an error leaves it open: the program may have caught it.
 */
final class OutcomeRule {

  record Decision(Outcome outcome, @Nullable Evidence evidence) {}

  /** Logs tell whole seconds, and clocks differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private OutcomeRule() {}

  /**
   * The outcome, as far as it can be known.
   *
   * @param doubtful something speaks against an orderly end without proving another one: a job that
   *     was left behind, or an error that the program reported last. What the jobs' results and the
   *     end of the context tell is then no proof of success
   */
  static Decision decide(
      Facts application, ProcessLife driver, Collection<ProcessLife> executors, boolean doubtful) {
    Optional<ApplicationSignal.FinalStatus> status =
        application.last(ApplicationSignal.FinalStatus.class);
    Optional<Evidence> well = status.flatMap(told -> endedWell(told, driver.facts()));
    if (well.isPresent()) {
      return new Decision(Outcome.SUCCEEDED, well.get());
    }
    if (status.isPresent()) {
      return new Decision(
          status.get().succeeded() ? Outcome.SUCCEEDED : Outcome.FAILED, status.get().evidence());
    }
    Optional<Evidence> death = driverDeath(driver.facts());
    if (death.isPresent()) {
      return new Decision(Outcome.FAILED, death.get());
    }
    Decision told = byJobs(application, driver.ownLogShowsEnd());
    Decision byJobs =
        doubtful && told.outcome() == Outcome.SUCCEEDED
            ? new Decision(Outcome.UNKNOWN, null)
            : told;
    return byJobs.outcome() != Outcome.UNKNOWN
        ? byJobs
        : disappearance(application, driver, executors)
            .map(gone -> new Decision(Outcome.FAILED, gone))
            .orElse(byJobs);
  }

  /**
   * A pod fails with any of its containers: where the driver's own one ended with 0, one beside it
   * did not. Who ended the pod ended the driver too.
   */
  private static Optional<Evidence> endedWell(ApplicationSignal.FinalStatus status, Facts driver) {
    if (status.succeeded()
        || status.failure().kind() != FailureKind.OTHER
        || !status.failure().type().isEmpty()
        || driver.has(MachineSignal.PodEnded.class)) {
      return Optional.empty();
    }
    return driver
        .last(MachineSignal.ContainerExited.class)
        .filter(exited -> exited.exitStatus() == 0)
        .filter(exited -> "Completed".equals(exited.terminationReason()))
        .map(MachineSignal.ContainerExited::evidence);
  }

  private static Optional<Evidence> driverDeath(Facts driver) {
    Optional<Evidence> thrown =
        driver.first(FailureSignal.DriverFailed.class).map(FailureSignal.DriverFailed::evidence);
    return thrown
        .or(() -> driver.first(JvmSignal.Crashed.class).map(JvmSignal.Crashed::evidence))
        .or(
            () ->
                driver.all(JvmSignal.OutOfMemory.class).stream()
                    .filter(JvmSignal.OutOfMemory::terminating)
                    .map(JvmSignal.OutOfMemory::evidence)
                    .findFirst());
  }

  /**
   * The driver's log just stops, and executors saw the driver go then or later; else the log may be
   * an older copy of a driver's that ended in order.
   */
  private static Optional<Evidence> disappearance(
      Facts application, ProcessLife driver, Collection<ProcessLife> executors) {
    Optional<Instant> stops =
        driver.facts().all(JvmSignal.LogEnded.class).stream()
            .filter(log -> !log.orderly())
            .map(log -> log.evidence().time())
            .filter(Objects::nonNull)
            .findFirst();
    boolean ended =
        application.has(ApplicationSignal.Stopping.class)
            || application.has(ApplicationSignal.Stopped.class)
            || application.has(ApplicationSignal.Ended.class);
    if (stops.isEmpty() || ended) {
      return Optional.empty();
    }
    return executors.stream()
        .filter(ProcessLife::lostItsDriver)
        .flatMap(life -> life.facts().all(ExecutorSignal.DriverGone.class).stream())
        .map(ExecutorSignal.DriverGone::evidence)
        .filter(gone -> gone.time() != null && !stops.get().isAfter(gone.time().plus(CLOCKS)))
        .findFirst();
  }

  /**
   * By the jobs' results.
   *
   * @param driverLog true where the driver's log was read to its end: an event log cannot tell of
   *     an exception after the last job, nor of one before the first
   */
  private static Decision byJobs(Facts application, boolean driverLog) {
    List<WorkSignal.JobEnded> jobs = application.all(WorkSignal.JobEnded.class);
    Optional<Evidence> aborted =
        application.last(WorkSignal.Aborted.class).map(WorkSignal.Aborted::evidence);
    Optional<Evidence> orderly =
        application
            .last(ApplicationSignal.Ended.class)
            .map(ApplicationSignal.Ended::evidence)
            .or(
                () ->
                    application
                        .last(ApplicationSignal.Stopped.class)
                        .map(ApplicationSignal.Stopped::evidence));
    if (!jobs.isEmpty()) {
      WorkSignal.JobEnded last =
          jobs.stream().max(Comparator.comparingInt(WorkSignal.JobEnded::jobId)).orElseThrow();
      if (last.failure() != null) {
        return new Decision(Outcome.FAILED, last.evidence());
      }
      return orderly
          .filter(evidence -> driverLog || FailedQueries.last(application).isEmpty())
          .map(evidence -> new Decision(Outcome.SUCCEEDED, evidence))
          .orElseGet(() -> new Decision(Outcome.UNKNOWN, null));
    }
    if (aborted.isPresent()) {
      return new Decision(Outcome.FAILED, aborted.get());
    }
    return orderly
        .filter(evidence -> driverLog)
        .map(evidence -> new Decision(Outcome.SUCCEEDED, evidence))
        .orElseGet(() -> new Decision(Outcome.UNKNOWN, null));
  }
}
