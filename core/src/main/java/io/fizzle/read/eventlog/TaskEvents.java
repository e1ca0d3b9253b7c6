package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import org.jspecify.annotations.Nullable;

/**
 * {@code SparkListenerTaskStart} and {@code SparkListenerTaskEnd}: nearly all of a log, so its
 * objects are used again for each event.
 */
final class TaskEvents {
  private static final int ABSENT = -1;

  private final EventScope scope;
  private final TaskInfo info = new TaskInfo();
  private final TaskMeasures measures = new TaskMeasures();
  private int stage;
  private int stageAttempt;
  private int reasonAt;
  private int executorMetricsAt;
  private boolean succeeded;
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
            scope.cite(info.launchMillis, ""),
            stage,
            stageAttempt,
            info.index,
            info.attempt,
            info.taskId,
            info.executorId));
  }

  void end(JsonCursor cursor) {
    read(cursor);
    if (reasonAt == ABSENT) {
      throw new MalformedEventException("task end without reason");
    }
    ends++;
    if (succeeded) {
      scope.emit(
          new WorkSignal.TaskSucceeded(
              scope.cite(info.finishMillis, ""),
              stage,
              stageAttempt,
              info.index,
              info.executorId,
              metrics()));
      return;
    }
    cursor.seek(reasonAt);
    TaskEndReason reason = TaskEndReason.read(cursor);
    if (reason != null) {
      fail(cursor, reason);
    }
  }

  private void fail(JsonCursor cursor, TaskEndReason reason) {
    Evidence evidence = scope.cite(info.finishMillis, reason.excerpt());
    if (executorMetricsAt != ABSENT) {
      cursor.seek(executorMetricsAt);
      PeakMeasures peaks = new PeakMeasures();
      peaks.read(cursor);
      peaks.emit(scope, evidence, info.executorId);
    }
    scope.emit(
        new WorkSignal.TaskFailed(
            evidence,
            stage,
            stageAttempt,
            info.index,
            info.attempt,
            info.taskId,
            info.executorId,
            reason.failure(),
            failedMetrics(reason),
            reason.fetchFrom(),
            reason.removal(),
            0));
  }

  /** A lost or killed task measured nothing that can be compared, whatever its event carries. */
  private @Nullable TaskMetrics failedMetrics(TaskEndReason reason) {
    return measures.isPresent() && reason.ranToItsEnd() ? metrics() : null;
  }

  private TaskMetrics metrics() {
    return measures.toMetrics(info.launchMillis, info.durationMillis());
  }

  private void read(JsonCursor cursor) {
    stage = ABSENT;
    stageAttempt = 0;
    reasonAt = ABSENT;
    executorMetricsAt = ABSENT;
    info.clear();
    measures.clear();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case STAGE_ID -> stage = cursor.integer(ABSENT);
        case STAGE_ATTEMPT_ID -> stageAttempt = cursor.integer(0);
        case TASK_INFO -> info.read(cursor);
        case TASK_METRICS -> measures.read(cursor);
        case TASK_END_REASON -> {
          reasonAt = cursor.position();
          succeeded = TaskEndReason.isSuccess(cursor);
        }
        case TASK_EXECUTOR_METRICS -> {
          executorMetricsAt = cursor.position();
          cursor.skip();
        }
        default -> cursor.skip();
      }
    }
    if (stage < 0) {
      throw new MalformedEventException("task without stage");
    }
  }
}
