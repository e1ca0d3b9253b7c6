package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.WorkSignal;
import java.util.HashMap;
import java.util.Map;

/** SQL executions: what the driver measured of them, and the errors they ended with. */
final class QueryEvents {
  /**
   * {@code DAGScheduler.abortStage}: the query repeats what its job ended with, and that may be the
   * error of another process.
   */
  private static final String OF_THE_JOB = "Job aborted due to stage failure: ";

  /** A plan of some thousand operators has no more. */
  static final int MOST_METRICS = 16_384;

  private final EventScope scope;

  QueryEvents(EventScope scope) {
    this.scope = scope;
  }

  /** {@code SparkListenerDriverAccumUpdates}: pairs of accumulator id and value. */
  void driverUpdates(JsonCursor cursor) {
    long execution = -1;
    Map<Long, Long> values = new HashMap<>();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTION_ID -> execution = cursor.number(-1);
        case ACCUM_UPDATES -> readUpdates(cursor, values);
        default -> cursor.skip();
      }
    }
    if (!values.isEmpty()) {
      scope.emit(new QuerySignal.DriverMetrics(scope.citeUntimed(""), execution, values));
    }
  }

  private static void readUpdates(JsonCursor cursor, Map<Long, Long> values) {
    if (!cursor.enterArray()) {
      return;
    }
    while (cursor.nextElement()) {
      if (!cursor.enterArray()) {
        continue;
      }
      long id = -1;
      long value = -1;
      int place = 0;
      while (cursor.nextElement()) {
        long number = cursor.number(-1);
        id = place == 0 ? number : id;
        value = place == 1 ? number : value;
        place++;
      }
      if (id >= 0 && value >= 0 && values.size() < MOST_METRICS) {
        values.put(id, value);
      }
    }
  }

  /**
   * {@code SparkListenerSQLExecutionEnd}; {@code errorMessage} exists since Spark 3.4 and is empty
   * for success. Without it the event does not tell.
   */
  void executionEnd(JsonCursor cursor) {
    long time = -1;
    String error = null;
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case TIME -> time = cursor.number(-1);
        case ERROR_MESSAGE -> error = cursor.textOrEmpty();
        default -> cursor.skip();
      }
    }
    if (error != null && error.isBlank()) {
      scope.emit(new WorkSignal.QueryEnded(scope.cite(time, ""), null));
    } else if (error != null) {
      report(scope.cite(time, EventScope.firstLine(error)), error);
    }
  }

  /**
   * {@code QueryTerminatedEvent}; {@code exception} is null where the query was stopped in order.
   */
  void queryTerminated(JsonCursor cursor) {
    String error = "";
    while (cursor.nextField()) {
      if (cursor.field() == Field.STREAMING_EXCEPTION) {
        error = cursor.textOrEmpty();
      } else {
        cursor.skip();
      }
    }
    if (!error.isBlank()) {
      report(scope.citeUntimed(EventScope.firstLine(error)), error);
    }
  }

  private void report(Evidence evidence, String error) {
    Failure failure = Failures.parse(error);
    scope.emit(new WorkSignal.QueryEnded(evidence, failure));
    if (!error.contains(OF_THE_JOB)) {
      scope.emit(new FailureSignal.Logged(evidence, Owner.DRIVER, failure));
    }
  }
}
