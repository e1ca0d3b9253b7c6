package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.Optional;

/** Smaller and fewer tasks: the two ways to need less memory at once. */
final class Concurrency {
  private static final long MOST_PARTITIONS = 100_000;

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
    return Optional.of(
        new ConfigurationChange(
            fewer(conf, tasks, half),
            arithmetic,
            why,
            Risk.medium("each executor works on half as many tasks at once: stages take longer"),
            "each task gets about twice the memory; no executor dies of memory in this stage"));
  }

  private static Change fewer(SparkConf conf, int tasks, int half) {
    long cpus = Math.max(1, conf.number("spark.task.cpus"));
    return switch (conf.manager()) {
      case LOCAL -> conf.change("spark.master", "local[" + half + "]", "local[" + tasks + "]");
      case YARN, KUBERNETES ->
          conf.change("spark.executor.cores", Long.toString(half * cpus), "default 1");
      default ->
          conf.isSet("spark.executor.cores")
              ? conf.change("spark.executor.cores", Long.toString(half * cpus))
              : conf.change("spark.task.cpus", Long.toString(2 * cpus));
    };
  }

  /** Twice as many shuffle partitions, so that each task reads half as much. */
  static ConfigurationChange morePartitions(SparkConf conf, String why) {
    String key =
        conf.exists("spark.sql.adaptive.coalescePartitions.initialPartitionNum")
                && conf.isSet("spark.sql.adaptive.coalescePartitions.initialPartitionNum")
            ? "spark.sql.adaptive.coalescePartitions.initialPartitionNum"
            : "spark.sql.shuffle.partitions";
    long old = Math.max(1, conf.number("spark.sql.shuffle.partitions"));
    if (!key.equals("spark.sql.shuffle.partitions")) {
      old = Math.max(1, conf.find(key).orElse(old));
    }
    long twice = Math.min(2 * Math.min(old, MOST_PARTITIONS), Math.max(old, MOST_PARTITIONS));
    return new ConfigurationChange(
        conf.change(key, Long.toString(twice)),
        "twice as many partitions: 2 × " + old + " = " + twice + ", half the data for each task",
        why
            + " It helps stages that read a DataFrame shuffle, and not where one key holds most"
            + " rows.",
        Risk.low("more and shorter tasks, a little more scheduling"),
        "shuffle read of the largest task falls to about half");
  }
}
