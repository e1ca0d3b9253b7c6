package io.fizzle.cause.shuffle;

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
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.RemoteShuffleRemedies;
import io.fizzle.remedy.ShuffleRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Map output was gone when it was needed. */
public final class ShuffleDataLost extends Cause {

  public ShuffleDataLost() {
    super(
        "shuffle-data-lost",
        "Shuffle data lost",
        "could not read shuffle data that was gone",
        Answer.NEITHER,
        FailureKind.FETCH_FAILED,
        FailureKind.SHUFFLE_OUTPUT_MISSING,
        FailureKind.SHUFFLE_FILE_MISSING,
        FailureKind.REMOTE_SHUFFLE_DATA,
        FailureKind.REMOTE_SHUFFLE_FETCH);
  }

  @Override
  public Page page() {
    return new Page(
            "The executor that held the shuffle files died, its files were deleted, or its disk"
                + " failed. Spark repeats the stage that wrote them, and gives up after four"
                + " attempts in a row (`spark.stage.maxConsecutiveAttempts`).",
            "`FetchFailed`, or `Missing an output location for shuffle`. Of remote services:"
                + " `Shuffle data lost for shuffle` (Celeborn), `Blocks read inconsistent`"
                + " (Uniffle).",
            "The root, wherever the loss of the serving executor is known: then it is the"
                + " consequence of that.",
            "`spark.task.maxFailures`: failed fetches do not count towards it."
                + " `spark.shuffle.fetch.retry.count`: no Spark has such a key.")
        .looksLike(
            "`FetchFailed`, `Missing an output location for shuffle N`, stages that run"
                + " again and again.")
        .fixedBy(
            "Look for the executor that served the data: its end is the cause, and fixing"
                + " that fixes this. To survive the loss of executors: the external shuffle"
                + " service (`spark.shuffle.service.enabled`, YARN and standalone),"
                + " decommissioning with `spark.storage.decommission.enabled` (3.1 and later), or"
                + " a remote shuffle service. Kubernetes has no external shuffle service.")
        .refutedBy(
            "`FetchFailed` does not count towards task failures (Spark, `TaskEndReason`, "
                + "`countTowardsTaskFailures`); retries of fetches are "
                + "`spark.shuffle.io.maxRetries` (`TransportConf`).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    boolean remote = failure.kind() == FailureKind.REMOTE_SHUFFLE_DATA;
    if (failure.kind() == FailureKind.REMOTE_SHUFFLE_FETCH) {
      scale.supports(Strength.MODERATE, evidence, failure.headline());
      scale.missing(Missing.REMOTE_SHUFFLE_LOGS);
      return;
    }
    if (failure.kind() == FailureKind.FETCH_FAILED && tellsOfLosses(application)) {
      weighFetch(failure, evidence, incident, application, scale);
      return;
    }
    if (!explains(failure.kind()) || remote || tellsOfLosses(application)) {
      super.weighFailure(failure, evidence, incident, application, scale);
      return;
    }
    scale.supports(Strength.STRONG, evidence, failure.headline()).missing(Missing.DRIVER_LOG);
  }

  /** Every fetch in vain is told as {@code FetchFailed}, whether the data were gone or not. */
  private static void weighFetch(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    FetchServer server = FetchServer.of(incident, application);
    boolean served = FetchServer.isShuffleService(failure, application);
    if (FetchServer.refusedAtService(failure, application)) {
      // nobody was asked for the data
      return;
    }
    boolean lived = server == FetchServer.LIVED;
    if (FetchServer.isBroadcast(failure)
        || served
        || (lived && Signs.isConnectionBroken(failure))) {
      scale.supports(Strength.HINT, evidence, failure.headline()).missing(Missing.EXECUTOR_LOGS);
    } else if (lived) {
      // a server too busy to answer looks the same to the reader
      scale.supports(Strength.MODERATE, evidence, failure.headline());
      scale.missing(Missing.EXECUTOR_LOGS);
    } else if (server == FetchServer.GONE) {
      scale.supports(Strength.PROOF, evidence, failure.headline());
    } else {
      scale.supports(Strength.STRONG, evidence, failure.headline()).missing(Missing.DRIVER_LOG);
    }
  }

  /** An executor that fetches in vain does not learn whether the other one is dead. */
  private static boolean tellsOfLosses(Application application) {
    return application.driver().hasOwnLog() || !application.stages().isEmpty();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    return failure.kind() == FailureKind.REMOTE_SHUFFLE_DATA
            || failure.kind() == FailureKind.REMOTE_SHUFFLE_FETCH
        ? RemoteShuffleRemedies.lost(failure.headline())
        : ShuffleRemedies.shuffleDataLost(Measures.conf(application), false);
  }
}
