package io.fizzle.application;

import java.util.Comparator;
import java.util.List;

/**
 * An operator of a query that a stage ran.
 *
 * @param name for example {@code SortMergeJoin}
 * @param text as Spark prints it, cut
 * @param spilled bytes that it spilled in the stage, as far as it counts them
 */
public record OperatorInStage(String name, String text, long spilled) {

  /** The operators that take a stage's time, the likeliest first. */
  private static final List<String> HEAVY =
      List.of(
          "CartesianProduct", "NestedLoopJoin", "Join", "Window", "Aggregate", "Sort", "Generate");

  static final Comparator<OperatorInStage> MOST_TELLING =
      Comparator.comparingLong(OperatorInStage::spilled)
          .reversed()
          .thenComparingInt(OperatorInStage::rank)
          .thenComparing(OperatorInStage::text);

  private int rank() {
    for (int i = 0; i < HEAVY.size(); i++) {
      if (name.contains(HEAVY.get(i))) {
        return i;
      }
    }
    return name.contains("Exchange") ? HEAVY.size() : HEAVY.size() + 1;
  }
}
