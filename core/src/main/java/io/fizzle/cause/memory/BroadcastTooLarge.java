package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A broadcast join's small side was not small. */
public final class BroadcastTooLarge extends Cause {

  public BroadcastTooLarge() {
    super(
        "broadcast-too-large",
        "Broadcast too large",
        "tried to broadcast a table that is too large",
        Answer.NEITHER,
        FailureKind.BROADCAST_TOO_LARGE,
        FailureKind.BROADCAST_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
            "The driver collects and serialises the whole side of the join before it ships"
                + " it. It ran out of memory on the way, or the table passed a fixed limit: 8 GB (a"
                + " setting only since Spark 4.1) or a number of rows: 512 million, since 3.0 341"
                + " million where the key is not a single long.",
            "`Not enough memory to build and broadcast the table to all worker nodes`, or"
                + " `Cannot broadcast the table that is larger than 8.0 GiB`.",
            "A problem of the executors' heaps: the driver builds the broadcast.",
            "Raising executor memory.")
        .looksLike(
            "`Not enough memory to build and broadcast the table to all worker nodes` or"
                + " `Cannot broadcast the table that is larger than 8GB`.")
        .fixedBy(
            "Take the broadcast away: lower `spark.sql.autoBroadcastJoinThreshold` or set"
                + " it to -1, remove the `broadcast` hint. Statistics that are wrong make Spark"
                + " believe that a table is small: `ANALYZE TABLE`. The limit of 8 GB is fixed"
                + " before 4.1; then `spark.sql.maxBroadcastTableSize`.")
        .refutedBy(
            "the driver collects and builds the table before any executor holds it (Spark, "
                + "`BroadcastExchangeExec`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DriverRemedies.broadcastTooLarge(
        Measures.conf(application),
        Measures.failure(incident).actual(),
        Measures.failure(incident).limit() > 0);
  }
}
