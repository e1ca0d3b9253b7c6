package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for YARN's application master: in client mode a small process beside the driver that
 * only asks for containers, with memory keys of its own (Spark 1.3 to 4.2, {@code yarn.Client}); in
 * cluster mode the process in which the program runs.
 */
public final class MasterRemedies {
  private static final String MEMORY = "spark.yarn.am.memory";
  private static final String OVERHEAD = "spark.yarn.am.memoryOverhead";
  private static final SparkSize STEP = SparkSize.ofMib(256);

  /** {@code spark.executor.minMemoryOverhead} counts for executors only. */
  private static final long LEAST_OVERHEAD = 384 * SparkSize.MIB;

  private static final String BESIDE =
      "In client mode the driver lives in the process that submitted the application;"
          + " spark.driver.memory, spark.driver.memoryOverhead and the executors' keys do not reach"
          + " this container.";

  private static final String WAIT = "spark.yarn.am.waitTime";
  private static final SparkTime LONG_WAIT = SparkTime.ofSeconds(600);
  private static final String STARTS = "the application starts";

  private MasterRemedies() {}

  /**
   * For a program that ended, in cluster mode, without the SparkContext that its master waits for.
   */
  public static List<Remedy> contextNeverMade() {
    return List.of(
        new CodeChange(
            "Leave the master to spark-submit, and make the SparkContext in the class that --class"
                + " names",
            "SparkSession.builder().getOrCreate()  // without .master(\"local[*]\")",
            "In cluster mode the application master waits for the SparkContext that the program"
                + " makes on YARN. A master in the code goes before --master: such a SparkContext"
                + " runs beside YARN and is never seen. A class that makes none, or ends before it"
                + " does, is not seen either.",
            Risk.low("a change in the user's code"),
            STARTS));
  }

  /** For a program that was still without a SparkContext when its master gave up. */
  public static List<Remedy> contextLate(SparkConf conf) {
    SparkTime wait = conf.time(WAIT);
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new CodeChange(
            "Make the SparkSession first, and do slow preparations after it",
            "",
            "Until it is made, the application master waits for "
                + wait.human()
                + " ("
                + WAIT
                + ") at most. What the program did in that time stands in the driver's log before"
                + " this line.",
            Risk.low("a change in the user's code"),
            STARTS));
    if (wait.compareTo(LONG_WAIT) < 0) {
      remedies.add(
          new ConfigurationChange(
              List.of(conf.change(WAIT, LONG_WAIT.text())),
              wait.human() + " were not enough",
              "Only where the preparations are known to end: one that hangs is given more time to"
                  + " hang.",
              Risk.low("an application that never starts is noticed later"),
              STARTS));
    }
    return List.copyOf(remedies);
  }

  /** For its container, killed at its memory limit. */
  public static List<Remedy> containerOutOfMemory(SparkConf conf, ContainerUse use) {
    long heap = heap(conf);
    long overhead = overhead(conf, heap);
    OverheadSizing sizing = OverheadSizing.of(heap + overhead, heap, use);
    SparkSize raised = new SparkSize(Math.max(sizing.needed().bytes(), overhead)).roundUp(STEP);
    String least = overhead / SparkSize.MIB + "m";
    return List.of(
        new ConfigurationChange(
            conf.change(
                OVERHEAD,
                raised.text(),
                conf.isRead() ? "default " + least : "unknown (default " + least + ")"),
            sizing.reason()
                + "; then container "
                + SparkSize.human(heap + raised.bytes())
                + " = heap "
                + SparkSize.human(heap)
                + " ("
                + MEMORY
                + ") + overhead "
                + raised.human(),
            "The container was killed for all memory of its process, not for a full heap. "
                + BESIDE,
            Risk.low("one container of the application grows and must fit a node"),
            "no further kill of the application master at its limit"));
  }

  /** For its own heap, where thousands of containers are asked for and remembered. */
  public static List<Remedy> heapOutOfMemory(SparkConf conf) {
    SparkSize heap = new SparkSize(2 * heap(conf));
    return List.of(
        new ConfigurationChange(
            conf.change(MEMORY, heap),
            "need not measured, so doubled: 2 × " + SparkSize.human(heap(conf)),
            "It remembers every container that it asked for. " + BESIDE,
            Risk.low("one container of the application grows and must fit a node"),
            "no OutOfMemoryError of the application master"));
  }

  private static long heap(SparkConf conf) {
    return conf.size(MEMORY).bytes();
  }

  private static long overhead(SparkConf conf, long heap) {
    return conf.find(OVERHEAD).orElse(Math.max(heap / 10, LEAST_OVERHEAD));
  }
}
