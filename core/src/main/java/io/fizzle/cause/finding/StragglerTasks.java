package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.CostRemedies;
import java.util.List;
import java.util.Optional;

/** A task that took far longer than the others with no more data. */
final class StragglerTasks implements FindingRule {
  private static final String ID = "straggler-tasks";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Straggling tasks";
  }

  @Override
  public Page page() {
    return new Page(
            "One task runs on while the others have long ended, though it had no more to"
                + " read: its executor was in GC, its node was slow or busy, or its rows are"
                + " dearer to work on.",
            "The slowest task ran at least three times the median and read at most one"
                + " and a half times the median (`straggler-tasks.time-factor`,"
                + " `straggler-tasks.data-factor`). Time that it spent in its executor's first"
                + " loading of classes is not counted. The cost is the time for which cores had"
                + " nothing to do because only the stage's last tasks ran.",
            "A task that read more: that is `data-skew`. A node that is slow in stage"
                + " after stage: that is `straggler-node`. Tasks that read nothing at all"
                + " differ by design, for example in what they generate.",
            "Speculation where the rows are what is slow: the copy takes as long.")
        .looksLike(
            "One task of a stage runs on alone for minutes, and in the stage's summary"
                + " its input is like that of the others.")
        .fixedBy(
            "Look at its executor while it ran: GC log, CPU, disk, other tasks on the"
                + " node. A place that was slow: `spark.speculation`, in all versions; it starts"
                + " a copy of tasks slower than 1.5 times the median once 75 % are done, since"
                + " 4.0 three times and 90 % (`spark.speculation.multiplier`,"
                + " `spark.speculation.quantile`); `spark.speculation.minTaskRuntime` (3.2 and"
                + " later) spares short ones. Stages of few tasks:"
                + " `spark.speculation.task.duration.threshold` (3.0 and later). Rows that are"
                + " dear: spread them over more partitions. Writes outside of Spark must bear to"
                + " be done twice.")
        .refutedBy(
            "a copy reads the same partition again (Spark, "
                + "`TaskSetManager.checkSpeculatableTasks`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    TaskDistribution duration = stage.duration();
    TaskDistribution data = Stages.data(stage);
    double waited = Run.toSeconds(duration.max() - duration.median());
    double loading = Run.toSeconds(stage.deserializeMillis());
    if (duration.count() < run.threshold("straggler-tasks.tasks")
        || duration.max()
            < run.threshold("straggler-tasks.time-factor") * Math.max(1, duration.median())
        || waited - loading < run.threshold("straggler-tasks.wait")
        || stage.memorySpilled() > 0
        || data.max() > run.threshold("straggler-tasks.data-factor") * data.median()
            && data.maxIndex() == duration.maxIndex()) {
      return Optional.empty();
    }
    String where = run.place(duration.maxExecutor());
    String says =
        "task "
            + duration.maxIndex()
            + " on "
            + where
            + " ran "
            + Run.time(duration.max())
            + " (median "
            + Run.time(duration.median())
            + (data.sum() > 0
                ? "), with no more data than the others (median "
                    + Numbers.bytes((long) data.median())
                    + ")"
                : "); the stage reads nothing that Spark measures");
    Waiting waiting = Waiting.of(stage, run);
    if (!run.matters(waiting.coreSeconds())) {
      return Optional.empty();
    }
    return new FindingDraft(ID)
        .about(stage)
        .severity(
            run.severity(waiting.coreSeconds())
                .atMost(data.sum() > 0 ? Severity.MEDIUM : Severity.LOW))
        .shows(duration.maxEvidence(), says)
        .costs(
            run.cost(waiting.coreSeconds(), -1, waiting.arithmetic()),
            "the stage waited " + Run.time(1000 * waited) + " for one task: " + waiting.text())
        .fix(CostRemedies.stragglers(run.conf(), where))
        .finish();
  }
}
