package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.PartitionRemedies;
import java.util.List;
import java.util.Optional;

/** Tasks wrote intermediate data to disk for lack of execution memory. */
final class Spill implements FindingRule {
  private static final String ID = "spill";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Spill to disk";
  }

  @Override
  public Page page() {
    return new Page(
            "The data of a sort, a join or an aggregation did not fit into the execution"
                + " memory of their task, so that they were written to disk and read again.",
            "Spilled bytes in the metrics of the stage's tasks, from 100 MiB in memory on"
                + " (`spill.bytes`). The bytes on disk are what was written and read again;"
                + " event logs do not tell the seconds. The operator is the one that counted"
                + " the spilled bytes.",
            "A failure, or a lack of heap: spilling is how Spark avoids both. A cached"
                + " partition that did not fit into storage is no spill.",
            "`spark.memory.offHeap.enabled` without a size. Lowering"
                + " `spark.memory.fraction`. More executors of the same shape: each task has as"
                + " much memory as before.")
        .looksLike(
            "`Spill (Memory)` and `Spill (Disk)` in a stage's summary, tasks that take"
                + " several times as long as those of a stage with as much input, and full local"
                + " disks.")
        .fixedBy(
            "Smaller tasks: more partitions (`spark.sql.shuffle.partitions`; with"
                + " adaptive execution, on by default since 3.2, a smaller"
                + " `spark.sql.adaptive.advisoryPartitionSizeInBytes` or a larger"
                + " `spark.sql.adaptive.coalescePartitions.initialPartitionNum`). More memory"
                + " for each task: `spark.executor.memory` with as many cores, or fewer"
                + " `spark.executor.cores`, or off-heap memory (`spark.memory.offHeap.enabled`"
                + " with `spark.memory.offHeap.size`), inside of what the container may have."
                + " One large partition among small ones: `data-skew`. Less to sort: filter,"
                + " select and aggregate before.")
        .refutedBy(
            "each task gets between 1/2N and 1/N of its executor's pool for N tasks at "
                + "once (Spark, `ExecutionMemoryPool`), however many executors there are.");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    if (stage.memorySpilled() < run.threshold("spill.bytes") || stage.diskSpilled() <= 0) {
      return Optional.empty();
    }
    double busy = Run.toSeconds(stage.runMillis());
    boolean large = stage.diskSpilled() >= run.threshold("spill.medium-bytes");
    long tasks = Math.max(1, stage.duration().count());
    PartitionRemedies.Tasks shape = run.shape(stage);
    return new FindingDraft(ID)
        .about(stage)
        .severity(large ? run.severity(busy).atMost(Severity.HIGH) : Severity.LOW)
        .shows(
            Stages.evidence(stage),
            "its tasks spilled "
                + Numbers.bytes(stage.memorySpilled())
                + " from memory, "
                + Numbers.bytes(stage.diskSpilled())
                + " on disk")
        .costs(
            Cost.ofBytes(
                2 * stage.diskSpilled(),
                "2 × "
                    + Numbers.bytes(stage.diskSpilled())
                    + " on disk, written and read; "
                    + Numbers.bytes(stage.memorySpilled() / tasks)
                    + " from memory for each of "
                    + tasks
                    + " tasks"),
            Numbers.bytes(stage.diskSpilled()) + " written and read again")
        .fix(PartitionRemedies.smaller(run.conf(), shape, stage.memorySpilled()))
        .finish();
  }
}
