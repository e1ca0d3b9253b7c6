package io.fizzle.cause.finding;

import io.fizzle.application.OperatorKind;
import io.fizzle.application.OperatorProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.CostRemedies;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A broadcast relation that is large for those that have to hold it. */
final class LargeBroadcast implements FindingRule {
  private static final String ID = "large-broadcast";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large broadcast";
  }

  @Override
  public Page page() {
    return new Page(
            "A join by broadcast collects one side on the driver, builds a hash table of"
                + " it there and sends it to each executor. That is fast for small sides. A"
                + " large one costs the driver's heap, the network, and memory in each"
                + " executor, and everything waits meanwhile.",
            "The metric `data size` of a `BroadcastExchange`: from 1 GiB on, or from 15 %"
                + " of an executor's heap on, half of what is left to storage"
                + " (`large-broadcast.bytes`, `large-broadcast.heap-share`), never below 32"
                + " MiB. The cost in bytes counts each executor once.",
            "The size of the files: rows in memory are several times as large. A"
                + " broadcast variable of the program, whose size no event log tells unless"
                + " Fizzle's plugin ran. A relation that was too large: `broadcast-too-large`.",
            "Raising `spark.sql.broadcastTimeout`: the table stays as large. More memory"
                + " for the executors only: the driver holds it first.")
        .looksLike(
            "`BroadcastExchange` with a `data size` of a GiB and more in the SQL tab; all"
                + " executors wait while the driver collects and builds, its heap fills"
                + " (`driver-heap-oom`), and after `spark.sql.broadcastTimeout` the query fails"
                + " (`broadcast-timeout`).")
        .fixedBy(
            "Take the broadcast hint away, or filter and select before the join. Lower"
                + " `spark.sql.autoBroadcastJoinThreshold` to its default of 10 MiB, or switch"
                + " it off with -1; adaptive execution has a threshold of its own,"
                + " `spark.sql.adaptive.autoBroadcastJoinThreshold` (3.2 and later), which goes"
                + " by sizes that were measured and not estimated. Wrong estimates without it:"
                + " `ANALYZE TABLE`, and no broadcast of what a function or many filters made.")
        .refutedBy("the driver collects the table first (Spark, `BroadcastExchangeExec`).");
  }

  @Override
  public List<Finding> find(Run run) {
    List<OperatorProfile> joins = run.operators(OperatorKind.BROADCAST);
    return Stream.concat(
            joins.stream().flatMap(broadcast -> find(broadcast, run).stream()),
            Shipments.of(run, Shipment.BROADCAST).stream()
                .filter(seen -> isVariable(seen, joins))
                .flatMap(seen -> find(seen, run).stream()))
        .toList();
  }

  /** The plugin sees the sides of joins as well, which the plan tells better. */
  private static boolean isVariable(LargeShipment seen, List<OperatorProfile> joins) {
    return !seen.carriers().isEmpty()
        && joins.stream().noneMatch(join -> join.value("data size") >= seen.bytes());
  }

  private static Optional<Finding> find(LargeShipment seen, Run run) {
    long heap = run.conf().size("spark.executor.memory").bytes();
    if (seen.bytes() < least(heap, run)) {
      return Optional.empty();
    }
    long executors = Math.max(1, run.application().executors().size());
    String bytes = Numbers.bytes(seen.bytes());
    return new FindingDraft(ID)
        .about(Shipments.place(seen))
        .severity(
            seen.bytes() >= run.threshold("large-broadcast.bytes") ? Severity.MEDIUM : Severity.LOW)
        .shows(
            seen.evidence(),
            "its functions hold a broadcast of "
                + bytes
                + " compressed as "
                + seen.carriers().get(0)
                + "; an executor's heap has "
                + Numbers.bytes(heap))
        .costs(
            Cost.ofBytes(
                seen.bytes() * (executors + 1),
                bytes + " × (1 driver + " + executors + " executors), more in memory"),
            "the driver holds it, and each executor")
        .fix(CostRemedies.largeVariable(seen.bytes()))
        .finish();
  }

  private static Optional<Finding> find(OperatorProfile broadcast, Run run) {
    long bytes = broadcast.value("data size");
    long heap = run.conf().size("spark.executor.memory").bytes();
    if (bytes < least(heap, run)) {
      return Optional.empty();
    }
    long executors = Math.max(1, run.application().executors().size());
    double driver =
        Run.toSeconds(
            Math.max(0, broadcast.value("time to collect"))
                + Math.max(0, broadcast.value("time to build"))
                + Math.max(0, broadcast.value("time to broadcast")));
    double cores = driver * run.slots();
    boolean huge = bytes >= run.threshold("large-broadcast.bytes");
    return new FindingDraft(ID)
        .about(Run.name(broadcast))
        .operator(broadcast.text())
        .severity(huge ? Severity.MEDIUM : Severity.LOW)
        .shows(
            broadcast.evidence(),
            "a relation of "
                + Numbers.bytes(bytes)
                + (broadcast.value("number of output rows") < 0
                    ? ""
                    : " with " + broadcast.value("number of output rows") + " rows")
                + " was broadcast; an executor's heap has "
                + Numbers.bytes(heap))
        .costs(
            run.cost(
                cores,
                bytes * (executors + 1),
                Run.time(1000 * driver)
                    + " to collect, build and send it × "
                    + run.slots()
                    + " cores that may wait; "
                    + Numbers.bytes(bytes)
                    + " × (1 driver + "
                    + executors
                    + " executors)"),
            "the driver took " + Run.time(1000 * driver) + " for it, and each executor holds it")
        .fix(CostRemedies.largeBroadcast(run.conf(), bytes))
        .finish();
  }

  /** Half of the storage share of a heap that is known, and never more than the plain limit. */
  private static double least(long heap, Run run) {
    boolean known = run.conf().isRead() && !run.application().isLocalMode();
    double byHeap = known ? run.threshold("large-broadcast.heap-share") * heap : Double.MAX_VALUE;
    return Math.max(
        run.threshold("large-broadcast.least-bytes"),
        Math.min(run.threshold("large-broadcast.bytes"), byHeap));
  }
}
