package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For engines that run Spark's operators in native code (Gluten with Velox or ClickHouse, Comet).
 * They take their memory outside of the heap: a larger heap gives them nothing.
 */
public final class NativeEngineRemedies {
  private static final String SIZE = "spark.memory.offHeap.size";
  private static final String GONE = "the engine's message no longer appears in this stage";

  private NativeEngineRemedies() {}

  /**
   * For a task that got no memory from the engine's pool.
   *
   * @param engine class name of the exception
   * @param pool the pool's size as the message tells it, in bytes; 0 where it does not
   */
  public static List<Remedy> memory(SparkConf conf, HeapUse use, String engine, long pool) {
    String why =
        "Tasks share the engine's memory outside of the heap; one of them could not get its part,"
            + " although it may have spilled. The heap is not involved.";
    List<Remedy> remedies = new ArrayList<>();
    Concurrency.morePartitions(conf, why).ifPresent(remedies::add);
    Concurrency.fewerTasks(conf, use.tasks(), why).ifPresent(remedies::add);
    long size = Math.max(pool, conf.size(SIZE).bytes());
    if (size > 0) {
      SparkConf told =
          conf.with("spark.memory.offHeap.enabled", "true").with(SIZE, new SparkSize(size).text());
      remedies.add(larger(told, size, why));
    } else {
      remedies.add(
          new OperatorAction(
              "Give the engine half as much memory again: "
                  + setting(conf, engine).orElse(SIZE + ", which it takes from Spark's pool"),
              null,
              why + " How much it has now is not told by what was read.",
              Risk.medium("containers grow by as much"),
              GONE));
    }
    return List.copyOf(remedies);
  }

  private static ConfigurationChange larger(SparkConf conf, long size, String why) {
    SparkSize more = new SparkSize(size / 2 * 3).roundUp(new SparkSize(SparkSize.MIB));
    SparkConf after = conf.with(SIZE, more.text());
    return new ConfigurationChange(
        conf.change(SIZE, more),
        "1.5 × "
            + SparkSize.human(size)
            + " = "
            + more.human()
            + "; then "
            + MemoryPlan.executor(after).containerText(),
        why,
        Sizing.growth(conf, after, Jvm.EXECUTOR),
        GONE);
  }

  /** Comet has a pool of its own where Spark's off-heap memory is not switched on. */
  private static Optional<String> setting(SparkConf conf, String engine) {
    return engine.contains(".comet.") && !conf.flag("spark.memory.offHeap.enabled")
        ? Optional.of("spark.comet.memoryOverhead, or " + SIZE + " where that is switched on")
        : Optional.empty();
  }
}
