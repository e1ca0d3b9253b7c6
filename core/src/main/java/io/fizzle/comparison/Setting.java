package io.fizzle.comparison;

import org.jspecify.annotations.Nullable;

/**
 * A setting that was not the same in both runs.
 *
 * @param key of Spark, or {@code executor JVM} or {@code driver JVM} for an option of its JVM
 * @param before as set, or Spark's default; null where it had none
 * @param after the same of the second run
 * @param byDefault true where nobody set it and the two versions of Spark have different defaults
 */
public record Setting(
    String key, @Nullable String before, @Nullable String after, boolean byDefault, Lever lever) {

  /** For example {@code spark.executor.memory 8g → 4g}. */
  public String text() {
    String one = before == null ? "not set" : before;
    String other = after == null ? "not set" : after;
    return key + " " + one + " → " + other + (byDefault ? " (default)" : "");
  }
}
