package io.fizzle.application;

import io.fizzle.application.Queries.DeepPlan;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.QuerySignal.Operator;
import io.fizzle.signal.QuerySignal.Planned;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plan of a query that may still run, with the metrics that came for it. Adaptive execution
 * plans anew; what older plans measured stays known by accumulator.
 */
final class OpenPlan {
  private static final String ROWS = "number of output rows";
  private static final String SPILL = "spill size";
  private static final int MOST_STAGES = 64;
  private static final int MOST_VALUES = 65_536;

  private final long execution;
  private final Evidence evidence;
  private final String description;
  private List<Operator> operators;
  private final Map<Long, Operator> byMetric = new HashMap<>();
  private final Map<Long, Long> values = new HashMap<>();
  private final Map<Long, Set<Integer>> stages = new HashMap<>();

  OpenPlan(Planned planned) {
    execution = planned.execution();
    evidence = planned.evidence();
    description = planned.description();
    operators = List.of();
    replan(planned);
  }

  long execution() {
    return execution;
  }

  /** As planned last. */
  List<Operator> operators() {
    return operators;
  }

  int size() {
    return operators.size();
  }

  void replan(Planned planned) {
    operators = planned.operators();
    if (byMetric.size() > MOST_VALUES) {
      byMetric.clear();
    }
    for (Operator operator : operators) {
      operator.metrics().values().forEach(metric -> byMetric.put(metric, operator));
    }
  }

  /** A metric only grows while its query runs. */
  void measured(Map<Long, Long> metrics) {
    metrics.forEach(
        (metric, value) -> {
          if (values.size() < MOST_VALUES || values.containsKey(metric)) {
            values.merge(metric, value, Math::max);
          }
        });
  }

  /** The operators that a stage with these metrics ran, those that spilled first. */
  List<OperatorInStage> operatorsOf(int stage, Map<Long, Long> metrics) {
    Map<Operator, Long> spilled = new java.util.LinkedHashMap<>();
    metrics.forEach(
        (metric, value) -> {
          Operator operator = byMetric.get(metric);
          if (operator != null) {
            long bytes = metric.equals(operator.metrics().get(SPILL)) ? value : 0;
            spilled.merge(operator, bytes, Long::sum);
            Set<Integer> known = stages.computeIfAbsent(metric, key -> new LinkedHashSet<>());
            if (known.size() < MOST_STAGES) {
              known.add(stage);
            }
          }
        });
    return spilled.entrySet().stream()
        .map(
            entry ->
                new OperatorInStage(entry.getKey().name(), text(entry.getKey()), entry.getValue()))
        .sorted(OperatorInStage.MOST_TELLING)
        .limit(StageProfile.MOST_OPERATORS)
        .toList();
  }

  private static String text(Operator operator) {
    return operator.text().isEmpty() ? operator.name() : operator.text();
  }

  /** The operators of the kinds that are kept. */
  List<OperatorProfile> profiles() {
    List<OperatorProfile> profiles = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      if (OperatorKind.of(operators.get(i).name()).isPresent()) {
        profiles.add(profile(i));
      }
    }
    return profiles;
  }

  private OperatorProfile profile(int place) {
    Operator operator = operators.get(place);
    Map<String, Long> told = new HashMap<>();
    Set<Integer> ran = new LinkedHashSet<>();
    operator
        .metrics()
        .forEach(
            (name, metric) -> {
              Long value = values.get(metric);
              if (value != null) {
                told.put(name, value);
              }
              ran.addAll(stages.getOrDefault(metric, Set.of()));
            });
    return new OperatorProfile(
        execution,
        description,
        operator.name(),
        text(operator),
        told,
        inputs(place),
        List.copyOf(ran),
        evidence);
  }

  /** The rows of each child: those of the first operator below it that counts them. */
  private List<Long> inputs(int place) {
    int depth = operators.get(place).depth();
    List<Long> inputs = new ArrayList<>();
    for (int i = place + 1; i < operators.size() && operators.get(i).depth() > depth; i++) {
      if (operators.get(i).depth() == depth + 1) {
        inputs.add(rowsBelow(i));
      }
    }
    return inputs;
  }

  private long rowsBelow(int place) {
    int depth = operators.get(place).depth();
    for (int i = place; i < operators.size(); i++) {
      Operator operator = operators.get(i);
      if (i > place && operator.depth() <= depth) {
        return -1;
      }
      Long metric = operator.metrics().get(ROWS);
      if (metric != null) {
        return values.getOrDefault(metric, -1L);
      }
    }
    return -1;
  }

  DeepPlan deep() {
    int depth = operators.stream().mapToInt(Operator::depth).max().orElse(-1) + 1;
    return new DeepPlan(execution, description, depth, operators.size(), evidence);
  }
}
