package io.fizzle.read.eventlog;

import io.fizzle.signal.WorkSignal;
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

  PlanEvents(EventScope scope) {
    this.scope = scope;
  }

  void planned(JsonCursor cursor) {
    long execution = -1;
    long time = -1;
    String description = "";
    Map<String, Integer> operators = new TreeMap<>();
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case EXECUTION_ID -> execution = cursor.number(-1);
        case TIME -> time = cursor.number(-1);
        case DESCRIPTION_CAMEL -> description = cut(cursor.textOrEmpty());
        case SPARK_PLAN_INFO -> readNode(cursor, operators, 0);
        default -> cursor.skip();
      }
    }
    if (!operators.isEmpty()) {
      scope.emit(
          new WorkSignal.QueryPlanned(
              time > 0 ? scope.cite(time, "") : scope.citeUntimed(""),
              execution,
              description,
              operators));
    }
  }

  /**
   * Reads one node and what is below it.
   *
   * @param level levels above this one; nodes below {@value #DEEPEST} levels are passed over
   */
  private static void readNode(JsonCursor cursor, Map<String, Integer> operators, int level) {
    if (!cursor.enterObject()) {
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case NODE_NAME -> count(plain(cursor.textOrEmpty()), operators);
        case CHILDREN -> readChildren(cursor, operators, level + 1);
        default -> cursor.skip();
      }
    }
  }

  private static void readChildren(JsonCursor cursor, Map<String, Integer> operators, int level) {
    if (level > DEEPEST) {
      cursor.skip();
    } else if (cursor.enterArray()) {
      while (cursor.nextElement()) {
        readNode(cursor, operators, level);
      }
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
