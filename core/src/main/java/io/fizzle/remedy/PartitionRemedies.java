package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for a number of partitions that does not fit the data or the cores.
 *
 * <p>Two to three tasks per core are what Spark's tuning guide asks for ("Level of Parallelism").
 */
public final class PartitionRemedies {
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";
  private static final String SHUFFLE_PARTITIONS = "spark.sql.shuffle.partitions";
  private static final String ADVISORY = "spark.sql.adaptive.advisoryPartitionSizeInBytes";
  private static final String COALESCE = "spark.sql.adaptive.coalescePartitions.enabled";
  private static final String PARALLELISM_FIRST =
      "spark.sql.adaptive.coalescePartitions.parallelismFirst";
  private static final String SPLIT = "spark.sql.files.maxPartitionBytes";
  private static final String PARALLELISM = "spark.default.parallelism";

  /** Default of {@code advisoryPartitionSizeInBytes}, Spark 3.0 to 4.2. */
  private static final long GOOD_SIZE = 64 * SparkSize.MIB;

  private static final int TASKS_PER_CORE = 2;

  /** Fewer is no partitioning any more, where the cores are not known. */
  private static final int FEWEST = 4;

  /** Smaller is for every other shuffle of the application too small. */
  private static final long LEAST_ADVISORY = 16 * SparkSize.MIB;

  private PartitionRemedies() {}

  /**
   * The tasks of a stage.
   *
   * @param sql whether Spark SQL's settings rule them
   * @param shuffle whether they read a shuffle, else input
   * @param tasks how many there were
   * @param bytes what they read together
   * @param cores how many could run at once
   */
  public record Tasks(boolean sql, boolean shuffle, long tasks, long bytes, int cores) {}

