package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.List;

/**
 * Remedies for YARN's application master in client mode: a small process beside the driver that
 * only asks for containers, with memory keys of its own (Spark 1.3 to 4.2, {@code yarn.Client}).
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

  private MasterRemedies() {}

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
