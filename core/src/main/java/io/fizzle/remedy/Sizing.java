package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;

/** Changes of a JVM's heap, with the container that follows from them. */
final class Sizing {

  private Sizing() {}

  /** A larger heap for the JVM that rules this one; a rule where nothing tells its present size. */
  static Remedy heap(SparkConf conf, Jvm asked, HeapSizing sizing, String why, String expectation) {
    Jvm jvm = conf.ruling(asked);
    if (!conf.isKnown(jvm.memoryKey())) {
      return doubled(jvm.memoryKey(), why, expectation);
    }
    Change change = conf.change(jvm.memoryKey(), sizing.heap());
    SparkConf after = conf.with(jvm.memoryKey(), sizing.heap().text());
    String container =
        MemoryPlan.of(after, jvm).contained()
            ? "; then " + MemoryPlan.of(after, jvm).containerText()
            : "";
    return new ConfigurationChange(
        change,
        sizing.reason() + container,
        why + tooLateInCode(conf, jvm, sizing.heap()),
        growth(conf, after, jvm),
        expectation);
  }

  /** For a size that nothing tells: twice a guess may be less than what there is. */
  static OperatorAction doubled(String key, String why, String expectation) {
    return new OperatorAction(
        "Double " + key + "; nothing that was read tells its present value",
        null,
        why,
        Risk.medium("the processes take more memory, which the machines must have"),
        expectation);
  }

  /** What a larger JVM asks of the machines. */
  static Risk growth(SparkConf before, SparkConf after, Jvm jvm) {
    MemoryPlan old = MemoryPlan.of(before, jvm);
    MemoryPlan planned = MemoryPlan.of(after, jvm);
    String from = SparkSize.human(old.container());
    String to = SparkSize.human(planned.container());
    if (planned.contained()) {
      String scheduler =
          before.manager() == ClusterManager.YARN
              ? " and yarn.scheduler.maximum-allocation-mb"
              : "";
      return Risk.medium(
          "each "
              + jvm.label()
              + " container grows from "
              + from
              + " to "
              + to
              + " and must fit a node"
              + scheduler);
    }
    if (jvm == Jvm.DRIVER) {
      return Risk.medium("the driver's machine must have " + to + " free instead of " + from);
    }
    String offer =
        before.manager() == ClusterManager.LOCAL_CLUSTER
            ? "the last number of local-cluster[...]"
            : "SPARK_WORKER_MEMORY";
    return Risk.medium(
        "each worker must offer " + to + " (" + offer + ") for an executor instead of " + from);
  }

  /** In client mode the driver's JVM runs before the program can say how large it should be. */
  static String tooLateInCode(SparkConf conf, Jvm jvm, SparkSize size) {
    return jvm == Jvm.DRIVER && !conf.clusterMode()
        ? " Set it at submission (spark-submit --driver-memory "
            + size.text()
            + " or spark-defaults.conf): in the program it is too late, the driver's JVM runs"
            + " already."
        : "";
  }
}
