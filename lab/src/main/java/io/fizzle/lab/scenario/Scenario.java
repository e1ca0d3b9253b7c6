package io.fizzle.lab.scenario;

import io.fizzle.lab.BadChoiceException;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One known failure: what is run, how it is made to fail, and what must be seen for a run to count.
 *
 * @param name the scenario's id; it never reaches a log
 * @param title one line for people
 * @param story what happens in the run and why, a paragraph for the README; without words that a
 *     log would use, because the README lies next to evidence
 * @param applicationName neutral, because every log shows it
 * @param workload the program
 * @param cluster what it runs on
 * @param configuration Spark properties beyond those that every run has
 * @param executorOptions JVM options of the executors, without the collector and its log
 * @param driverOptions JVM options of the driver, without its GC log
 * @param faults what is done from outside, each on its own
 * @param truth what a good diagnosis says
 * @param proofs what must and must not be in the evidence
 * @param fixable whether a change of Spark's configuration makes the job succeed
 * @param limit a run is given up after this time
 * @param variants the ways to run it, at least two
 */
public record Scenario(
    String name,
    String title,
    String story,
    String applicationName,
    Workload workload,
    ClusterShape cluster,
    Map<String, String> configuration,
    List<String> executorOptions,
    List<String> driverOptions,
    List<Fault> faults,
    Truth truth,
    List<Proof> proofs,
    boolean fixable,
    Duration limit,
    List<Variant> variants) {
  public Scenario {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    executorOptions = List.copyOf(executorOptions);
    driverOptions = List.copyOf(driverOptions);
    faults = List.copyOf(faults);
    proofs = List.copyOf(proofs);
    variants = List.copyOf(variants);
  }

  /** Begins the description of a scenario. */
  public static ScenarioDraft named(String name, String title) {
    return new ScenarioDraft(name, title);
  }

  /** All its variants, ready to run. */
  public List<Trial> trials() {
    return variants.stream().map(variant -> new Trial(this, variant)).toList();
  }

  /** One variant, ready to run. */
  public Trial trial(String variant) {
    return trials().stream()
        .filter(trial -> trial.variant().name().equals(variant))
        .findFirst()
        .orElseThrow(
            () ->
                new BadChoiceException(
                    "%s has no variant %s, but %s"
                        .formatted(name, variant, variants.stream().map(Variant::name).toList())));
  }

  /** Whether it needs a memory cgroup of its own for each executor. */
  public boolean needsMemoryCgroup() {
    return cluster.memoryLimitMegabytes() > 0;
  }
}
