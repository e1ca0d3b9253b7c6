package io.fizzle.read.message;

import static io.fizzle.read.message.Measure.sizes;
import static io.fizzle.read.message.Specificity.SUBSYSTEM;
import static io.fizzle.signal.FailureKind.EXECUTION_MEMORY;
import static io.fizzle.signal.FailureKind.NATIVE_ENGINE_MEMORY;

import java.util.List;

/**
 * Spark's own memory manager refusing a task. The type extends the JVM's error, yet the executor
 * survives: {@code Executor.isFatalError} excludes it. Texts: {@code MemoryConsumer}, {@code
 * TaskMemoryManager}, {@code UnsafeInMemorySorter}, {@code HashedRelation}, {@code SparkCoreErrors}
 * of Spark 2.4 to 4.2; Spark before 2.4 threw a plain {@code java.lang.OutOfMemoryError} with the
 * same words.
 *
 * <p>Engines in native code ask the same manager, for its off-heap pool, or have a pool of their
 * own. Texts: {@code ThrowOnOomMemoryTarget} of Gluten, {@code VeloxException.h} of Velox, {@code
 * DataFusionError::ResourcesExhausted} of DataFusion, which Comet passes on.
 */
final class SparkMemoryMessages {
  /** Gluten tells the size of the pool some lines after its first. */
  private static final String GLUTEN_POOL =
      "(?s:.{0,900}?)spark\\.gluten\\.memory\\.offHeap\\.size\\.in\\.bytes="
          + "(\\d{1,18}(?:\\.\\d{1,3})? [KMGT]iB)";

  static final List<MessageRule> RULES =
      List.of(
          MessageRule.of(EXECUTION_MEMORY, SUBSYSTEM)
              .text("Unable to acquire")
              .pattern(
                  "Unable to acquire (\\d{1,19}) bytes of memory, got (\\d{1,19})", sizes(1, 2)),
          MessageRule.of(EXECUTION_MEMORY, SUBSYSTEM)
              .text("bytes memory to build hash relation")
              .pattern(
                  "Can't acquire (\\d{1,19}) bytes memory to build hash relation, got (\\d{1,19})",
                  sizes(1, 2)),
          MessageRule.of(EXECUTION_MEMORY, SUBSYSTEM)
              .text(
                  "No enough memory for aggregation",
                  "Not enough memory to grow pointer array",
                  "error while calling spill() on",
                  "Error while calling spill() on",
                  "There is not enough memory to build hash map",
                  "There is no enough memory to build hash map"),
          MessageRule.of(EXECUTION_MEMORY, SUBSYSTEM)
              .condition(
                  "UNABLE_TO_ACQUIRE_MEMORY",
                  "AGGREGATE_OUT_OF_MEMORY",
                  "POINTER_ARRAY_OUT_OF_MEMORY",
                  "SPILL_OUT_OF_MEMORY"),
          MessageRule.of(EXECUTION_MEMORY, SUBSYSTEM).type("SparkOutOfMemoryError"),
          MessageRule.of(NATIVE_ENGINE_MEMORY, SUBSYSTEM)
              .text("Not enough spark off-heap execution memory")
              .pattern("Not enough spark off-heap(?:" + GLUTEN_POOL + ")?", sizes(0, 1)),
          MessageRule.of(NATIVE_ENGINE_MEMORY, SUBSYSTEM).text("Error Code: MEM_CAP_EXCEEDED"),
          MessageRule.of(NATIVE_ENGINE_MEMORY, SUBSYSTEM)
              .type("CometNativeException")
              .text("Resources exhausted: "));

  private SparkMemoryMessages() {}
}
