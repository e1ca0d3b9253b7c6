package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.List;

/**
 * Physical plans of SQL executions ({@code SparkListenerSQLExecutionStart} and, as adaptive
 * execution changes them, {@code SparkListenerSQLAdaptiveExecutionUpdate}).
 */
final class PlanEvents {
  private static final int LONGEST_DESCRIPTION = 120;

  private final EventScope scope;
  private final PlanReader reader = new PlanReader();

  PlanEvents(EventScope scope) {
    this.scope = scope;
  }

  void planned(JsonCursor cursor) {
    long execution = -1;
    long time = -1;
    String description = "";
    List<Operator> operators = List.of();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTION_ID -> execution = cursor.number(-1);
        case TIME -> time = cursor.number(-1);
        case DESCRIPTION_CAMEL -> description = cut(cursor.textOrEmpty());
        case SPARK_PLAN_INFO -> operators = reader.read(cursor);
        default -> cursor.skip();
      }
    }
    if (execution >= 0 && !operators.isEmpty()) {
      Evidence evidence = time > 0 ? scope.cite(time, "") : scope.citeUntimed("");
      scope.emit(
          new QuerySignal.Planned(evidence, execution, Redaction.redact(description), operators));
    }
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION));
  }
}
