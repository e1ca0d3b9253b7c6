package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import org.jspecify.annotations.Nullable;

/** {@code SparkListenerTaskStart} and {@code SparkListenerTaskEnd}: nearly all of a log. */
final class TaskEvents {
  private final EventScope scope;
  private final TaskFields task = new TaskFields();
  private long starts;
  private long ends;

  TaskEvents(EventScope scope) {
    this.scope = scope;
  }

  /**
   * Ends read without their start: how many more {@code TaskEnd} than {@code TaskStart} events
   * came.
   */
  long endsWithoutStart() {
    return Math.max(0, ends - starts);
  }

  void start(JsonCursor cursor) {
    read(cursor);
    starts++;
    scope.emit(
        new WorkSignal.TaskStarted(
            scope.cite(task.number(Field.LAUNCH_TIME), ""),
            task.integer(Field.STAGE_ID),
            stageAttempt(),
            task.integer(Field.INDEX),
            task.integer(Field.ATTEMPT),
            task.number(Field.TASK_ID),
            task.executorId()));
  }

  void end(JsonCursor cursor) {
    read(cursor);
    if (task.reasonAt() == TaskFields.ABSENT) {
      throw new MalformedEventException("task end without reason");
    }
    if (task.hasSucceeded()) {
      ends++;
      poll(cursor);
      succeed();
      return;
    }
    cursor.seek(task.reasonAt());
    TaskEndReason reason = TaskEndReason.read(cursor);
    if (reason != null) {
      ends++;
      fail(cursor, reason);
    }
  }

  /** A task that ends between two polls tells zeros, and nothing is read of them but the first. */
  private void poll(JsonCursor cursor) {
    if (task.executorMetricsAt() == TaskFields.ABSENT) {
      return;
    }
    cursor.seek(task.executorMetricsAt());
    if (PeakMeasures.begins(cursor)) {
      cursor.seek(task.executorMetricsAt());
      PeakMeasures peaks = new PeakMeasures();
      peaks.read(cursor);
      peaks.emitPolled(scope, scope.cite(task.number(Field.FINISH_TIME), ""), task.executorId());
    }
  }

  private void succeed() {
    scope.emit(
        new WorkSignal.TaskSucceeded(
            scope.cite(task.number(Field.FINISH_TIME), ""),
            task.integer(Field.STAGE_ID),
            stageAttempt(),
            task.integer(Field.INDEX),
            task.number(Field.TASK_ID),
            task.executorId(),
            task.metrics()));
  }

  private void fail(JsonCursor cursor, TaskEndReason reason) {
    Evidence evidence = scope.cite(task.number(Field.FINISH_TIME), reason.excerpt());
    if (task.executorMetricsAt() != TaskFields.ABSENT) {
      cursor.seek(task.executorMetricsAt());
      PeakMeasures peaks = new PeakMeasures();
      peaks.read(cursor);
      peaks.emit(scope, evidence, task.executorId());
    }
    scope.emit(
        new WorkSignal.TaskFailed(
            evidence,
            task.integer(Field.STAGE_ID),
            stageAttempt(),
            task.integer(Field.INDEX),
            task.integer(Field.ATTEMPT),
            task.number(Field.TASK_ID),
            task.executorId(),
            reason.failure(),
            metrics(reason),
            reason.fetchFrom(),
            reason.removal(),
            0,
            task.number(Field.LAUNCH_TIME)));
  }

  /** A lost or killed task measured nothing that can be compared, whatever its event carries. */
  private @Nullable TaskMetrics metrics(TaskEndReason reason) {
    return task.isMeasured() && reason.ranToItsEnd() ? task.metrics() : null;
  }

  /** Spark before 1.3 has no attempts of stages. */
  private int stageAttempt() {
    return Math.max(0, task.integer(Field.STAGE_ATTEMPT_ID));
  }

  private void read(JsonCursor cursor) {
    task.read(cursor);
    if (task.integer(Field.STAGE_ID) < 0) {
      throw new MalformedEventException("task without stage");
    }
  }
}
