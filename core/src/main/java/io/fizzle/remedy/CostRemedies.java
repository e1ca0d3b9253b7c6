package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/** Remedies for what slows a run down without failing: skew, slow tasks, joins, lineage. */
public final class CostRemedies {
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String SKEW_JOIN = "spark.sql.adaptive.skewJoin.enabled";
  private static final String SKEW_SIZE =
      "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes";
  private static final String SPECULATION = "spark.speculation";
  private static final int MOST_SALTS = 64;

  private CostRemedies() {}

  /**
   * For one partition that is far larger than the others.
   *
   * @param join whether the stage joins: adaptive execution splits skewed partitions of sort-merge
   *     and shuffled hash joins only
   * @param largest bytes that the largest task read
   * @param median bytes that the median task read
   */
  public static List<Remedy> skew(SparkConf conf, boolean join, long largest, long median) {
    List<Remedy> remedies = new ArrayList<>();
    if (join && conf.exists(SKEW_JOIN)) {
      remedies.addAll(splitBySpark(conf, largest));
    }
    long salts = Math.max(2, Math.min(MOST_SALTS, largest / Math.max(1, median)));
    remedies.add(
        new CodeChange(
            "Spread the heavy keys over "
                + salts
                + " partitions with a salt, or aggregate in two"
                + " steps",
            join
                ? "big.withColumn(\"salt\", (rand() * "
                    + salts
                    + ").cast(\"int\"))"
                    + "  // join on key and salt; explode 0 until "
                    + salts
                    + " on the other side"
                : "df.withColumn(\"salt\", (rand() * "
                    + salts
                    + ").cast(\"int\"))"
                    + ".groupBy(\"key\", \"salt\").agg(...).groupBy(\"key\").agg(...)",
            "All rows of a key meet in one task; "
                + SparkSize.human(largest)
                + " / "
                + SparkSize.human(median)
                + " = "
                + largest / Math.max(1, median)
                + " times the median, so that many parts are wanted (at most "
                + MOST_SALTS
                + "). Look first whether the key is empty or a default that can be left out.",
            Risk.medium("results must not depend on rows of a key being together"),
            "the largest task reads about as much as the median"));
    return List.copyOf(remedies);
  }

