package io.fizzle.lab.scenario;

import io.fizzle.lab.spark.SparkVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One way to run a scenario. Variants differ in what a user's cluster may differ in, so that a rule
 * that fits one of them only is found out.
 *
 * @param configuration Spark properties in addition to the scenario's, or instead of them
 * @param executorOptions JVM options in addition to the scenario's
 * @param workload instead of the scenario's; null: the scenario's
 * @param proofs in addition to the scenario's
 */
public record Variant(
    SparkVersion spark,
    Collector collector,
    EventLogForm eventLog,
    Map<String, String> configuration,
    List<String> executorOptions,
    @Nullable Workload workload,
    List<Proof> proofs) {
  public Variant {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    executorOptions = List.copyOf(executorOptions);
    proofs = List.copyOf(proofs);
  }

  public static Variant of(SparkVersion spark, Collector collector, EventLogForm eventLog) {
    return new Variant(spark, collector, eventLog, Map.of(), List.of(), null, List.of());
  }

  /** The same with one more Spark property. */
  public Variant set(String key, String value) {
    Map<String, String> more = new TreeMap<>(configuration);
    more.put(key, value);
    return new Variant(spark, collector, eventLog, more, executorOptions, workload, proofs);
  }

  /** The same with more JVM options of the executors. */
  public Variant options(String... options) {
    List<String> more = new ArrayList<>(executorOptions);
    more.addAll(List.of(options));
    return new Variant(spark, collector, eventLog, configuration, more, workload, proofs);
  }

  /** The same with another program or other sizes. */
  public Variant running(Workload other) {
    return new Variant(spark, collector, eventLog, configuration, executorOptions, other, proofs);
  }

  /** The same with more to prove. */
  public Variant proving(Proof... more) {
    List<Proof> all = new ArrayList<>(proofs);
    all.addAll(List.of(more));
    return new Variant(spark, collector, eventLog, configuration, executorOptions, workload, all);
  }

  /** Unique among the variants of a scenario: {@code 4.1-g1-zstd}. */
  public String name() {
    return spark.line() + "-" + collector.id() + "-" + eventLog.id();
  }
}
