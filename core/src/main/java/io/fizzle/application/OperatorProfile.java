package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import java.util.List;
import java.util.Map;

/**
 * One operator of an SQL query with what it measured.
 *
 * @param execution id of the SQL execution
 * @param description what the application calls the query, mostly its call site
 * @param name for example {@code BroadcastExchange}
 * @param text the operator as Spark prints it, cut
 * @param values metrics by name: rows, bytes, milliseconds, as Spark counts them
 * @param inputs rows of each of its children, -1 where one does not tell
 * @param stages the stages that it ran in, the first few
 * @param evidence the event with the query's plan
 */
public record OperatorProfile(
    long execution,
    String description,
    String name,
    String text,
    Map<String, Long> values,
    List<Long> inputs,
    List<Integer> stages,
    Evidence evidence) {
  public OperatorProfile {
    values = Map.copyOf(values);
    inputs = List.copyOf(inputs);
    stages = List.copyOf(stages);
  }

  /** A metric's value, -1 where it was not told. */
  public long value(String metric) {
    return values.getOrDefault(metric, -1L);
  }
}
