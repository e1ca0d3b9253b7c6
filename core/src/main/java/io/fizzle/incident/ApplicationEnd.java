package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.RemovalReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own end, which ends its executors too: what it did to them is no loss.
 *
 * @param begin where the driver began to stop, or the application is said to have ended; null where
 *     nothing tells
 */
record ApplicationEnd(@Nullable Evidence begin) {
  /**
   * What executors exit with when their application ends: in good order, without their driver
   * ({@code CoarseGrainedExecutorBackend}), asked by SIGTERM, or not answering to it.
   */
  private static final Set<Integer> ENDED_BY_OTHERS = Set.of(0, 1, 137, 143);

  private static final Set<FailureKind> CONNECTIONS =
      EnumSet.of(FailureKind.CONNECTION, FailureKind.RPC_TIMEOUT, FailureKind.CONTEXT_STOPPED);

  static ApplicationEnd of(Application application) {
    return new ApplicationEnd(
        application
            .facts()
            .first(ApplicationSignal.Stopping.class)
            .map(ApplicationSignal.Stopping::evidence)
            .or(
                () ->
                    application
                        .facts()
                        .first(ApplicationSignal.Ended.class)
                        .map(ApplicationSignal.Ended::evidence))
            .or(() -> executorsToldToEnd(application))
            .orElse(null));
  }

  /** {@code CoarseGrainedSchedulerBackend.stopExecutors}: only a driver that stops does that. */
  private static Optional<Evidence> executorsToldToEnd(Application application) {
    return application.anonymous().facts().all(ExecutorSignal.KillRequested.class).stream()
        .filter(kill -> kill.reason() == ExecutorSignal.KillReason.APPLICATION_END)
        .map(ExecutorSignal.KillRequested::evidence)
        .findFirst();
  }

  /** Whether what was logged is the noise of connections that it closed. */
  boolean explains(FailureSignal.Logged logged) {
    return CONNECTIONS.contains(logged.failure().kind()) && mayFollow(null, logged.evidence());
  }

  /** Whether a removal for this reason, told there, is its work. */
  boolean explains(RemovalReason reason, Evidence evidence) {
    if (reason.kind() == RemovalReason.Kind.DRIVER_SHUTDOWN) {
      return true;
    }
    return reason.kind().specificity() <= RemovalReason.Kind.EXITED.specificity()
        && mayFollow(reason.exitCode(), evidence);
  }

  /** Whether an exit with this status, told there, is its work. */
  boolean explains(int exitStatus, Evidence evidence) {
    return mayFollow(exitStatus, evidence);
  }

  /**
   * Lines of one log tell exactly what came first. Clocks of different logs do so only from one
   * second to the next; within the same second a status that a process gives itself is its own.
   */
  private boolean mayFollow(@Nullable Integer status, Evidence evidence) {
    if (begin == null) {
      return false;
    }
    if (evidence.source().equals(begin.source())) {
      return evidence.line() > begin.line();
    }
    Instant time = evidence.time();
    Instant begun = begin.time();
    if (time == null || begun == null || time.isBefore(begun)) {
      return false;
    }
    boolean sameSecond =
        time.truncatedTo(ChronoUnit.SECONDS).equals(begun.truncatedTo(ChronoUnit.SECONDS));
    return !sameSecond || status == null || ENDED_BY_OTHERS.contains(status);
  }
}
