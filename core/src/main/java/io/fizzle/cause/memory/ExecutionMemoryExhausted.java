package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.HeapRemedies;
import io.fizzle.remedy.Remedy;
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
        FailureKind.EXECUTION_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
        "A sort, join or aggregation asked the memory manager for a page and got too little "
            + "even after spilling: too many tasks share one executor's unified memory, or one "
            + "partition is too large.",
        "SparkOutOfMemoryError: Unable to acquire ... bytes of memory. It extends "
            + "OutOfMemoryError but ends only the task; the executor lives on.",
        "A JVM heap OutOfMemoryError ends the executor with exit code 52.",
        "Lowering spark.memory.fraction: it shrinks the pool that ran out.");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return HeapRemedies.executionMemory(
        Measures.conf(application), Measures.heap(incident, application));
  }
}
