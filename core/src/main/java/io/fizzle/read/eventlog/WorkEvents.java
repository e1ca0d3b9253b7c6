package io.fizzle.read.eventlog;

import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.WorkSignal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs and stages: started, ended, and why they failed. */
final class WorkEvents {
  private static final int LONGEST_NAME = 300;

  /** {@code AccumulatorContext.SQL_ACCUM_IDENTIFIER}. */
  private static final byte[] SQL = "sql".getBytes(StandardCharsets.US_ASCII);

  private final EventScope scope;

  WorkEvents(EventScope scope) {
    this.scope = scope;
  }

  /** Stops at the submission time: the stage infos behind it come again with each stage. */
  void jobStart(JsonCursor cursor) {
    int job = -1;
    long submitted = -1;
    while ((job < 0 || submitted < 0) && cursor.nextField()) {
      switch (cursor.field()) {
        case JOB_ID -> job = cursor.integer(-1);
        case SUBMISSION_TIME -> submitted = cursor.number(-1);
        default -> cursor.skip();
      }
    }
    scope.emit(new WorkSignal.JobStarted(scope.cite(submitted, ""), required(job, "job")));
  }

  void jobEnd(JsonCursor cursor) {
    int job = -1;
    long completed = -1;
    String problem = "";
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case JOB_ID -> job = cursor.integer(-1);
        case COMPLETION_TIME -> completed = cursor.number(-1);
        case JOB_RESULT -> problem = problem(cursor);
        default -> cursor.skip();
      }
    }
    scope.emit(
        new WorkSignal.JobEnded(
            scope.cite(completed, EventScope.firstLine(problem)),
            required(job, "job"),
            failure(problem)));
  }

  /** The text of a failed job's exception, empty where the job succeeded. */
  private static String problem(JsonCursor cursor) {
    boolean succeeded = true;
    String text = "";
    if (cursor.enterObject()) {
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case RESULT -> succeeded = cursor.textOrEmpty().equals("JobSucceeded");
          case EXCEPTION -> text = exception(cursor);
          default -> cursor.skip();
        }
      }
    }
    return succeeded ? "" : text.isEmpty() ? "JobFailed" : text;
  }

  private static String exception(JsonCursor cursor) {
    String message = "";
    StackFrames frames = new StackFrames();
    if (cursor.enterObject()) {
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case MESSAGE -> message = cursor.textOrEmpty();
          case STACK_TRACE -> frames.read(cursor);
          default -> cursor.skip();
        }
      }
    }
    return message + frames.text();
  }

  void stageSubmitted(JsonCursor cursor) {
    StageInfo stage = stageInfo(cursor);
    scope.emit(
        new WorkSignal.StageStarted(
            stage.submitted > 0 ? scope.cite(stage.submitted, "") : scope.citeUntimed(""),
            required(stage.id, "stage"),
            stage.attempt,
            stage.name,
            stage.tasks));
    if (stage.execution >= 0) {
      emitDetail(stage);
    }
  }

  private void emitDetail(StageInfo stage) {
    scope.emit(
        new QuerySignal.StageDetail(
            scope.citeUntimed(""),
            stage.id,
            stage.attempt,
            stage.execution,
            stage.scopes.lineage(),
            stage.metrics));
  }

  void stageCompleted(JsonCursor cursor) {
    StageInfo stage = stageInfo(cursor);
    String excerpt = EventScope.firstLine(stage.failureReason);
    scope.emit(
        new WorkSignal.StageEnded(
            stage.completed > 0 ? scope.cite(stage.completed, excerpt) : scope.citeUntimed(excerpt),
            required(stage.id, "stage"),
            stage.attempt,
            stage.name,
            stage.tasks,
            scope.instant(stage.submitted),
            scope.instant(stage.completed),
            failure(stage.failureReason)));
    emitDetail(stage);
    shape(stage);
  }

  private void shape(StageInfo stage) {
    if (!stage.scopes.isEmpty()) {
      scope.emit(
          new WorkSignal.StageShaped(
              scope.citeUntimed(""), stage.id, stage.attempt, stage.scopes.names()));
    }
  }

  private static @Nullable Failure failure(String text) {
    return text.isEmpty() ? null : Failures.parse(text);
  }

  private static int required(int id, String what) {
    if (id < 0) {
      throw new MalformedEventException(what + " without id");
    }
    return id;
  }

  private static StageInfo stageInfo(JsonCursor cursor) {
    StageInfo stage = new StageInfo();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case STAGE_INFO -> stage.read(cursor);
        case PROPERTIES -> stage.readProperties(cursor);
        default -> cursor.skip();
      }
    }
    return stage;
  }

  /** The parts of {@code Stage Info} that are read. */
  private static final class StageInfo {
    private int id = -1;
    private int attempt;
    private String name = "";
    private int tasks;
    private long submitted = -1;
    private long completed = -1;
    private String failureReason = "";
    private long execution = -1;
    private final Map<Long, Long> metrics = new HashMap<>();
    private final RddScopes scopes = new RddScopes();

    private void read(JsonCursor cursor) {
      if (!cursor.enterObject()) {
        return;
      }
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case STAGE_ID -> id = cursor.integer(-1);
          case STAGE_ATTEMPT_ID -> attempt = cursor.integer(0);
          case STAGE_NAME -> name = cut(cursor.textOrEmpty());
          case NUMBER_OF_TASKS -> tasks = cursor.integer(0);
          case SUBMISSION_TIME -> submitted = cursor.number(-1);
          case COMPLETION_TIME -> completed = cursor.number(-1);
          case RDD_INFO -> scopes.read(cursor);
          case FAILURE_REASON -> failureReason = cursor.textOrEmpty();
          case ACCUMULABLES -> readMetrics(cursor);
          default -> cursor.skip();
        }
      }
    }

    /** Stages that work for a query carry its id. */
    private void readProperties(JsonCursor cursor) {
      if (!cursor.enterObject()) {
        return;
      }
      while (cursor.nextField()) {
        if (cursor.field() == Field.SQL_EXECUTION_ID) {
          execution = cursor.looseNumber(-1);
        } else {
          cursor.skip();
        }
      }
    }

    /** The metrics of SQL operators among the stage's accumulators; Spark marks them. */
    private void readMetrics(JsonCursor cursor) {
      if (!cursor.enterArray()) {
        return;
      }
      while (cursor.nextElement()) {
        if (!cursor.enterObject()) {
          continue;
        }
        long metric = -1;
        long value = -1;
        boolean sql = false;
        while (cursor.nextField()) {
          switch (cursor.field()) {
            case ID -> metric = cursor.number(-1);
            case VALUE -> value = cursor.looseNumber(-1);
            case METADATA -> sql = cursor.isText(SQL);
            default -> cursor.skip();
          }
        }
        if (sql && metric >= 0 && value >= 0 && metrics.size() < QueryEvents.MOST_METRICS) {
          metrics.put(metric, value);
        }
      }
    }

    private static String cut(String text) {
      return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
    }
  }
}
