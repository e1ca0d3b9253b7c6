package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is kept of the application's SQL queries.
 *
 * @param operators scans, writes, broadcasts and joins without a key, the largest of each kind
 * @param deepest the plan with the longest way from its root to a leaf
 * @param counts how often each operator stands in the last plans of the first executions, without
 *     what only wraps others
 */
public record Queries(
    List<OperatorProfile> operators, Optional<DeepPlan> deepest, Map<String, Integer> counts) {
  public static final Queries NONE = new Queries(List.of(), Optional.empty(), Map.of());

  public Queries {
    operators = List.copyOf(operators);
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
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
