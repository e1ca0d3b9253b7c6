package io.fizzle.cause;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Owner;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.ClusterManager;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who should have served a fetch that failed, and what became of it. */
public enum FetchServer {
  /** The executor registered, and nothing tells that it went away before or soon after. */
  LIVED,
  /** It was lost or released. */
  GONE,
  /** No source tells. */
  UNKNOWN;

  private static final String PORT = "spark.shuffle.service.port";

  /** {@code spark.shuffle.service.port} by default, all versions. */
  private static final String USUAL_PORT = "7337";

  /** {@code TransportClientFactory}, {@code java.net}. */
  private static final List<String> NO_CONNECTION =
      List.of("Failed to connect to ", "Connection refused: ", " failed in the last ");

  private static final String SERVICE = "spark.shuffle.service.enabled";

  /** The driver learns so late of an executor that readers miss ({@code spark.network.timeout}). */
  private static final Duration LAG = Duration.ofMinutes(2);

  /** What the driver, or its event log, tells of the server that this failure names. */
  public static FetchServer of(Incident incident, Application application) {
    Instant failed = incident.at();
    String server = incident instanceof TasksFailed tasks ? tasks.first().fetchFrom() : null;
    if (server != null) {
      return application.life(Owner.executor(server)).map(life -> of(life, failed)).orElse(UNKNOWN);
    }
    boolean anyGone =
        application.executors().values().stream().anyMatch(life -> of(life, failed) == GONE);
    boolean anyKnown =
        application.executors().values().stream().anyMatch(life -> of(life, failed) == LIVED);
    return anyGone ? GONE : anyKnown ? LIVED : UNKNOWN;
  }

  private static FetchServer of(ProcessLife life, @Nullable Instant failed) {
    boolean gone =
        life.facts().has(ExecutorSignal.HeartbeatMissed.class)
            || life.facts().has(ExecutorSignal.Exited.class)
            || life.facts().all(ExecutorSignal.Removed.class).stream()
                .anyMatch(removed -> isInTime(removed, failed));
    if (gone) {
      return GONE;
    }
    return life.facts().has(ExecutorSignal.Added.class) ? LIVED : UNKNOWN;
  }

  private static boolean isInTime(ExecutorSignal.Removed removed, @Nullable Instant failed) {
    Instant at = removed.evidence().time();
    return removed.reason().kind() != RemovalReason.Kind.DRIVER_SHUTDOWN
        && (at == null || failed == null || !at.isAfter(failed.plus(LAG)));
  }

  /**
   * True where the external shuffle service of the node serves shuffle files, not the executor that
   * wrote them: by the configuration, or by the port that was asked.
   */
  public static boolean isShuffleService(Failure failure, Application application) {
    return failure.kind() == FailureKind.SHUFFLE_SERVICE
        || "true".equalsIgnoreCase(application.properties().get(SERVICE))
        || isAtServicePort(failure, application);
  }

  private static boolean isAtServicePort(Failure failure, Application application) {
    String port = ":" + application.properties().getOrDefault(PORT, USUAL_PORT);
    String message = failure.message();
    int at = message.indexOf(port);
    int end = at + port.length();
    return at >= 0 && (end == message.length() || !Character.isDigit(message.charAt(end)));
  }

  /** True where no connection to the port of the shuffle service could be made. */
  public static boolean refusedAtService(Failure failure, Application application) {
    return isAtServicePort(failure, application)
        && NO_CONNECTION.stream().anyMatch(failure.message()::contains);
  }

  /**
   * The machine whose disk and network a fetch that failed depends on: that of the executor that
   * should have served it, whoever serves its files; empty where nothing tells. What Spark calls a
   * host on Kubernetes is the address of a pod.
   */
  public static String node(Incident incident, Application application) {
    String server = incident instanceof TasksFailed tasks ? tasks.first().fetchFrom() : null;
    boolean pods = Measures.conf(application).manager() == ClusterManager.KUBERNETES;
    return Optional.ofNullable(server)
        .flatMap(id -> application.life(Owner.executor(id)))
        .flatMap(life -> life.node().or(() -> pods ? Optional.empty() : life.host()))
        .orElse("");
  }

  /** True where the machine went with the executor, and its shuffle service and disks with it. */
  public static boolean lostItsNode(ExecutorLost lost) {
    return Optional.ofNullable(lost.ledger().decisive())
        .map(RemovalReason::kind)
        .filter(
            kind ->
                switch (kind) {
                  case NODE_LOST, WORKER_LOST, DISKS_FAILED -> true;
                  default -> false;
                })
        .isPresent();
  }

  /**
   * True where pieces of a broadcast could not be had. The driver holds all of them ({@code
   * TorrentBroadcast.writeBlocks}), so no executor's loss takes one away.
   */
  public static boolean isBroadcast(Failure failure) {
    return failure.message().contains("Failed to get broadcast_");
  }
}
