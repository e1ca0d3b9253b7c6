package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.RemovalReason;
import java.util.ArrayDeque;

/** Executors: added, removed, excluded, and the peaks that they and the driver reported. */
final class ExecutorEvents {
  private static final String DRIVER = "driver";

  /** How many exclusions back the other name of the same one is looked for. */
  private static final int REMEMBERED_EXCLUSIONS = 64;

  private final EventScope scope;
  private final ArrayDeque<String> exclusions = new ArrayDeque<>();

  ExecutorEvents(EventScope scope) {
    this.scope = scope;
  }

  void added(JsonCursor cursor) {
    long time = -1;
    String executor = "";
    String host = null;
    int cores = 0;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TIMESTAMP -> time = cursor.number(-1);
        case EXECUTOR_ID -> executor = cursor.textOrEmpty();
        case EXECUTOR_INFO -> {
          if (cursor.enterObject()) {
            while (cursor.nextField()) {
              switch (cursor.field()) {
                case HOST -> host = cursor.text();
                case TOTAL_CORES -> cores = cursor.integer(0);
                default -> cursor.skip();
              }
            }
          }
        }
        default -> cursor.skip();
      }
    }
    String excerpt = "ExecutorAdded " + executor + (host == null ? "" : " on " + host);
    scope.emit(
        new ExecutorSignal.Added(
            scope.cite(time, excerpt), required(executor), host, Math.max(0, cores)));
  }

  void removed(JsonCursor cursor) {
    long time = -1;
    String executor = "";
    String reason = "";
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TIMESTAMP -> time = cursor.number(-1);
        case EXECUTOR_ID -> executor = cursor.textOrEmpty();
        case REMOVED_REASON -> reason = cursor.textOrEmpty();
        default -> cursor.skip();
      }
    }
    Evidence evidence =
        scope.cite(time, "ExecutorRemoved " + executor + ": " + reason.replace('\n', ' '));
    String id = required(executor);
    RemovalReason told = RemovalReasons.parse(reason);
    scope.emit(new ExecutorSignal.Removed(evidence, id, null, told));
    RemovalReasons.startFailure(told)
        .ifPresent(failure -> scope.emit(new ExecutorSignal.StartFailed(evidence, id, failure)));
  }

  /**
   * An executor or a whole node excluded, for the application or one stage. Spark 3.1 and later
   * post the event under its new and its former name ({@code HealthTracker.scala}); it is told
   * once.
   */
  void excluded(JsonCursor cursor) {
    long time = -1;
    long stage = -1;
    String executor = "";
    String host = null;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TIME -> time = cursor.number(-1);
        case STAGE_ID_CAMEL -> stage = cursor.number(-1);
        case EXECUTOR_ID_CAMEL -> executor = cursor.textOrEmpty();
        case HOST_ID -> host = cursor.text();
        default -> cursor.skip();
      }
    }
    if (isNew(time + " " + stage + " " + executor + " " + host)) {
      String subject = host == null ? "executor " + executor : "node " + host;
      String forStage = stage < 0 ? "" : " for stage " + stage;
      scope.emit(
          new ExecutorSignal.Excluded(
              scope.cite(time, "Excluded " + subject + forStage), executor, host));
    }
  }

  private boolean isNew(String exclusion) {
    if (exclusions.contains(exclusion)) {
      return false;
    }
    if (exclusions.size() == REMEMBERED_EXCLUSIONS) {
      exclusions.removeFirst();
    }
    exclusions.addLast(exclusion);
    return true;
  }

  /**
   * {@code StageExecutorMetrics}: also tells the last heartbeats of executors that died meanwhile.
   */
  void stageExecutorMetrics(JsonCursor cursor) {
    String executor = "";
    PeakMeasures peaks = new PeakMeasures();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTOR_ID -> executor = cursor.textOrEmpty();
        case EXECUTOR_METRICS -> peaks.read(cursor);
        default -> cursor.skip();
      }
    }
    emit(peaks, executor);
  }

  /** {@code ExecutorMetricsUpdate}, which the log has of the driver only. */
  void metricsUpdate(JsonCursor cursor) {
    String executor = "";
    PeakMeasures peaks = new PeakMeasures();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTOR_ID -> executor = cursor.textOrEmpty();
        case EXECUTOR_METRICS_UPDATED -> readUpdates(cursor, peaks);
        default -> cursor.skip();
      }
    }
    if (executor.equals(DRIVER)) {
      emit(peaks, executor);
    }
  }

  private static void readUpdates(JsonCursor cursor, PeakMeasures peaks) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (cursor.enterObject()) {
        while (cursor.nextField()) {
          if (cursor.field() == Field.EXECUTOR_METRICS) {
            peaks.read(cursor);
          } else {
            cursor.skip();
          }
        }
      }
    }
  }

  private void emit(PeakMeasures peaks, String executor) {
    Evidence evidence = scope.citeUntimed("");
    peaks.emit(scope, evidence, executor);
  }

  private static String required(String executor) {
    if (executor.isEmpty()) {
      throw new MalformedEventException("executor without id");
    }
    return executor;
  }
}