  private static List<Remedy> splitBySpark(SparkConf conf, long largest) {
    List<Change> changes = new ArrayList<>();
    for (String key : List.of(ADAPTIVE, SKEW_JOIN)) {
      if (!conf.flag(key)) {
        changes.add(conf.change(key, "true"));
      }
    }
    long half = Math.max(SparkSize.MIB, largest / 2 / SparkSize.MIB * SparkSize.MIB);
    if (conf.size(SKEW_SIZE).bytes() > largest) {
      changes.add(conf.change(SKEW_SIZE, new SparkSize(half)));
    }
    if (changes.isEmpty()) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            changes,
            "the largest partition has " + SparkSize.human(largest),
            "Adaptive execution splits a partition of a join that is larger than "
                + "skewedPartitionFactor times the median and than this size.",
            Risk.low("the other side of the join is read several times for split partitions"),
            "\"SortMergeJoin(skew=true)\" in the plan, and no single long task"));
  }

  /** For tasks that are slow with as much data as the others. */
  public static List<Remedy> stragglers(SparkConf conf, String where) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Look at " + where + " while the slow task ran: GC, CPU, disk, neighbours",
            null,
            "The task had no more data than the others, so its place or its rows made it slow.",
            Risk.low("nothing is changed yet"),
            "the reason, or a task that is slow everywhere: then it is its rows"));
    if (!conf.flag(SPECULATION)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(SPECULATION, "true"),
              "",
              "Spark then starts a second copy of a task that takes "
                  + conf.value("spark.speculation.multiplier")
                  + " times the median, elsewhere, once "
                  + Math.round(100 * conf.ratio("spark.speculation.quantile"))
                  + " % of the stage are done.",
              Risk.medium("work is done twice; tasks that write outside of Spark must not mind"),
              "the stage ends with the copy; no help where the rows are slow"));
    }
    return List.copyOf(remedies);
  }

  /** For a join without an equality. */
  public static List<Remedy> keylessJoin() {
    return List.of(
        new CodeChange(
            "Join on an equality as well: on a key, or for ranges on a bucket of the range",
            "a.join(b, a(\"day\") === b(\"day\") && a(\"t\").between(b(\"from\"), b(\"to\")))",
            "Without an equality each row is compared with every row of the other side.",
            Risk.medium("the condition must mean the same"),
            "SortMergeJoin or BroadcastHashJoin in the plan instead"));
  }

  /** For a lineage or a plan that grows with each step of a loop. */
  public static List<Remedy> deepLineage(boolean sql, int depth, int good) {
    return List.of(
        new CodeChange(
            "Cut the lineage every " + good + " steps of the loop with a checkpoint",
            sql
                ? "df = df.checkpoint()  // or localCheckpoint(): faster, lost with an executor"
                : "rdd.checkpoint(); rdd.count()  // with sc.setCheckpointDir",
            depth
                + " in a row are planned, serialised and loaded again by every task, and past some"
                + " hundreds more the stack overflows. cache() keeps the data, not a short"
                + " lineage.",
            Risk.low("each checkpoint writes the data once"),
            "at most " + good + " in a row"));
  }

  /** For tasks that carry data with them. */
  public static List<Remedy> largeTask(long bytes) {
    return List.of(
        new CodeChange(
            "Let executors read the data, or make more and smaller slices of them",
            "spark.read.parquet(path)  // instead of parallelize(localCollection)",
            "Each task is sent by the driver with its "
                + SparkSize.human(bytes)
                + " of data, one after the other.",
            Risk.low("the data must lie where executors reach them"),
            "no warning \"contains a task of very large size\""));
  }

  /** For a closure that captures data. */
  public static List<Remedy> largeClosure(long bytes) {
    return List.of(
        new CodeChange(
            "Broadcast what the closure captures, and capture the broadcast variable",
            "val table = sc.broadcast(bigMap); rdd.map(x => table.value(x))",
            "The closure with its "
                + SparkSize.human(bytes)
                + " is deserialised by every task; a broadcast value once by each executor.",
            Risk.low("none to speak of"),
            "no warning \"Broadcasting large task binary\", short task deserialisation"));
  }

  /** For a broadcast variable of the program. */
  public static List<Remedy> largeVariable(long bytes) {
    return List.of(
        new CodeChange(
            "Broadcast only what the tasks use, or join with it instead",
            "val used = sc.broadcast(table.filter(...).map(row => row.key -> row.value).toMap)",
            "The driver holds all of it, and each executor gets its "
                + SparkSize.human(bytes)
                + " compressed and keeps them as objects.",
            Risk.low("what is left out must not be asked for"),
            "a smaller broadcast in the driver's log, and more free heap in the executors"));
  }

  /** For a broadcast relation that is large. */
  public static List<Remedy> largeBroadcast(SparkConf conf, long bytes) {
    String key = "spark.sql.autoBroadcastJoinThreshold";
    CodeChange hint =
        new CodeChange(
            "Join by shuffle: take the broadcast hint away",
            "a.join(b.hint(\"merge\"), \"key\")",
            "The driver collects all " + SparkSize.human(bytes) + ", and each executor keeps them.",
            Risk.low("both sides are shuffled instead"),
            "SortMergeJoin in the plan instead of BroadcastHashJoin");
    if (!conf.isSet(key) || conf.size(key).bytes() <= 10 * SparkSize.MIB) {
      return List.of(hint);
    }
    return List.of(
        new ConfigurationChange(
            conf.change(key, "10485760"),
            "Spark's own default, 10 MiB",
            "It was raised, so that relations are broadcast whose size in memory is far larger than"
                + " that of their files.",
            Risk.low("joins that gained by a broadcast are shuffled again"),
            "SortMergeJoin in the plan instead of BroadcastHashJoin"),
        hint);
  }
}
