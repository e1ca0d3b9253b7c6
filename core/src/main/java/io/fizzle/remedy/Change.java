package io.fizzle.remedy;

import org.jspecify.annotations.Nullable;

/**
 * One configuration key and its new value.
 *
 * @param key a key of {@code spark-keys.tsv}
 * @param from the value that was set; null where none was
 * @param fromDefault what is in force where nothing was set, for example {@code default 1g} or
 *     {@code not set}
 * @param to the new value, readable by Spark; empty where the setting should be taken out
 */
public record Change(String key, @Nullable String from, String fromDefault, String to) {

  public Change {
    SparkKey known = SparkKeys.find(key);
    if (known == null) {
      throw new IllegalArgumentException("unknown key: " + key);
    }
    if (!to.isEmpty() && !known.accepts(to)) {
      throw new IllegalArgumentException("no value for " + key + ": " + to);
    }
  }

  /** The old value or what was in force without one. */
  public String before() {
    return from == null ? fromDefault : from;
  }

  /** True where the setting is to be taken out, so that Spark's default holds again. */
  public boolean removes() {
    return to.isEmpty();
  }

  /** For people: {@code spark.executor.memory 4g → 6g}. */
  public String text() {
    return key + " " + before() + " → " + (removes() ? "remove (" + fromDefault + ")" : to);
  }
}
