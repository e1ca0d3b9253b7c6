package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.WorkSignal;

/** Ends of SQL executions and streaming queries that tell of an error. */
final class QueryEvents {
  /**
   * {@code DAGScheduler.abortStage}: the query repeats what its job ended with, and that may be the
   * error of another process.
   */
  private static final String OF_THE_JOB = "Job aborted due to stage failure: ";

  private final EventScope scope;

  QueryEvents(EventScope scope) {
    this.scope = scope;
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
