package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.PartitionRemedies;
import java.util.List;
import java.util.Optional;

/** A stage of so many partitions that starting its tasks costs more than running them. */
final class TinyTasks implements FindingRule {
  private static final String ID = "tiny-tasks";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Tiny tasks, too many partitions";
  }

  @Override
  public Page page() {
    return new Page(
        "The data were cut into far more partitions than their size needs: a default"
            + " of 200 shuffle partitions for a few megabytes, a `repartition` by a large"
            + " number, thousands of small files. Each task costs the driver and its"
            + " executor some milliseconds, whatever it does.",
        "At least a hundred tasks, four times the cores, of which the median took"
            + " less than 200 ms (`tiny-tasks.tasks`, `tiny-tasks.waves`,"
            + " `tiny-tasks.milliseconds`); 200 ms is what Spark's tuning guide calls"
            + " efficient. The cost is the part of the tasks' time in which they did not"
            + " run: delay, loading, results.",
        "Many tasks that each work for seconds. Few short tasks: below a hundred"
            + " nobody notices. A slow scheduler with long tasks: that is"
            + " `scheduler-delay`.",
        "More cores for the driver, before the number of tasks is looked at.");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    TaskDistribution duration = stage.duration();
    long tasks = duration.count();
    double overhead = Run.toSeconds(duration.sum() - stage.runMillis());
    if (tasks < run.threshold("tiny-tasks.tasks")
        || tasks < run.threshold("tiny-tasks.waves") * run.slots()
        || duration.median() >= run.threshold("tiny-tasks.milliseconds")
        || !run.matters(overhead)) {
      return Optional.empty();
    }
    String says =
        tasks
            + " tasks, the median of "
            + Math.round(duration.median())
            + " ms and "
            + Numbers.bytes((long) Stages.data(stage).median());
    return new FindingDraft(ID)
        .about(stage)
        .severity(run.severity(overhead))
        .shows(Stages.evidence(stage), says)
        .costs(
            run.cost(
                overhead,
                -1,
                Run.time(duration.sum())
                    + " from launch to finish of all tasks − "
                    + Run.time(stage.runMillis())
                    + " running"),
            Run.seconds(overhead) + " went into starting and ending the tasks, "
                + Run.seconds(Run.toSeconds(stage.runMillis()))
                + " into running them")
        .fix(PartitionRemedies.fewer(run.conf(), run.shape(stage)))
        .finish();
  }
}
