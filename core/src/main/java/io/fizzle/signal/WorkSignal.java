package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about jobs, stages and tasks. */
public sealed interface WorkSignal extends Signal {

  record JobStarted(Evidence evidence, int jobId) implements WorkSignal {}

  /** A job's end; {@code failure} is null where it succeeded. */
  record JobEnded(Evidence evidence, int jobId, @Nullable Failure failure) implements WorkSignal {}

  /**
   * A query's end: an SQL execution's, or a streaming query's that ended with an error.
   *
   * @param failure null where the source says that there was none
   */
  record QueryEnded(Evidence evidence, @Nullable Failure failure) implements WorkSignal {}

  record StageStarted(Evidence evidence, int stage, int attempt, String name, int tasks)
      implements WorkSignal {}

  /**
   * A stage attempt's end; {@code failure} is null where it succeeded or the source does not tell.
   */
  record StageEnded(
      Evidence evidence,
      int stage,
      int attempt,
      String name,
      int tasks,
      @Nullable Instant submitted,
      @Nullable Instant completed,
      @Nullable Failure failure)
      implements WorkSignal {}

  /**
   * What a stage attempt computes.
   *
   * @param operators names of the RDD scopes that it runs through, each once, in the order of the
   *     RDDs; SQL operators carry their names, other RDDs that of the method that made them
   */
  record StageShaped(Evidence evidence, int stage, int attempt, List<String> operators)
      implements WorkSignal {
    public StageShaped {
      operators = List.copyOf(operators);
    }
  }

  /** The scheduler gave a stage up: Spark's "Job aborted due to stage failure". */
  record Aborted(Evidence evidence, int stage, int taskIndex, int attempts, Failure failure)
      implements WorkSignal {}

  /** A task attempt was handed to an executor; -1 for numbers that the source does not tell. */
  record TaskStarted(
      Evidence evidence,
      int stage,
      int stageAttempt,
      int index,
      int attempt,
      long taskId,
      String executorId)
      implements WorkSignal {}

  /**
   * A task attempt that succeeded. Sizes in bytes, durations in milliseconds; -1 where not
   * recorded.
   *
   * @param taskId -1 where not told
   */
  record TaskSucceeded(
      Evidence evidence,
      int stage,
      int stageAttempt,
      int index,
      long taskId,
      String executorId,
      TaskMetrics metrics)
      implements WorkSignal {}

  /**
   * A task attempt that did not succeed.
   *
   * @param index the task's index in its stage (its partition), -1 where not told
   * @param executorId where it ran, empty where not told
   * @param metrics null for lost and killed tasks and for text logs
   * @param fetchFrom for {@link FailureKind#FETCH_FAILED} the executor that should have served the
   *     block; null where none is named (map output unregistered)
   * @param removal for {@link FailureKind#EXECUTOR_LOST} the parsed loss reason
   * @param repeats how many further attempts the line stands for (Spark's {@code [duplicate n]}),
   *     else 0
   * @param launchEpochMillis when the driver launched it, -1 where not told
   */
  record TaskFailed(
      Evidence evidence,
      int stage,
      int stageAttempt,
      int index,
      int attempt,
      long taskId,
      String executorId,
      Failure failure,
      @Nullable TaskMetrics metrics,
      @Nullable String fetchFrom,
      @Nullable RemovalReason removal,
      int repeats,
      long launchEpochMillis)
      implements WorkSignal {}

  /** Spark warned of a task larger than 1000 KiB ({@code TaskSetManager.TASK_SIZE_TO_WARN_KIB}). */
  record LargeTask(Evidence evidence, int stage, long bytes) implements WorkSignal {}

  /**
   * Spark warned of a large task binary, that is the stage's closure and lineage (DAGScheduler).
   */
  record LargeTaskBinary(Evidence evidence, long bytes) implements WorkSignal {}

  /**
   * Fizzle's plugin in the driver saw something large being shipped for a stage.
   *
   * @param callSite where the program asked for the stage, {@code count at Report.java:12}
   * @param bytes as shipped: serialised; of a broadcast compressed, so that it is larger in memory
   * @param carriers what in the stage's functions carries the bytes: paths from the function on,
   *     each within the one before it; of a broadcast how they hold it; empty where it was not
   *     found
   */
  record LargeShipment(
      Evidence evidence,
      Shipment kind,
      int stage,
      String callSite,
      long bytes,
      List<String> carriers)
      implements WorkSignal {
    public LargeShipment {
      carriers = List.copyOf(carriers);
    }
  }

  /** What Spark ships for a stage. */
  enum Shipment {
    /** Each task, mostly by the data of its partition. */
    TASK,
    /** The RDDs and functions that the tasks of a stage share. */
    TASK_BINARY,
    /** A broadcast variable, or the smaller side of a join. */
    BROADCAST
  }

  /** A speculative copy was started because this task was slow. */
  record Speculatable(Evidence evidence, int stage, int index, String host) implements WorkSignal {}
}
