package io.fizzle.lab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One variant of a scenario: everything that a run needs to know. */
public record Trial(Scenario scenario, Variant variant) {

  /** {@code executor-heap-oom/4.1-g1-zstd}. */
  public String name() {
    return scenario.name() + "/" + variant.name();
  }

  public Workload workload() {
    Workload own = variant.workload();
    return own == null ? scenario.workload() : own;
  }

  /** Spark properties of scenario, event log and variant, the later ones first. */
  public Map<String, String> configuration() {
    Map<String, String> all = new TreeMap<>(scenario.configuration());
    all.putAll(variant.eventLog().configuration());
    all.putAll(variant.configuration());
    return all;
  }

  /** JVM options of the executors, without the GC log's. */
  public List<String> executorOptions() {
    List<String> options = new ArrayList<>();
    options.add(variant.collector().option());
    options.addAll(scenario.executorOptions());
    options.addAll(variant.executorOptions());
    return options;
  }

  public List<Proof> proofs() {
    List<Proof> all = new ArrayList<>(scenario.proofs());
    all.addAll(variant.proofs());
    return all;
  }
}
