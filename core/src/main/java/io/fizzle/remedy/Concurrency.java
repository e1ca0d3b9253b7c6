package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.Optional;

/** Smaller and fewer tasks: the two ways to need less memory at once. */
final class Concurrency {
  private static final long MOST_PARTITIONS = 100_000;

  private static final String INITIAL_PARTITIONS =
      "spark.sql.adaptive.coalescePartitions.initialPartitionNum";

  private Concurrency() {}

  /**
   * Half as many tasks at once in each executor; empty where only one runs, or where it is not
   * known how many.
   *
   * @param measured tasks that ran at once; 0 to take what the configuration says
   */
  static Optional<ConfigurationChange> fewerTasks(SparkConf conf, int measured, String why) {
    int tasks = measured > 0 ? measured : conf.concurrentTasks();
    if (tasks < 2) {
      return Optional.empty();
    }
    int half = (tasks + 1) / 2;
    MemoryPlan plan = MemoryPlan.executor(conf);
    String arithmetic =
        tasks
            + " tasks at once: "
            + plan.unifiedText()
            + ", "
            + SparkSize.human(plan.perTask(tasks))
            + " for each; with "
            + half
            + " tasks "
            + SparkSize.human(plan.perTask(half));
    Change change = fewer(conf, tasks, half);
    if (change.to().equals(change.from())) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigurationChange(
            change,
            arithmetic,
            why,
            Risk.medium("each executor works on half as many tasks at once: stages take longer"),
            "each task gets about twice the memory; no executor dies of memory in this stage"));
  }

  private static Change fewer(SparkConf conf, int tasks, int half) {
    long cpus = Math.max(1, conf.number("spark.task.cpus"));
    return switch (conf.manager()) {
      case LOCAL -> conf.change("spark.master", "local[" + half + "]", "local[" + tasks + "]");
      case YARN, KUBERNETES -> executorCores(conf, count(half * cpus));
      default ->
          conf.isSet("spark.executor.cores")
              ? conf.change("spark.executor.cores", count(half * cpus))
              : conf.change("spark.task.cpus", count(2 * cpus));
    };
  }

  /** YARN and Kubernetes give one core where none are asked for. */
  private static Change executorCores(SparkConf conf, String to) {
    String key = "spark.executor.cores";
    return conf.isKnown(key) && !conf.told().containsKey(key)
        ? conf.change(key, to, "default 1")
        : conf.change(key, to);
  }

  private static String count(long number) {
    return Long.toString(Math.min(Integer.MAX_VALUE, number));
  }

  /**
   * Twice as many shuffle partitions, so that each task reads half as much; empty where there are
   * so many already that the number is not the trouble.
   */
  static Optional<ConfigurationChange> morePartitions(SparkConf conf, String why) {
    boolean initial = conf.find(INITIAL_PARTITIONS).isPresent();
    String key = initial ? INITIAL_PARTITIONS : "spark.sql.shuffle.partitions";
    long old = Math.max(1, conf.number(key));
    if (old >= MOST_PARTITIONS) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigurationChange(
            conf.change(key, Long.toString(2 * old)),
            "twice as many partitions: 2 × "
                + old
                + " = "
                + 2 * old
                + ", half the data for each task",
            why
                + " It helps stages that read a DataFrame shuffle, and not where one key holds most"
                + " rows.",
            Risk.low("more and shorter tasks, a little more scheduling"),
            "shuffle read of the largest task falls to about half"));
  }
}
