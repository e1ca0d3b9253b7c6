package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.FetchServer;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.Admission;
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.CorruptBlockRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import java.util.List;
import java.util.regex.Pattern;

/** A connection could not be made or broke while both ends lived. */
public final class NetworkFailure extends Cause {

  /** {@code ThreadUtils.awaitResult}, which only carries what went wrong in another thread. */
  private static final Pattern UNTOLD = Pattern.compile("^Exception thrown in awaitResult: ?$");

  public NetworkFailure() {
    super(
        "network-failure",
        "Network failure",
        "lost its connection to a peer",
        Answer.NEITHER,
        FailureKind.CONNECTION,
        FailureKind.RPC_TIMEOUT,
        FailureKind.BLOCK_CORRUPT_ON_WAY);
  }

  @Override
  public Page page() {
    return new Page(
            "A firewall, a network policy, an overloaded host or a broken path kept two processes"
                + " from talking.",
            "Connections that are refused, reset or time out towards a process that is known to"
                + " have lived.",
            "A peer that died: its end closes the connection and is the cause.",
            "Raising timeouts.")
        .looksLike(
            "`Connection refused`, `Connection reset`, `Futures timed out`, `No route to"
                + " host` between processes that both lived; `Block shuffle_… is corrupted due to"
                + " NETWORK_ISSUE` where Spark's checksums (3.2 and later) tell that a block"
                + " changed on its way.")
        .fixedBy(
            "Test the path between the two hosts and ports that the line names. Behind"
                + " firewalls fix the ports (`spark.driver.port`, `spark.blockManager.port`) and"
                + " the address that is announced (`spark.driver.host`,"
                + " `spark.driver.bindAddress`). Kubernetes: network policies, and a headless"
                + " service for a driver in client mode.")
        .refutedBy(
            "a refused or reset connection fails at once, before any timeout counts "
                + "(Spark, `TransportClientFactory`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.BLOCK_CORRUPT_ON_WAY ? Strength.STRONG : Strength.MODERATE;
  }

  /** A connection that the other end closed tells of that end before it tells of the way. */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (failure.kind() == FailureKind.CONNECTION && Signs.isClosed(failure)) {
      scale.supports(Strength.HINT, evidence, failure.headline());
      scale.missing(Missing.EXECUTOR_LOG);
      return;
    }
    if (failure.kind() == FailureKind.FETCH_FAILED) {
      weighFetch(failure, evidence, incident, application, scale);
      return;
    }
    if (failure.kind() == FailureKind.DRIVER_QUIET) {
      scale.supports(Strength.HINT, evidence, "the driver did not answer: " + failure.headline());
      scale.missing(Missing.DRIVER_GC_LOG).missing(Missing.DRIVER_LOG);
      return;
    }
    if (isUntold(failure)) {
      weighUntold(evidence, scale);
      return;
    }
    if (Signs.isUnnamedWait(failure)) {
      scale.supports(Strength.HINT, evidence, failure.headline()).missing(Missing.WHOLE_TRACE);
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
  }

  /** A fetch whose connection failed although its server lived on. */
  private static void weighFetch(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (Signs.isConnectionBroken(failure)
        && !FetchServer.refusedAtService(failure, application)
        && FetchServer.of(incident, application) == FetchServer.LIVED) {
      scale.supports(
          Strength.HINT, evidence, "nothing tells of an end of its server: " + failure.headline());
      scale.missing(Missing.EXECUTOR_LOGS);
    }
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    lost.life().facts().all(FailureSignal.Uncaught.class).stream()
        .filter(uncaught -> isUntold(uncaught.failure()))
        .findFirst()
        .ifPresentOrElse(
            uncaught -> weighUntold(uncaught.evidence(), scale),
            () -> super.weighLoss(lost, application, scale));
  }

  private static boolean isUntold(Failure failure) {
    return failure.kind() == FailureKind.CONNECTION && UNTOLD.matcher(failure.message()).find();
  }

  private static void weighUntold(Evidence evidence, Scale scale) {
    scale
        .supports(
            Strength.HINT,
            evidence,
            "the process could not set up its first call to another one; the reason is cut off")
        .missing(Missing.WHOLE_TRACE);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    if (failure.kind() == FailureKind.BLOCK_CORRUPT_ON_WAY) {
      return CorruptBlockRemedies.onItsWay(
          Measures.conf(application), FetchServer.node(incident, application));
    }
    return Admission.webhookDown(failure.message())
        .map(List::of)
        .orElseGet(() -> ClusterRemedies.networkFailure(failure.message()));
  }
}
