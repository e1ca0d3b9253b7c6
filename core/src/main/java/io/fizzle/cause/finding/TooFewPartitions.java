package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.PartitionRemedies;
import java.util.List;
import java.util.Optional;

/** A long stage with fewer tasks than cores. */
final class TooFewPartitions implements FindingRule {
  private static final String ID = "too-few-partitions";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Too few partitions";
  }

  @Override
  public Page page() {
    return new Page(
            "A task runs on one core. A stage with fewer tasks than cores leaves the"
                + " others idle, however long it takes: `coalesce(1)`, a file that cannot be"
                + " cut, a window without a partition, a shuffle with a small number.",
            "A stage of at least five seconds with fewer tasks than the run held cores"
                + " (`too-few-partitions.seconds`). The cost is the time for which cores had"
                + " nothing to do because the running stages had no more tasks; stages that ran"
                + " beside it and filled the cores take nothing from it.",
            "A short stage. A stage whose tasks wait for one slow among many:"
                + " `straggler-tasks`, `data-skew`. `coalesce(1)` for a single output file,"
                + " where that is wanted and small.",
            "More executors: they would be idle as well.")
        .looksLike(
            "A stage with one task or a handful runs for minutes, and all other cores of"
                + " the application wait.")
        .fixedBy(
            "More partitions: `repartition` before the costly step instead of `coalesce`,"
                + " which takes the parallelism from the whole stage; `PARTITION BY` in a"
                + " window; a larger `spark.sql.shuffle.partitions`; adaptive execution may have"
                + " joined too many: a smaller `spark.sql.adaptive.advisoryPartitionSizeInBytes`"
                + " (3.0 and later). Files: a format that can be cut (not gzip text), smaller"
                + " `spark.sql.files.maxPartitionBytes` or `spark.sql.files.minPartitionNum`"
                + " (3.1 and later). JDBC: `numPartitions` with `partitionColumn`, `lowerBound`"
                + " and `upperBound`.")
        .refutedBy(
            "a partition is one task (Spark, `DAGScheduler.submitMissingTasks`), and a task"
                + " takes `spark.task.cpus` cores, not more (`TaskSchedulerImpl.resourceOffers`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    double idle = Run.toSeconds(stage.idleForFewTasks());
    long tasks = stage.duration().count();
    double seconds = Run.toSeconds(stage.duration().max());
    if (!run.cores().complete()
        || tasks == 0
        || tasks >= run.slots()
        || seconds < run.threshold("too-few-partitions.seconds")
        || !run.matters(idle)) {
      return Optional.empty();
    }
    return new FindingDraft(ID)
        .about(stage)
        .severity(run.severity(idle))
        .shows(
            Stages.evidence(stage),
            "it had "
                + tasks
                + (tasks == 1 ? " task" : " tasks")
                + " for "
                + run.slots()
                + " cores; the longest ran "
                + Run.time(stage.duration().max())
                + " and read "
                + Numbers.bytes((long) Stages.data(stage).max()))
        .costs(
            run.cost(
                idle,
                -1,
                "cores − tasks, over the time of the stage, shared with stages that ran beside it"),
            Run.seconds(idle) + " idle for want of tasks")
        .fix(PartitionRemedies.more(run.conf(), run.shape(stage)))
        .finish();
  }
}
