package io.fizzle.cause.shuffle;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.ShuffleRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A peer that still lived did not answer in time. */
public final class ShuffleTimeout extends Cause {

  public ShuffleTimeout() {
    super(
        "shuffle-timeout",
        "Shuffle fetch timed out",
        "waited in vain for shuffle data",
        Answer.NEITHER,
        FailureKind.PEER_QUIET,
        FailureKind.PEER_STALLED);
  }

  @Override
  public Page page() {
    return new Page(
            "The serving executor lived, but it was collecting garbage, throttled, or waiting for"
                + " its disk or network while fetches waited for it.",
            "`Connection to HOST has been quiet for N ms while there are outstanding requests`.",
            "A peer that died: its connections close at once (`shuffle-data-lost`).",
            "Raising `spark.network.timeout` without a look at the silent peer.")
        .looksLike("Fetches wait for minutes and fail although the other side is up.")
        .fixedBy(
            "Look at the silent side: its GC log, its disk, the threads of its shuffle"
                + " service (`spark.shuffle.io.serverThreads`). Fewer and larger blocks lessen its"
                + " load: fewer partitions; on YARN push-based shuffle since 3.2.")
        .refutedBy(
            "`spark.network.timeout` is the default of several other timeouts, that of "
                + "heartbeats too (Spark, Configuration), so that dead executors are found "
                + "later as well.");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.PEER_QUIET ? Strength.STRONG : Strength.MODERATE;
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    if (failure.kind() == FailureKind.PEER_STALLED) {
      scale
          .supports(
              Strength.HINT, evidence, "throttling, a slow disk or a frozen process do this too")
          .missing(Missing.GC_LOG);
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (incident instanceof ProcessLost) {
      return ShuffleRemedies.registrationTimeout(
          Measures.conf(application), Measures.host(incident, application));
    }
    return ShuffleRemedies.shuffleTimeout(Measures.conf(application), "");
  }
}
