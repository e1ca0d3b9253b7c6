package io.fizzle.application;

import io.fizzle.signal.QuerySignal.Operator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How often each operator stands in the last plan of each execution; not thread-safe. */
final class OperatorCounts {
  /** A notebook or a streaming query runs executions without end; the first are counted. */
  private static final int MOST_EXECUTIONS = 512;

  /** Different operators of one plan. */
  private static final int MOST_OPERATORS = 200;

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

  private final Map<Long, Map<String, Integer>> byExecution = new LinkedHashMap<>();

  /** Takes the plan that an execution ended with; one that comes later takes its place. */
  void put(long execution, List<Operator> plan) {
    if (byExecution.size() >= MOST_EXECUTIONS && !byExecution.containsKey(execution)) {
      return;
    }
    Map<String, Integer> counts = new TreeMap<>();
    for (Operator operator : plan) {
      String name = operator.plainName();
      if (operator.depth() <= DEEPEST
          && !name.isEmpty()
          && !WRAPPERS.contains(name)
          && (counts.size() < MOST_OPERATORS || counts.containsKey(name))) {
        counts.merge(name, 1, Integer::sum);
      }
    }
    byExecution.put(execution, counts);
  }

  /** Over all executions. */
  Map<String, Integer> all() {
    Map<String, Integer> all = new TreeMap<>();
    byExecution
        .values()
        .forEach(counts -> counts.forEach((name, count) -> all.merge(name, count, Integer::sum)));
    return all;
  }
}
