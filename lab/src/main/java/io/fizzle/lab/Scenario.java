package io.fizzle.lab;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One known failure: what is run, how it is made to fail, and what must be seen for the recording
 * to count.
 *
 * @param name the recording's folder; it never reaches a log
 * @param title one line for people
 * @param story what happens in the run and why, a paragraph for the README; without words that a
 *     log would use, because the README lies next to evidence
 * @param spark the Spark release
 * @param workload the program
 * @param workers worker processes with one core each
 * @param applicationName neutral, because every log shows it
 * @param configuration Spark properties beyond those that every run has
 * @param executorOptions JVM options of the executors, without the GC log's
 * @param fault what is done from outside
 * @param truth what a good diagnosis says
 * @param proofs what must and must not be in the evidence
 * @param limit the run is given up after this time
 */
public record Scenario(
    String name,
    String title,
    String story,
    SparkVersion spark,
    Workload workload,
    int workers,
    String applicationName,
    Map<String, String> configuration,
    List<String> executorOptions,
    Fault fault,
    Truth truth,
    List<Proof> proofs,
    Duration limit) {
  public Scenario {
    configuration = Collections.unmodifiableMap(new TreeMap<>(configuration));
    executorOptions = List.copyOf(executorOptions);
    proofs = List.copyOf(proofs);
  }
}
