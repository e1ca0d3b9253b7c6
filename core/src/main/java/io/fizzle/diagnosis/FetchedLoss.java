package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.FetchServer;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The loss of an executor that a failed fetch follows from. */
final class FetchedLoss {
  /** What a reader sees of a server that is gone or stands still. */
  private static final Set<FailureKind> UNANSWERED =
      EnumSet.of(
          FailureKind.FETCH_FAILED,
          FailureKind.SHUFFLE_SERVICE,
          FailureKind.CONNECTION,
          FailureKind.RPC_TIMEOUT,
          FailureKind.PEER_QUIET,
          FailureKind.PEER_STALLED);

  /** Spark's text logs write whole seconds, event logs milliseconds. */
  private static final Duration RESOLUTION = Duration.ofSeconds(1);

  /**
   * Readers see the socket close at once; the driver waits for its manager's word: an answer of
   * YARN's application master, or two of Kubernetes' polls of its pods ({@code
   * spark.kubernetes.executor.apiPollingInterval}, 30 s).
   */
  private static final Duration MANAGERS_WORD = Duration.ofMinutes(1);

  /** {@code spark.network.timeout} by default. */
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofMinutes(2);

  private static final String TRACKING = "spark.dynamicAllocation.shuffleTracking.enabled";

  private final TasksFailed tasks;
  private final Application application;
  private final Map<String, ExecutorLost> lost;

  private FetchedLoss(TasksFailed tasks, Application application, Map<String, ExecutorLost> lost) {
    this.tasks = tasks;
    this.application = application;
    this.lost = lost;
  }

  /**
   * The loss behind these failures; empty where they are no failed fetches, or nothing shows one.
   *
   * @param lost the losses by executor, in the order of the incidents
   */
  static Optional<Incident> of(
      TasksFailed tasks, Application application, Map<String, ExecutorLost> lost) {
    FetchedLoss fetched = new FetchedLoss(tasks, application, lost);
    FailureKind kind = tasks.first().failure().kind();
    String server = tasks.first().fetchFrom();
    if (server != null && UNANSWERED.contains(kind)) {
      return Optional.ofNullable(lost.get(server))
          .filter(fetched::isSeenInTime)
          .filter(fetched::tookDataAway)
          .map(Incident.class::cast);
    }
    boolean unnamed =
        kind == FailureKind.SHUFFLE_OUTPUT_MISSING
            || (kind == FailureKind.FETCH_FAILED
                && !FetchServer.isBroadcast(tasks.first().failure()));
    return unnamed && server == null ? fetched.latest() : Optional.empty();
  }

  private boolean isSeenInTime(ExecutorLost server) {
    Instant end = server.at();
    Instant failed = tasks.attempts().get(tasks.attempts().size() - 1).time();
    return end == null || failed == null || !end.isAfter(failed.plus(lag(server)));
  }

  /** So much later than a reader the driver may learn of the end. */
  private static Duration lag(ExecutorLost server) {
    Duration silence = server.ledger().silence();
    if (!silence.isZero()) {
      return silence.compareTo(HEARTBEAT_TIMEOUT) > 0 ? silence : HEARTBEAT_TIMEOUT;
    }
    RemovalReason reason = server.ledger().decisive();
    return reason == null
        ? MANAGERS_WORD
        : switch (reason.kind()) {
          case KILLED_BY_DRIVER, DECOMMISSIONED, DRIVER_SHUTDOWN -> Duration.ZERO;
          case HEARTBEAT_TIMEOUT, NODE_LOST, WORKER_LOST -> HEARTBEAT_TIMEOUT;
          default -> MANAGERS_WORD;
        };
  }

  /** The external shuffle service serves an executor's files after its end, on the same machine. */
  private boolean tookDataAway(ExecutorLost server) {
    return !FetchServer.isShuffleService(tasks.first().failure(), application)
        || FetchServer.lostItsNode(server);
  }

  /**
   * Where the failure names no server: output is missing since the last executor went, whether it
   * was lost or released. What was gone when the stage began had been computed again.
   */
  private Optional<Incident> latest() {
    Instant failed = tasks.first().time();
    Stream<Gone> gone =
        application.executors().values().stream()
            .map(this::gone)
            .filter(Objects::nonNull)
            .filter(one -> isBetween(one.at(), failed));
    return gone.max(
            Comparator.comparing(Gone::at, Comparator.nullsFirst(Comparator.naturalOrder())))
        .flatMap(one -> Optional.ofNullable(one.loss()))
        .filter(this::tookDataAway)
        .map(Incident.class::cast);
  }

  private boolean isBetween(@Nullable Instant end, @Nullable Instant failed) {
    if (end == null || failed == null) {
      return true;
    }
    return !end.isAfter(failed.plus(RESOLUTION))
        && submitted().filter(begun -> end.plus(MANAGERS_WORD).isBefore(begun)).isEmpty();
  }

  private Optional<Instant> submitted() {
    FailedAttempt first = tasks.first();
    return application.stages().stream()
        .filter(stage -> stage.stage() == first.stage())
        .filter(stage -> stage.attempt() == first.stageAttempt())
        .findFirst()
        .flatMap(StageProfile::submitted);
  }

  /**
   * An executor that went.
   *
   * @param at when; null where no source tells
   * @param loss the incident; null where it was let go
   */
  private record Gone(@Nullable Instant at, @Nullable ExecutorLost loss) {}

  private @Nullable Gone gone(ProcessLife life) {
    ExecutorLost loss = lost.get(life.owner().id());
    if (loss != null) {
      return new Gone(loss.at(), loss);
    }
    boolean keepsShuffles = "true".equalsIgnoreCase(application.properties().get(TRACKING));
    return keepsShuffles
        ? null
        : Stream.concat(
                life.facts().all(ExecutorSignal.Removed.class).stream()
                    .map(ExecutorSignal.Removed::evidence),
                life.facts().all(ExecutorSignal.KillRequested.class).stream()
                    .map(ExecutorSignal.KillRequested::evidence))
            .map(Evidence::time)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .map(at -> new Gone(at, null))
            .orElse(null);
  }
}
