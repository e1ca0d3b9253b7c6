package io.fizzle.cause.finding;

import io.fizzle.application.Facts;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.CostRemedies;
import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A stage's closure and lineage that are large when serialised (DAGScheduler warns from 1000 KiB
 * on).
 */
final class LargeTaskBinary implements FindingRule {
  private static final String ID = "large-task-binary";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large task binary";
  }

  @Override
  public Page page() {
    return new Page(
            "What all tasks of a stage have in common, the closure and the lineage, is"
                + " large when serialised: it captures data, or the lineage is deep.",
            "Spark's own warning `Broadcasting large task binary`, which it gives from"
                + " 1000 KiB on. Where an event log tells how deep the lineages are,"
                + " `large-closure` or `deep-lineage` says which of both it is.",
            "A broadcast variable of the application, which may be large on purpose.",
            "`cache()` against a deep lineage: it does not cut it, only a checkpoint" + " does.")
        .looksLike(
            "`Broadcasting large task binary with size 4.5 MiB` in the driver's log, once"
                + " for each stage.")
        .fixedBy(
            "First find out which it is: Fizzle's plugin names the field or the depth, an"
                + " event log the depth. Captured data: `large-closure`. A deep lineage or plan:"
                + " `deep-lineage`. Neither: hundreds of columns, or an `IN` with thousands of"
                + " values, which a join replaces. The same in all versions.")
        .refutedBy(
            "a task's binary holds the RDD with its lineage (Spark, "
                + "`DAGScheduler.submitMissingTasks`); only a checkpoint cuts it "
                + "(`RDD.doCheckpoint`).");
  }

  @Override
  public List<Finding> find(Run run) {
    Facts facts = run.application().facts();
    int warned = facts.count(WorkSignal.LargeTaskBinary.class);
    return largest(run)
        .flatMap(largest -> finding(largest, Math.max(warned, seen(run).size()), run))
        .map(List::of)
        .orElse(List.of());
  }

  /** The largest that Spark warned of or, where the driver's log is not there, the plugin saw. */
  static Optional<WorkSignal.LargeTaskBinary> largest(Run run) {
    return run.application().facts().all(WorkSignal.LargeTaskBinary.class).stream()
        .max(Comparator.comparingLong(WorkSignal.LargeTaskBinary::bytes))
        .or(
            () ->
                seen(run).stream()
                    .findFirst()
                    .map(one -> new WorkSignal.LargeTaskBinary(one.evidence(), one.bytes())));
  }

  private static List<LargeShipment> seen(Run run) {
    return Shipments.of(run, Shipment.TASK_BINARY);
  }

  private static Optional<Finding> finding(WorkSignal.LargeTaskBinary largest, int count, Run run) {
    String bytes = Numbers.bytes(largest.bytes());
    boolean large = largest.bytes() >= run.threshold("large-task.high-bytes");
    return new FindingDraft(ID)
        .about(count == 1 ? "one stage" : count + " stages")
        .severity(large ? Severity.MEDIUM : Severity.LOW)
        .shows(
            largest.evidence(),
            "a task binary of "
                + bytes
                + " was broadcast: the closure captures data, or the lineage is deep")
        .costs(
            Cost.ofBytes(
                largest.bytes() * count, count + " × up to " + bytes + ", to each executor"),
            "each executor fetches up to " + bytes + " per stage, each task deserialises them")
        .fix(CostRemedies.largeClosure(largest.bytes()))
        .finish();
  }
}
