package io.fizzle.history.analysis;

import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked about.
 *
 * @param values accepted values of each field. A cause or a type says which failures count; all
 *     other fields say which runs do
 */
public record Question(Window window, Map<Field, List<String>> values) {
  public Question {
    values = Map.copyOf(values);
  }

  /** About everything in the last time. */
  public static Question of(Instant now, Duration lookback) {
    return new Question(Window.lastBefore(now, lookback), Map.of());
  }

  /** Also of this field: these values; none asks for nothing. */
  public Question with(Field field, List<String> accepted) {
    if (accepted.isEmpty()) {
      return this;
    }
    Map<Field, List<String>> more = new EnumMap<>(Field.class);
    more.putAll(values);
    more.put(field, accepted);
    return new Question(window, more);
  }

  /** The same of the time before. */
  public Question before() {
    return new Question(window.before(), values);
  }

  /** The runs that it is about. */
  Filter runs() {
    Filter filter = Filter.ALL.since(window.from()).before(window.until());
    for (Map.Entry<Field, List<String>> one : values.entrySet()) {
      if (one.getKey() != Field.CAUSE && one.getKey() != Field.TYPE) {
        filter = filter.with(one.getKey(), one.getValue());
      }
    }
    return filter;
  }

  /** The failures that it is about, and what was done about them. */
  Filter failures() {
    return new Filter(values, window.from(), window.until(), 0);
  }

  /** True where it is about some kinds of failures only. */
  boolean isOfSomeFailures() {
    return values.containsKey(Field.CAUSE) || values.containsKey(Field.TYPE);
  }

  /** True for a failure of a kind that is asked about. */
  boolean asksFor(String type, String cause) {
    return accepts(Field.CAUSE, cause) && accepts(Field.TYPE, type);
  }

  boolean accepts(Field field, String value) {
    List<String> accepted = values.get(field);
    return accepted == null || accepted.contains(value);
  }

  /** In words: {@code project ml-team, cause heap-oom}; empty where it is about everything. */
  public String words() {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> name(one.getKey()) + " " + String.join(" or ", one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String name(Field field) {
    return field == Field.SPARK_VERSION ? "Spark" : field.name().toLowerCase(java.util.Locale.ROOT);
  }
}
