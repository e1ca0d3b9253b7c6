package io.fizzle.cause.shuffle;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.FetchServer;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.RemoteShuffleRemedies;
import io.fizzle.remedy.ShuffleRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The external shuffle service was down or had lost its registrations. */
public final class ShuffleServiceDown extends Cause {

  public ShuffleServiceDown() {
    super(
        "shuffle-service-down",
        "Shuffle service unavailable",
        "could not use the shuffle service",
        Answer.NEITHER,
        FailureKind.SHUFFLE_SERVICE,
        FailureKind.REMOTE_SHUFFLE_SERVICE);
  }

  @Override
  public Page page() {
    return new Page(
            "Executors register with the shuffle service of their node. It was restarted without"
                + " its state, never ran there, or forgot them.",
            "`Executor is not registered (appId=..., execId=...)` on a fetch, or `Unable to"
                + " register with external shuffle server`. Of remote services: `Register shuffle"
                + " failed for shuffle N, reason: RESERVE_SLOTS_FAILED` (Celeborn), `There isn't"
                + " enough shuffle servers` (Uniffle).",
            "The same line in a standalone worker's log at an executor's end, which is normal.",
            "More memory. `spark.shuffle.service.enabled` on Kubernetes: Spark has no such service"
                + " there.")
        .looksLike(
            "`Executor is not registered (appId=..., execId=...)`, `Unable to register with"
                + " external shuffle server`.")
        .fixedBy(
            "Look at the service on that node (YARN: an auxiliary service of the"
                + " NodeManager). It forgets executors at a restart unless recovery is on:"
                + " `yarn.nodemanager.recovery.enabled`, which is off by default; standalone"
                + " `spark.shuffle.service.db.enabled` (3.0 and later), which is on.")
        .refutedBy(
            "the service is a part of YARN's node managers and of standalone workers "
                + "(Spark, `ExternalShuffleService`, `YarnShuffleService`); on Kubernetes "
                + "shuffle tracking takes its place (Running Spark on Kubernetes).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  /** A port on which nobody listens, while the service's node lives. */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (failure.kind() == FailureKind.FETCH_FAILED
        && FetchServer.refusedAtService(failure, application)) {
      scale.supports(
          Strength.MODERATE,
          evidence,
          "nobody answers at the port of the shuffle service: " + failure.headline());
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    return failure.kind() == FailureKind.REMOTE_SHUFFLE_SERVICE
        ? RemoteShuffleRemedies.noServer(failure.headline())
        : ShuffleRemedies.shuffleServiceDown(
            Measures.conf(application), where(incident, application));
  }

  private static String where(Incident incident, Application application) {
    String server = FetchServer.node(incident, application);
    return server.isEmpty() ? Measures.host(incident, application) : server;
  }
}
