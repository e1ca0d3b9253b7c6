package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.HeapUse;
import io.fizzle.remedy.NativeEngineRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Spark's own memory manager had no execution memory left for a task. */
public final class ExecutionMemoryExhausted extends Cause {

  public ExecutionMemoryExhausted() {
    super(
        "execution-memory-exhausted",
        "Spark execution memory exhausted",
        "could not get execution memory from Spark",
        Answer.PURE_OOM,
        FailureKind.EXECUTION_MEMORY,
        FailureKind.NATIVE_ENGINE_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
            "A sort, join or aggregation asked Spark's memory manager for a page and got too little"
                + " even after spilling: too many tasks share the unified memory of one executor,"
                + " or one partition is too large.",
            "`SparkOutOfMemoryError` with `Unable to acquire N bytes of memory`. Its class extends"
                + " `OutOfMemoryError`, but it ends only the task; the executor lives on. Engines"
                + " in native code say it in words of their own: `Not enough spark off-heap"
                + " execution memory` (Gluten), `MEM_CAP_EXCEEDED` (Velox), `Resources exhausted`"
                + " (Comet).",
            "`Java heap space`, which ends the executor (`heap-oom`). `error while calling spill()`"
                + " around `No space left on device`: there the disk was full (`disk-full`).",
            "Lowering `spark.memory.fraction`: it shrinks the pool that ran out."
                + " `spark.memory.offHeap.enabled` without `spark.memory.offHeap.size`: then Spark"
                + " does not even start.")
        .looksLike(
            "Tasks fail with `SparkOutOfMemoryError`, `Unable to acquire N bytes of"
                + " memory`, and the executor lives on.")
        .fixedBy(
            "More execution memory for each task: more partitions, fewer"
                + " `spark.executor.cores`, more `spark.executor.memory`, or"
                + " `spark.memory.fraction` back to its default of 0.6 where somebody lowered it."
                + " A hash table of one broadcast or one group that is too large needs another"
                + " join or a salted key.")
        .refutedBy(
            "`spark.memory.fraction` is the share of the heap that execution and storage "
                + "have together (Spark, `UnifiedMemoryManager`); off-heap memory without a size "
                + "is refused at the start (`MemoryManager`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    SparkConf conf = Measures.conf(application);
    HeapUse use = Measures.heap(incident, application);
    Failure failure = Measures.failure(incident);
    return failure.kind() == FailureKind.NATIVE_ENGINE_MEMORY
        ? NativeEngineRemedies.memory(conf, use, failure.type(), failure.limit())
        : HeapRemedies.executionMemory(conf, use);
  }
}
