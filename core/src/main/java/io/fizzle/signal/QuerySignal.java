package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import java.util.List;
import java.util.Map;

/** Facts about SQL queries, their operators, and what stages have to do with them. */
public sealed interface QuerySignal extends Signal {

  /**
   * A query's physical plan, as it was when it began or as adaptive execution made it anew.
   *
   * @param execution id of the SQL execution
   * @param description what the application calls it, mostly the call site; empty where not told,
   *     as when it is planned anew
   * @param operators in the order of the plan, each before its children
   */
  record Planned(Evidence evidence, long execution, String description, List<Operator> operators)
      implements QuerySignal {
    public Planned {
      operators = List.copyOf(operators);
    }
  }

  /**
   * One operator of a plan.
   *
   * @param name for example {@code SortMergeJoin}
   * @param text the operator as Spark prints it, cut
   * @param depth 0 for the plan's root
   * @param metrics accumulator ids by the metric's name, for example {@code number of output rows}
   */
  record Operator(String name, String text, int depth, Map<String, Long> metrics) {
    private static final int LONGEST_NAME = 120;

    public Operator {
      metrics = Map.copyOf(metrics);
    }

    /** Its name as runs of the same plan share it: without the number of its code generation. */
    public String plainName() {
      return plain(name);
    }

    /** An operator's name, cut, without the number of its code generation, as in {@code (12)}. */
    public static String plain(String name) {
      String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME)).strip();
      int open = cut.endsWith(")") ? cut.lastIndexOf(" (") : -1;
      boolean numbered =
          open > 0
              && cut.substring(open + 2, cut.length() - 1).chars().allMatch(Character::isDigit);
      return numbered ? cut.substring(0, open) : cut;
    }
  }

  /** Metrics of operators that the driver measured: values by accumulator id. */
  record DriverMetrics(Evidence evidence, long execution, Map<Long, Long> values)
      implements QuerySignal {
    public DriverMetrics {
      values = Map.copyOf(values);
    }
  }

  /**
   * What a stage's events tell beside the stage itself.
   *
   * @param execution id of the SQL execution that it works for, -1 for none or where not told
   * @param lineage RDDs on the longest way from the stage's last RDD back to where its tasks begin
   *     to read, 0 where not told
   * @param metrics values of SQL metrics by accumulator id, as of the stage's end
   */
  record StageDetail(
      Evidence evidence,
      int stage,
      int attempt,
      long execution,
      int lineage,
      Map<Long, Long> metrics)
      implements QuerySignal {
    public StageDetail {
      metrics = Map.copyOf(metrics);
    }
  }
}