  /** For tasks so short that starting them takes longer than running them. */
  public static List<Remedy> fewer(SparkConf conf, Tasks stage) {
    long wanted = wanted(stage);
    if (wanted >= stage.tasks()) {
      return List.of();
    }
    String arithmetic =
        sum(stage, wanted) + ", instead of " + stage.tasks() + " of " + each(stage, stage.tasks());
    List<Remedy> remedies = new ArrayList<>();
    if (stage.sql() && stage.shuffle()) {
      remedies.addAll(coalesced(conf, stage, wanted, arithmetic));
    } else if (stage.shuffle() && conf.isSet(PARALLELISM)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(PARALLELISM, Long.toString(wanted)),
              arithmetic,
              "RDD shuffles take their number of partitions from it.",
              Risk.low("it rules every RDD shuffle that names no number of its own"),
              "as many tasks in this stage, each longer than 200 ms"));
    }
    remedies.add(
        new CodeChange(
            "Make " + wanted + " partitions instead of " + stage.tasks(),
            stage.shuffle()
                ? "rdd.reduceByKey(f, " + wanted + ")  // or df.coalesce(" + wanted + ")"
                : "input.coalesce("
                    + wanted
                    + ")  // no shuffle; or parallelize(data, "
                    + wanted
                    + ")",
            "Each task costs the driver and its executor some milliseconds, whatever it does: "
                + arithmetic
                + ".",
            Risk.low("coalesce also makes the work before it run in so few tasks"),
            "as many tasks in this stage, each longer than 200 ms"));
    return List.copyOf(remedies);
  }

  private static long wanted(Tasks stage) {
    long bySize = (stage.bytes() + GOOD_SIZE - 1) / GOOD_SIZE;
    return Math.max(Math.max(FEWEST, stage.cores()), bySize);
  }

  private static List<Remedy> coalesced(
      SparkConf conf, Tasks stage, long wanted, String arithmetic) {
    List<Change> changes = new ArrayList<>();
    if (conf.exists(COALESCE)) {
      switchOn(conf, ADAPTIVE, changes);
      switchOn(conf, COALESCE, changes);
      if (changes.isEmpty() && conf.exists(PARALLELISM_FIRST) && conf.flag(PARALLELISM_FIRST)) {
        changes.add(conf.change(PARALLELISM_FIRST, "false"));
      }
    }
    if (!changes.isEmpty()) {
      return List.of(
          new ConfigurationChange(
              changes,
              arithmetic,
              "Adaptive execution then joins small shuffle partitions into ones of "
                  + ADVISORY
                  + ".",
              Risk.low("plans may change from run to run with the data"),
              "\"AQEShuffleRead coalesced\" in the plan, and fewer tasks in this stage"));
    }
    if (conf.number(SHUFFLE_PARTITIONS) <= wanted) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(SHUFFLE_PARTITIONS, Long.toString(wanted)),
            arithmetic,
            "It is the number of tasks after each DataFrame shuffle; this stage had "
                + stage.tasks()
                + ".",
            Risk.medium("it rules every DataFrame shuffle of the application, larger ones too"),
            "as many tasks in this stage, each longer than 200 ms"));
  }

  private static void switchOn(SparkConf conf, String key, List<Change> changes) {
    if (conf.exists(key) && !conf.flag(key)) {
      changes.add(conf.change(key, "true"));
    }
  }

  /**
   * For the tasks with which Spark lists the files of a table ({@code
   * InMemoryFileIndex.bulkListLeafFiles}): one for each path, up to a limit.
   *
   * @param cores how many tasks can run at once
   */
  public static List<Remedy> listing(SparkConf conf, int cores) {
    String key = "spark.sql.sources.parallelPartitionDiscovery.parallelism";
    long wanted = 4L * Math.max(1, cores);
    List<Remedy> remedies = new ArrayList<>();
    if (conf.exists(key) && conf.number(key) > wanted) {
      remedies.add(
          new ConfigurationChange(
              conf.change(key, Long.toString(wanted)),
              "4 tasks for each of " + cores + " cores = " + wanted,
              "Spark lists the folders of a partitioned table with one task each, up to so many.",
              Risk.low("each task lists several folders, one after the other"),
              "as many tasks in this stage"));
    }
    remedies.add(
        new CodeChange(
            "Have the catalogue tell the partitions, or make fewer of them",
            "spark.table(\"db.orders\")  // instead of read.parquet(path) on the whole folder",
            "A table of a metastore or a table format knows its partitions; folders have to be"
                + " listed.",
            Risk.medium("the table must be kept up to date"),
            "no job that only lists"));
    return List.copyOf(remedies);
  }

  /** For a stage that had fewer tasks than there were cores, and took long. */
  public static List<Remedy> more(SparkConf conf, Tasks stage) {
    long wanted = (long) TASKS_PER_CORE * Math.max(1, stage.cores());
    if (wanted <= stage.tasks()) {
      return List.of();
    }
    String arithmetic =
        TASKS_PER_CORE
            + " tasks for each of "
            + stage.cores()
            + " cores = "
            + wanted
            + (stage.bytes() > 0 ? ", " + each(stage, wanted) + " each" : "");
    List<Remedy> remedies = new ArrayList<>();
    if (stage.sql() && stage.shuffle()) {
      remedies.addAll(moreOfShuffle(conf, stage, wanted, arithmetic));
    } else if (stage.sql()) {
      remedies.addAll(smallerSplits(conf, stage, wanted, arithmetic));
    }
    remedies.add(
        new CodeChange(
            "Spread the work over " + wanted + " partitions",
            stage.sql()
                ? "df.repartition(" + wanted + ")  // before the expensive step"
                : "rdd.repartition("
                    + wanted
                    + ")  // or the numPartitions of the shuffle before it",
            "A task runs on one core; "
                + stage.tasks()
                + " tasks use "
                + stage.tasks()
                + " of "
                + stage.cores()
                + ".",
            Risk.low("one more shuffle, and as many output files where the stage writes"),
            "the stage's time falls towards "
                + stage.tasks()
                + "/"
                + Math.max(1, stage.cores())
                + " of what it was"));
    return List.copyOf(remedies);
  }

  private static List<Remedy> moreOfShuffle(
      SparkConf conf, Tasks stage, long wanted, String arithmetic) {
    if (conf.number(SHUFFLE_PARTITIONS) < wanted) {
      return List.of(
          new ConfigurationChange(
              conf.change(SHUFFLE_PARTITIONS, Long.toString(wanted)),
              arithmetic,
              "It is the number of tasks after each DataFrame shuffle.",
              Risk.low("more and shorter tasks in every DataFrame shuffle"),
              "as many tasks in this stage"));
    }
    return advisory(conf, stage, wanted, arithmetic);
  }

  /** Where adaptive execution made fewer partitions of a shuffle than it had: smaller ones. */
  private static List<Remedy> advisory(
      SparkConf conf, Tasks stage, long wanted, String arithmetic) {
    long size = stage.bytes() / wanted / SparkSize.MIB * SparkSize.MIB;
    if (size < LEAST_ADVISORY
        || !conf.exists(ADVISORY)
        || !conf.flag(ADAPTIVE)
        || size >= conf.size(ADVISORY).bytes()
        || stage.tasks() >= conf.number(SHUFFLE_PARTITIONS)) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(ADVISORY, new SparkSize(size)),
            arithmetic,
            "Adaptive execution joined the shuffle's partitions up to this size, and left these"
                + " few.",
            Risk.low("more and shorter tasks in every DataFrame shuffle"),
            "as many tasks in this stage"));
  }

  private static List<Remedy> smallerSplits(
      SparkConf conf, Tasks stage, long wanted, String arithmetic) {
    long size = stage.bytes() / wanted / SparkSize.MIB * SparkSize.MIB;
    if (size < SparkSize.MIB || !conf.exists(SPLIT) || size >= conf.size(SPLIT).bytes()) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(SPLIT, new SparkSize(size)),
            arithmetic,
            "A scan then cuts its files into smaller pieces.",
            Risk.low(
                "nothing where the files cannot be cut: gzip, or one row group of Parquet each"),
            "as many tasks in this stage"));
  }

  /**
   * For tasks whose data did not fit into their memory.
   *
   * @param spilled bytes in memory before they were spilled
   */
  public static List<Remedy> smaller(SparkConf conf, Tasks stage, long spilled) {
    long bySize = (spilled + GOOD_SIZE - 1) / GOOD_SIZE;
    long wanted = Math.min(100_000, Math.max(2 * stage.tasks(), bySize));
    String arithmetic =
        SparkSize.human(spilled)
            + " spilled / "
            + SparkSize.human(GOOD_SIZE)
            + " = "
            + bySize
            + " partitions, at least twice the "
            + stage.tasks()
            + " of now";
    if (stage.sql() && stage.shuffle() && conf.number(SHUFFLE_PARTITIONS) < wanted) {
      return List.of(
          new ConfigurationChange(
              conf.change(SHUFFLE_PARTITIONS, Long.toString(wanted)),
              arithmetic,
              "Each task then sorts or aggregates so much less at once.",
              Risk.low("more tasks; no help where one key holds most rows"),
              "no spilled bytes in this stage, or far fewer"));
    }
    List<Remedy> adaptive =
        stage.sql() && stage.shuffle()
            ? advisory(conf, stage, wanted, arithmetic)
            : List.<Remedy>of();
    if (!adaptive.isEmpty()) {
      return adaptive;
    }
    return List.of(
        new CodeChange(
            "Make about " + wanted + " partitions of the data that the stage works on",
            "df.repartition("
                + wanted
                + ", col(\"key\"))  // or numPartitions of the RDD operation",
            "Each task then sorts or aggregates so much less at once: " + arithmetic + ".",
            Risk.low("more tasks; no help where one key holds most rows"),
            "no spilled bytes in this stage, or far fewer"));
  }

  /**
   * For a table of many small files.
   *
   * @param files how many
   * @param bytes their size together
   */
  public static List<Remedy> smallFiles(long files, long bytes, boolean written) {
    long good = 128 * SparkSize.MIB;
    long wanted = Math.max(1, (bytes + good - 1) / good);
    String arithmetic =
        SparkSize.human(bytes) + " / 128 MiB = " + wanted + " files instead of " + files;
    CodeChange rewrite =
        new CodeChange(
            written
                ? "Write " + wanted + " files: bring the rows together before the write"
                : "Compact the files once, or where they are written",
            "df.repartition("
                + wanted
                + ").write.mode(\"overwrite\").parquet(newPath)"
                + "  // with partitionBy: repartition by its columns",
            "Each file has to be listed, opened and its footer read, which takes as long for a"
                + " small one: "
                + arithmetic
                + ".",
            Risk.low("one shuffle more where the files are written"),
            wanted
                + (wanted == 1 ? " file" : " files")
                + ", and so many fewer tasks that read them");
    return List.of(rewrite);
  }

  private static String sum(Tasks stage, long wanted) {
    String cores =
        stage.cores() >= FEWEST ? stage.cores() + " cores" : "at least " + FEWEST + " partitions";
    return "max("
        + cores
        + ", "
        + SparkSize.human(stage.bytes())
        + " / "
        + SparkSize.human(GOOD_SIZE)
        + ") = "
        + wanted
        + " partitions";
  }

  private static String each(Tasks stage, long tasks) {
    return SparkSize.human(stage.bytes() / Math.max(1, tasks));
  }
}
