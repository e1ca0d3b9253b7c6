package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remedies for heaps that are too small for the tasks in them; none raises a timeout or the
 * overhead.
 */
public final class HeapRemedies {
  private static final double DEFAULT_FRACTION = 0.6;
  private static final Set<String> LONG_PAUSES =
      Set.of("Serial", "Parallel", "ParallelOld", "ConcMarkSweep");
  private static final String MORE_THAN_FITS =
      "The heap was full of live data when an allocation failed; only more heap, or fewer or"
          + " smaller tasks in it, helps. memoryOverhead lies outside of the heap and does not.";

  private HeapRemedies() {}

  /** For {@code Java heap space} without long GC before it. */
  public static List<Remedy> heapOutOfMemory(SparkConf conf, HeapUse use) {
    if (ownsNoTasks(conf, use)) {
      return DriverRemedies.driverHeap(conf, use);
    }
    return heapAndTasks(conf, use, MORE_THAN_FITS, "no OutOfMemoryError in this stage");
  }

  /** For a heap so full that the JVM did little else than collect before it gave up. */
  public static List<Remedy> gcThrash(SparkConf conf, HeapUse use) {
    if (ownsNoTasks(conf, use)) {
      return DriverRemedies.driverHeap(conf, use);
    }
    return heapAndTasks(
        conf,
        use,
        "The live data nearly filled the heap, so that each collection freed little and the next"
            + " followed at once. -XX:-UseGCOverheadLimit would turn the error into a standstill.",
        "GC share of the last minute below 10 %, full collections that free more than a quarter");
  }

  /**
   * For GC pauses that silenced the heartbeats. A longer timeout would only hide the executor that
   * stands still, so none is offered, except where one was set below Spark's default.
   */
  public static List<Remedy> gcStall(SparkConf conf, HeapUse use) {
    String why =
        "The JVM stood still in GC longer than the driver waits for a heartbeat: the heap is too"
            + " small for what its tasks keep and allocate. A longer timeout would only let it"
            + " stand still for longer.";
    String expectation =
        "no GC pause near the heartbeat timeout of " + conf.heartbeatTimeout().human();
    List<Remedy> remedies = new ArrayList<>();
    if (ownsNoTasks(conf, use)) {
      HeapSizing sizing = sizing(conf, use);
      remedies.add(Sizing.heap(conf, Jvm.DRIVER, sizing, why, expectation));
    } else {
      remedies.addAll(heapAndTasks(conf, use, why, expectation));
    }
    ConfigurationChange collector = shorterPauses(conf, conf.ruling(use.jvm()));
    if (collector != null) {
      remedies.add(collector);
    }
    remedies.addAll(LivenessRemedies.restoredTimeouts(conf));
    return List.copyOf(remedies);
  }

  /** For {@code SparkOutOfMemoryError}: Spark's own accounts are exhausted, the JVM lives. */
  public static List<Remedy> executionMemory(SparkConf conf, HeapUse use) {
    String why =
        "Tasks share the unified memory; one of them could not get its least share (1/2n of it),"
            + " although it spilled.";
    List<Remedy> remedies = new ArrayList<>();
    if (conf.ratio("spark.memory.fraction") < DEFAULT_FRACTION) {
      remedies.add(restoredFraction(conf));
    }
    Concurrency.fewerTasks(conf, use.tasks(), why).ifPresent(remedies::add);
    Concurrency.morePartitions(conf, why).ifPresent(remedies::add);
    if (conf.flag("spark.memory.offHeap.enabled")) {
      remedies.add(largerOffHeap(conf, why));
    } else {
      long heap = MemoryPlan.of(conf, use.jvm()).heap();
      HeapSizing doubled = HeapSizing.next(heap, -1);
      remedies.add(
          Sizing.heap(
              conf,
              use.jvm(),
              doubled,
              why,
              "no \"Unable to acquire ... bytes of memory\" in this stage"));
    }
    return List.copyOf(remedies);
  }

