package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of the application's SQL queries.
 *
 * @param operators scans, writes, broadcasts and joins without a key, the largest of each kind
 * @param deepest the plan with the longest way from its root to a leaf
 */
public record Queries(List<OperatorProfile> operators, Optional<DeepPlan> deepest) {
  public static final Queries NONE = new Queries(List.of(), Optional.empty());

  public Queries {
    operators = List.copyOf(operators);
  }

  /**
   * A plan and its size.
   *
   * @param depth operators on the longest way from the root to a leaf
   * @param operators all operators
   */
  public record DeepPlan(
      long execution, String description, int depth, int operators, Evidence evidence) {}
}
