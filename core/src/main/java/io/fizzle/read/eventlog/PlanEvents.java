package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import io.fizzle.signal.WorkSignal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Physical plans of SQL executions ({@code SparkListenerSQLExecutionStart} and, as adaptive
 * execution changes them, {@code SparkListenerSQLAdaptiveExecutionUpdate}).
 */
final class PlanEvents {
  private static final int MOST_OPERATORS = 200;
  private static final int LONGEST_NAME = 120;

  /** Deeper plans are passed over below this level. */
  private static final int DEEPEST = 256;

  /**
   * What stands around operators and computes nothing (Spark 3.0 to 4.2, {@code sql.execution}).
   */
  private static final Set<String> WRAPPERS =
      Set.of(
          "AdaptiveSparkPlan",
          "InputAdapter",
          "WholeStageCodegen",
          "ShuffleQueryStage",
          "BroadcastQueryStage",
          "TableCacheQueryStage",
          "ResultQueryStage",
          "ColumnarToRow",
          "CustomShuffleReader",
          "AQEShuffleRead",
          "ReusedExchange",
          "Project",
          "Subquery");

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
    Map<String, Integer> counts = new TreeMap<>();
    operators.stream()
        .filter(operator -> operator.depth() <= DEEPEST)
        .forEach(operator -> count(plain(operator.name()), counts));
    if (counts.isEmpty()) {
      return;
    }
    Evidence evidence = time > 0 ? scope.cite(time, "") : scope.citeUntimed("");
    scope.emit(new WorkSignal.QueryPlanned(evidence, execution, description, counts));
    if (execution >= 0) {
      scope.emit(
          new QuerySignal.Planned(evidence, execution, Redaction.redact(description), operators));
    }
  }

  private static void count(String name, Map<String, Integer> operators) {
    boolean known = operators.containsKey(name);
    if (!name.isEmpty()
        && !WRAPPERS.contains(name)
        && (known || operators.size() < MOST_OPERATORS)) {
      operators.merge(name, 1, Integer::sum);
    }
  }

  /** The operator's name without the number of its code generation, as in {@code (12)}. */
  static String plain(String name) {
    String cut = cut(name).strip();
    int open = cut.endsWith(")") ? cut.lastIndexOf(" (") : -1;
    boolean numbered =
        open > 0 && cut.substring(open + 2, cut.length() - 1).chars().allMatch(Character::isDigit);
    return numbered ? cut.substring(0, open) : cut;
  }

  private static String cut(String text) {
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
  }
}
