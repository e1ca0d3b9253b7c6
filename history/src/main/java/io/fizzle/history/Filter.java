package io.fizzle.history;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about. A field that rows of a table do not have does not filter them.
 *
 * @param values accepted values of each field, any of them; a field that is not here is not asked
 *     for
 * @param from the earliest time, included; null for no limit
 * @param until the latest time, excluded; null for no limit
 * @param limit most rows, latest first; 0 for all, in no particular order
 */
public record Filter(
    Map<Field, List<String>> values, @Nullable Instant from, @Nullable Instant until, int limit) {

  /** Asks for everything. */
  public static final Filter ALL = new Filter(Map.of(), null, null, 0);

  /** What can be asked for. */
  public enum Field {
    CLUSTER,
    PROJECT,
    TEAM,
    APPLICATION,
    CAUSE,
    TYPE,
    SIGNATURE,
    /** Runs that had an executor there, failures that took one there. */
    NODE,
    IMAGE,
    SPARK_VERSION,
    OUTCOME,
    /** A run: the run itself, or what happened in it. */
    RUN
  }

  public Filter {
    values = Map.copyOf(values);
  }

  /** Also of this field: any of these values; no value asks for nothing. */
  public Filter with(Field field, Collection<String> accepted) {
    if (accepted.isEmpty()) {
      return this;
    }
    Map<Field, List<String>> more = new EnumMap<>(Field.class);
    more.putAll(values);
    more.put(field, List.copyOf(Set.copyOf(accepted)).stream().sorted().toList());
    return new Filter(more, from, until, limit);
  }

  /** Also of this field: this value; an empty one asks for nothing. */
  public Filter with(Field field, String value) {
    return value.isEmpty() ? this : with(field, List.of(value));
  }

  /** From this time on, included. */
  public Filter since(Instant time) {
    return new Filter(values, time, until, limit);
  }

  /** Before this time. */
  public Filter before(Instant time) {
    return new Filter(values, from, time, limit);
  }

  /** The latest of these at most. */
  public Filter latest(int rows) {
    return new Filter(values, from, until, rows);
  }
}
