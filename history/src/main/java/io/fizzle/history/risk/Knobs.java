package io.fizzle.history.risk;

import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkSize;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a run that failures depend on most, set or by Spark's default, as numbers that
 * compare: bytes, counts, 1 and 0 for true and false.
 */
record Knobs(Map<String, Long> values) {
  private static final List<String> SIZES =
      List.of("spark.driver.memory", "spark.executor.memory", "spark.executor.memoryOverhead");

  private static final List<String> COUNTS =
      List.of("spark.executor.cores", "spark.executor.instances", "spark.sql.shuffle.partitions");

  private static final List<String> FLAGS =
      List.of("spark.dynamicAllocation.enabled", "spark.speculation", "spark.sql.adaptive.enabled");

  Knobs {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  static Knobs of(Map<String, String> properties, String sparkVersion) {
    SparkConf conf =
        SparkConf.of(properties, sparkVersion.isEmpty() ? null : sparkVersion, null, 0);
    Map<String, Long> values = new TreeMap<>();
    for (String key : SIZES) {
      conf.find(key).ifPresent(value -> values.put(key, value));
    }
    for (String key : COUNTS) {
      conf.find(key).ifPresent(value -> values.put(key, value));
    }
    for (String key : FLAGS) {
      if (conf.value(key) != null) {
        values.put(key, conf.flag(key) ? 1L : 0L);
      }
    }
    return new Knobs(values);
  }

  /** True for settings of which more and less mean something. */
  static boolean isOrdered(String key) {
    return !FLAGS.contains(key);
  }

  /** A value as it is written: {@code 4g}, {@code 200}, {@code true}. */
  static String words(String key, long value) {
    if (FLAGS.contains(key)) {
      return value == 1 ? "true" : "false";
    }
    return SIZES.contains(key)
        ? new SparkSize(value).text().toLowerCase(Locale.ROOT)
        : String.valueOf(value);
  }
}