  /**
   * For {@code Requested array size exceeds VM limit}: one value of 2 GiB, which no memory setting
   * allows.
   */
  public static List<Remedy> arrayLimit(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new CodeChange(
            "Keep single values and rows below 2 GiB",
            "df.withColumn(\"part\", explode(col(\"parts\")))  // instead of one collected array a"
                + " row",
            "The JVM has no arrays of more than 2^31 - 1 elements: one row, string, buffer or"
                + " collect_list grew beyond it. More memory does not change that.",
            Risk.low("the shape of the data changes"),
            "no \"Requested array size exceeds VM limit\""));
    Concurrency.morePartitions(
            conf, "Smaller partitions keep buffers that hold a whole partition below the limit.")
        .ifPresent(remedies::add);
    return List.copyOf(remedies);
  }

  /** The CodeChange for one partition or key that holds too much. */
  static List<Remedy> skew(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    if (conf.exists("spark.sql.adaptive.skewJoin.enabled")
        && !conf.flag("spark.sql.adaptive.enabled")) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.sql.adaptive.enabled", "true"),
              "",
              "Adaptive execution splits skewed partitions of joins"
                  + " (spark.sql.adaptive.skewJoin.enabled is on).",
              Risk.low("plans may differ from those of earlier runs"),
              "the largest task of the join reads a few times the median at most"));
    }
    remedies.add(
        new CodeChange(
            "Split the partition that is too large: salt its key, or treat the heavy keys on their"
                + " own",
            "df.withColumn(\"salt\", (rand() * 16).cast(\"int\")).groupBy(\"key\","
                + " \"salt\").agg(...).groupBy(\"key\").agg(...)",
            "The same partition failed on one executor after the other: its data alone exceed what"
                + " a task can hold, and more executors or retries do not change that.",
            Risk.low("one more aggregation step"),
            "the largest task reads a few times the median at most"));
    return remedies;
  }

  private static boolean ownsNoTasks(SparkConf conf, HeapUse use) {
    return use.jvm() == Jvm.DRIVER && conf.manager() != ClusterManager.LOCAL;
  }

  private static HeapSizing sizing(SparkConf conf, HeapUse use) {
    return HeapSizing.next(MemoryPlan.of(conf, use.jvm()).heap(), use.liveBytes());
  }

  private static List<Remedy> heapAndTasks(
      SparkConf conf, HeapUse use, String why, String expectation) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(Sizing.heap(conf, use.jvm(), sizing(conf, use), why, expectation));
    if (use.samePartition()) {
      remedies.addAll(skew(conf));
    }
    Concurrency.fewerTasks(conf, use.tasks(), why).ifPresent(remedies::add);
    Concurrency.morePartitions(conf, why).ifPresent(remedies::add);
    return List.copyOf(remedies);
  }

  private static @Nullable ConfigurationChange shorterPauses(SparkConf conf, Jvm jvm) {
    String chosen = conf.ownJavaOptions(jvm).collector();
    boolean oldDefault = conf.javaOptions(jvm).collector() == null && conf.javaMajor() == 8;
    if (!oldDefault && (chosen == null || !LONG_PAUSES.contains(chosen))) {
      return null;
    }
    JvmOptions changed = conf.ownJavaOptions(jvm).with("-XX:+UseG1GC", "");
    for (String collector : LONG_PAUSES) {
      changed = changed.without("-XX:+Use" + collector + "GC");
    }
    changed = changed.without("-XX:+UseParNewGC");
    return new ConfigurationChange(
        conf.optionsChange(jvm, changed),
        "",
        (oldDefault ? "JDK 8's default collector" : chosen + "GC")
            + " stops all threads for as long as a full collection takes; G1 collects in small"
            + " steps. It needs free heap for that, so it comes after the heap.",
        Risk.low("G1 needs a little more memory and CPU of its own"),
        "single pauses below a second, as long as the heap has room");
  }

  private static ConfigurationChange restoredFraction(SparkConf conf) {
    MemoryPlan before = MemoryPlan.executor(conf);
    MemoryPlan after = MemoryPlan.executor(conf.with("spark.memory.fraction", "0.6"));
    return new ConfigurationChange(
        conf.change("spark.memory.fraction", "0.6"),
        before.unifiedText() + "; then " + after.unifiedText(),
        "The share of the heap that Spark may use for sorting, joining and caching was lowered"
            + " below its default.",
        Risk.low("less heap for the objects of user code"),
        "no \"Unable to acquire ... bytes of memory\" in this stage");
  }

  private static ConfigurationChange largerOffHeap(SparkConf conf, String why) {
    SparkSize old = conf.size("spark.memory.offHeap.size");
    SparkSize twice = new SparkSize(Math.max(SparkSize.GIB, 2 * old.bytes()));
    SparkConf after = conf.with("spark.memory.offHeap.size", twice.text());
    return new ConfigurationChange(
        conf.change("spark.memory.offHeap.size", twice),
        "tasks take execution memory off-heap: 2 × "
            + old.human()
            + "; then "
            + MemoryPlan.executor(after).containerText(),
        why,
        Sizing.growth(conf, after, Jvm.EXECUTOR),
        "no \"Unable to acquire ... bytes of memory\" in this stage");
  }
}
