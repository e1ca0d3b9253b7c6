package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.PartitionRemedies;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
            "More cores for the driver, before the number of tasks is looked at.")
        .looksLike(
            "Stages of hundreds or thousands of tasks that take some milliseconds each;"
                + " the bar of the stage creeps though the executors are nearly idle.")
        .fixedBy(
            "Fewer partitions. Shuffles of SQL: adaptive execution joins them by itself"
                + " (`spark.sql.adaptive.coalescePartitions.enabled`, 3.0 and later, on by"
                + " default since 3.2 with all of it); it keeps as many as there are cores"
                + " unless `spark.sql.adaptive.coalescePartitions.parallelismFirst` (3.2 and"
                + " later) is false. Before, or with RDDs: a smaller"
                + " `spark.sql.shuffle.partitions` or `spark.default.parallelism`, `coalesce`"
                + " after a filter. Small files: `small-files`.")
        .refutedBy(
            "each task costs the scheduler a message there and back, whatever it does "
                + "(Spark, `CoarseGrainedSchedulerBackend`).");
  }

  @Override
  public List<Finding> find(Run run) {
    Map<String, List<StageProfile>> bySite =
        run.stages().stream()
            .filter(stage -> isTiny(stage, run))
            .collect(Collectors.groupingBy(StageProfile::name, TreeMap::new, Collectors.toList()));
    return bySite.values().stream().flatMap(stages -> find(stages, run).stream()).toList();
  }

  private static boolean isTiny(StageProfile stage, Run run) {
    long tasks = stage.duration().count();
    return tasks >= run.threshold("tiny-tasks.tasks")
        && tasks >= run.threshold("tiny-tasks.waves") * run.slots()
        && stage.duration().median() < run.threshold("tiny-tasks.milliseconds");
  }

  /**
   * Core-seconds that starting and ending a stage's tasks cost. A task counts as running until the
   * driver has handled its result, but its core is free before that ({@code
   * TaskSchedulerImpl.statusUpdate} and {@code TaskResultGetter}): no more can have been lost than
   * the cores had while the stage ran.
   */
  private static double overhead(StageProfile stage, Run run) {
    double open = stage.duration().sum() - stage.runMillis();
    double had =
        stage
            .submitted()
            .flatMap(from -> stage.completed().map(to -> Duration.between(from, to)))
            .map(wall -> (double) wall.toMillis() * run.slots() - stage.runMillis())
            .orElse(open);
    return Math.max(0, Run.toSeconds(Math.min(open, had)));
  }

  /** Stages of one call site are one finding, told by the dearest of them. */
  private static Optional<Finding> find(List<StageProfile> stages, Run run) {
    double overhead = stages.stream().mapToDouble(stage -> overhead(stage, run)).sum();
    if (!run.matters(overhead)) {
      return Optional.empty();
    }
    StageProfile worst =
        stages.stream()
            .max(Comparator.comparingDouble(stage -> overhead(stage, run)))
            .orElseThrow();
    double all = stages.stream().mapToDouble(stage -> stage.duration().sum()).sum();
    double ran = stages.stream().mapToDouble(StageProfile::runMillis).sum();
    String more = stages.size() == 1 ? "" : ", and " + (stages.size() - 1) + " more stages of it";
    return new FindingDraft(ID)
        .about(worst)
        .about(Stages.name(worst) + more)
        .severity(run.severity(overhead))
        .shows(
            Stages.evidence(worst),
            worst.duration().count()
                + " tasks, the median of "
                + Math.round(worst.duration().median())
                + " ms and "
                + Numbers.bytes((long) Stages.data(worst).median()))
        .costs(
            run.cost(
                overhead,
                -1,
                Run.time(all)
                    + " from launch to finish of all tasks − "
                    + Run.time(ran)
                    + " running"
                    + (overhead < Run.toSeconds(all - ran) - 0.05
                        ? ", as far as the cores were there for it"
                        : "")),
            Run.seconds(overhead)
                + " went into starting and ending the tasks, "
                + Run.seconds(Run.toSeconds(ran))
                + " into running them")
        .fix(
            isListing(worst)
                ? PartitionRemedies.listing(run.conf(), run.slots())
                : PartitionRemedies.fewer(run.conf(), run.shape(worst)))
        .finish();
  }

  /** A job that lists the files of a table before there is a query ({@code InMemoryFileIndex}). */
  private static boolean isListing(StageProfile stage) {
    return !Stages.isSql(stage)
        && Stages.data(stage).sum() == 0
        && stage.name().matches("(load|parquet|orc|csv|json|text|table) at .{0,400}");
  }
}
