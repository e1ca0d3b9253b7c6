package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The broadcast side took longer to compute than the timeout allows. */
public final class BroadcastTimeout extends Cause {

  /** {@code SQLConf.BROADCAST_TIMEOUT}, all versions. */
  private static final long DEFAULT_SECONDS = 300;

  public BroadcastTimeout() {
    super(
        "broadcast-timeout",
        "Broadcast timed out",
        "did not finish a broadcast in time",
        Answer.NEITHER,
        FailureKind.BROADCAST_TIMEOUT);
  }

  @Override
  public Page page() {
    return new Page(
            "The side to be broadcast was not computed within `spark.sql.broadcastTimeout` (300 s"
                + " by default): it is larger than planned, its source is slow, or its tasks wait"
                + " for executors.",
            "`Could not execute broadcast in N secs`.",
            "A failure of the network.",
            "Raising the timeout first: it hides a join strategy that does not fit.")
        .looksLike(
            "`Could not execute broadcast in 300 secs`; up to Spark 2.2 only `Futures timed"
                + " out after [300 seconds]` under `BroadcastExchangeExec`.")
        .fixedBy(
            "Find out why the small side takes so long: it waits for executors, or it is"
                + " not small. Disable its broadcast (`spark.sql.autoBroadcastJoinThreshold=-1`)"
                + " where it is not. Where it is only slow to compute,"
                + " `spark.sql.broadcastTimeout`.")
        .refutedBy(
            "the key bounds how long the driver waits for the broadcast side, which it "
                + "does not make smaller (Spark, `BroadcastExchangeExec`).");
  }

  /**
   * A wait of as many seconds as broadcasts get by default, whose frames were not told, is not one
   * of Spark's remote calls: those name the key that rules them.
   */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    if (Signs.isUnnamedWait(failure) && failure.limit() == DEFAULT_SECONDS) {
      scale
          .supports(
              Strength.HINT,
              evidence,
              "a wait of 300 s that names no key ran out: as long as a broadcast gets by default")
          .missing(Missing.WHOLE_TRACE);
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.broadcastTimeout(
        Measures.conf(application), Measures.failure(incident).limit());
  }
}
