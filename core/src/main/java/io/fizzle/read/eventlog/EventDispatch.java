package io.fizzle.read.eventlog;

import io.fizzle.read.ReadReport;
import io.fizzle.signal.ApplicationSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives each event to the one that reads it, and counts the lines that nobody could read. */
final class EventDispatch {
  /** How every line begins that Spark wrote. */
  static final byte[] PREFIX = "{\"Event\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_REMARKS = 5;

  private final EventScope scope;
  private final JsonCursor cursor = new JsonCursor();
  private final ApplicationEvents application;
  private final ExecutorEvents executors;
  private final WorkEvents work;
  private final TaskEvents tasks;
  private final QueryEvents queries;
  private final PlanEvents plans;
  private final FlightEvents flights;
  private final List<String> remarks = new ArrayList<>();
  private long skipped;
  private boolean torn;

  /** The application started and has not ended yet. */
  private boolean open;

  EventDispatch(EventScope scope) {
    this.scope = scope;
    this.application = new ApplicationEvents(scope);
    this.executors = new ExecutorEvents(scope);
    this.work = new WorkEvents(scope);
    this.tasks = new TaskEvents(scope);
    this.queries = new QueryEvents(scope);
    this.plans = new PlanEvents(scope);
    this.flights = new FlightEvents(scope);
  }

  /** Whether a line that begins like this may hold an event that is read. */
  static boolean isOfUse(byte[] bytes, int from, int to) {
    if (!startsAsWritten(bytes, from, to)) {
      return true;
    }
    int name = from + PREFIX.length;
    int end = Words.indexOf('"', bytes, name, to);
    return EventName.find(bytes, name, end) != EventName.OTHER;
  }

  private static boolean startsAsWritten(byte[] bytes, int from, int to) {
    int prefixEnd = from + PREFIX.length;
    return prefixEnd <= to && Arrays.equals(PREFIX, 0, PREFIX.length, bytes, from, prefixEnd);
  }

  /** Reads the present line. */
  void take(EventLines lines) {
    byte[] bytes = lines.bytes();
    int from = lines.from();
    int to = withoutTrailingBlanks(bytes, from, lines.to());
    if (from == to) {
      return;
    }
    scope.enterLine(lines.count());
    try {
      EventName event = open(bytes, from, to);
      if (!lines.isWhole()) {
        if (event.isMissed()) {
          skip(lines.count(), "event longer than " + (EventLines.LONGEST_LINE >> 20) + " MiB");
        }
      } else if (bytes[to - 1] != '}') {
        throw new MalformedEventException("cut off");
      } else {
        read(event);
      }
    } catch (MalformedEventException e) {
      torn |= !lines.isTerminated();
      skip(lines.count(), "event not understood: " + e.getMessage());
    }
  }

  /** Puts the cursor into the event's object and tells which event it is. */
  private EventName open(byte[] bytes, int from, int to) {
    if (startsAsWritten(bytes, from, to)) {
      int name = from + PREFIX.length;
      int end = Words.indexOf('"', bytes, name, to);
      cursor.reset(bytes, Math.min(end + 1, to), to);
      return EventName.find(bytes, name, end);
    }
    return search(bytes, from, to);
  }

  /**
   * The same for a log that another tool wrote again, with spaces or the fields in another order.
   */
  private EventName search(byte[] bytes, int from, int to) {
    cursor.reset(bytes, from, to);
    if (!cursor.enterObject()) {
      throw new MalformedEventException("no JSON object");
    }
    int inside = cursor.position();
    while (cursor.nextField()) {
      if (cursor.field() == Field.EVENT) {
        byte[] name = cursor.textOrEmpty().getBytes(StandardCharsets.UTF_8);
        cursor.seek(inside);
        return EventName.find(name, 0, name.length);
      }
      cursor.skip();
    }
    throw new MalformedEventException("no event name");
  }

  private void read(EventName event) {
    switch (event) {
      case TASK_START -> tasks.start(cursor);
      case TASK_END -> tasks.end(cursor);
      case STAGE_SUBMITTED -> work.stageSubmitted(cursor);
      case STAGE_COMPLETED -> work.stageCompleted(cursor);
      case JOB_START -> work.jobStart(cursor);
      case JOB_END -> work.jobEnd(cursor);
      case EXECUTOR_ADDED -> executors.added(cursor);
      case EXECUTOR_REMOVED -> executors.removed(cursor);
      case EXECUTOR_EXCLUDED,
          EXECUTOR_EXCLUDED_FOR_STAGE,
          NODE_EXCLUDED,
          NODE_EXCLUDED_FOR_STAGE,
          EXECUTOR_BLACKLISTED,
          EXECUTOR_BLACKLISTED_FOR_STAGE,
          NODE_BLACKLISTED,
          NODE_BLACKLISTED_FOR_STAGE ->
          executors.excluded(cursor);
      case STAGE_EXECUTOR_METRICS -> executors.stageExecutorMetrics(cursor);
      case EXECUTOR_METRICS_UPDATE -> executors.metricsUpdate(cursor);
      case SQL_EXECUTION_START, SQL_ADAPTIVE_UPDATE -> plans.planned(cursor);
      case SQL_DRIVER_UPDATES -> queries.driverUpdates(cursor);
      case SQL_EXECUTION_END -> queries.executionEnd(cursor);
      case STREAMING_QUERY_TERMINATED -> queries.queryTerminated(cursor);
      case LOG_START -> application.logStart(cursor);
      case APPLICATION_START -> {
        open = true;
        application.start(cursor);
      }
      case APPLICATION_END -> {
        open = false;
        application.end(cursor);
      }
      case ENVIRONMENT_UPDATE -> application.environment(cursor);
      case FIZZLE_VITALS -> flights.vitals(cursor);
      case FIZZLE_LOSS -> flights.loss(cursor);
      case FIZZLE_LARGE_WORK -> flights.largeWork(cursor);
      case OTHER -> {}
    }
  }

  private void skip(long line, String why) {
    skipped++;
    if (remarks.size() < MOST_REMARKS) {
      remarks.add("line " + line + ": " + why);
    }
  }

  private static int withoutTrailingBlanks(byte[] bytes, int from, int to) {
    int end = to;
    while (end > from && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
      end--;
    }
    return end;
  }

  /** What is known at the end of the log. */
  ReadReport finish(EventLines lines) {
    IOException tear = lines.tear();
    if (tear != null) {
      torn = true;
      remarks.add("line " + lines.count() + ": stream broke: " + tear.getMessage());
    }
    if (open && remarks.size() <= MOST_REMARKS) {
      remarks.add(
          "no end: the application still runs, or its driver died without a chance to say so");
    }
    long missing = tasks.endsWithoutStart();
    if (missing > 0) {
      scope.emit(
          new ApplicationSignal.EvidenceLost(
              scope.citeUntimed(""), missing + " more task ends than task starts in the log"));
    }
    return new ReadReport(lines.total(), lines.count(), skipped, torn, remarks);
  }
}
