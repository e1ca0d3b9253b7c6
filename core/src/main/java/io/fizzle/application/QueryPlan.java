package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.WorkSignal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One SQL execution with its physical plan, as adaptive execution left it.
 *
 * @param execution Spark's number of the execution
 * @param description usually its call site; empty where not told
 * @param operators how often each operator stands in the plan
 * @param evidence the event that told the last plan
 */
public record QueryPlan(
    long execution, String description, Map<String, Integer> operators, Evidence evidence) {
  public QueryPlan {
    operators = Collections.unmodifiableMap(new TreeMap<>(operators));
  }

  /** Keeps the last plan of each execution; not thread-safe. */
  static final class Recorder {
    /** A notebook or a streaming query runs executions without end; the first are kept. */
    private static final int MOST = 512;

    private final Map<Long, QueryPlan> plans = new LinkedHashMap<>();

    void add(WorkSignal.QueryPlanned signal) {
      QueryPlan known = plans.get(signal.execution());
      if (known == null && plans.size() >= MOST) {
        return;
      }
      String description =
          signal.description().isEmpty() && known != null
              ? known.description()
              : signal.description();
      plans.put(
          signal.execution(),
          new QueryPlan(signal.execution(), description, signal.operators(), signal.evidence()));
    }

    List<QueryPlan> plans() {
      return List.copyOf(plans.values());
    }
  }
}
