package io.fizzle.lab.scenario;

import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A scenario while it is being described; {@link #runAs} ends the description. */
public final class ScenarioDraft {
  private final String name;
  private final String title;
  private final Map<String, String> configuration = new TreeMap<>();
  private final List<String> executorOptions = new ArrayList<>();
  private final List<String> driverOptions = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Proof> proofs = new ArrayList<>();
  private String story = "";
  private String applicationName = "";
  private @Nullable Workload workload;
  private @Nullable Truth truth;
  private ClusterShape cluster = ClusterShape.STANDARD;
  private boolean fixable;
  private Duration limit = Duration.ofMinutes(5);

  ScenarioDraft(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /** What happens and why, a paragraph. */
  public ScenarioDraft story(String text) {
    story = text;
    return this;
  }

  /**
   * The program.
   *
   * @param application its neutral name in the logs
   */
  public ScenarioDraft runs(String application, Workload program) {
    applicationName = application;
    workload = program;
    return this;
  }

  /** The cluster, where it is not the standard one. */
  public ScenarioDraft on(ClusterShape shape) {
    cluster = shape;
    return this;
  }

  /** One Spark property. */
  public ScenarioDraft set(String key, String value) {
    configuration.put(key, value);
    return this;
  }

  /** JVM options of the executors. */
  public ScenarioDraft executorOptions(String... options) {
    executorOptions.addAll(List.of(options));
    return this;
  }

  /** JVM options of the driver. */
  public ScenarioDraft driverOptions(String... options) {
    driverOptions.addAll(List.of(options));
    return this;
  }

  /** Something done from outside while it runs. */
  public ScenarioDraft fault(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** What a good diagnosis says. */
  public ScenarioDraft truth(Truth known) {
    truth = known;
    return this;
  }

  /** What the evidence must show, and what it must not. */
  public ScenarioDraft proofs(Proof... claims) {
    proofs.addAll(List.of(claims));
    return this;
  }

  /** A change of Spark's configuration makes the job succeed: to be proved by running it. */
  public ScenarioDraft fixedByConfiguration() {
    fixable = true;
    return this;
  }

  /** A run is given up after this time; the default is five minutes. */
  public ScenarioDraft limit(Duration longest) {
    limit = longest;
    return this;
  }

  /** Ends the description with the ways to run it, the first of which stands for it. */
  public Scenario runAs(Variant... variants) {
    if (workload == null || truth == null) {
      throw new IllegalStateException(name + " runs nothing or has no truth");
    }
    return new Scenario(
        name,
        title,
        story,
        applicationName,
        workload,
        cluster,
        configuration,
        executorOptions,
        driverOptions,
        faults,
        truth,
        proofs,
        fixable,
        limit,
        List.of(variants));
  }
}
