package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;

/** Changes of a JVM's heap, with the container that follows from them. */
final class Sizing {

  private static final SparkSize STEP = SparkSize.ofMib(256);

  private Sizing() {}

  /** A larger heap for the JVM that rules this one; a rule where nothing tells its present size. */
  static Remedy heap(SparkConf conf, Jvm asked, HeapSizing sizing, String why, String expectation) {
    Jvm jvm = conf.ruling(asked);
    if (!conf.isKnown(jvm.memoryKey())) {
      return doubled(jvm.memoryKey(), why, expectation);
    }
    SparkSize heap = fitting(conf, jvm, sizing.heap());
    boolean cut = heap.bytes() < sizing.heap().bytes();
    if (cut && heap.bytes() < MemoryPlan.of(conf, jvm).heap() + STEP.bytes()) {
      return noLarger(conf, jvm, sizing.heap(), expectation);
    }
    Change change = conf.change(jvm.memoryKey(), heap);
    SparkConf after = conf.with(jvm.memoryKey(), heap.text());
    String container =
        MemoryPlan.of(after, jvm).contained()
            ? "; then " + MemoryPlan.of(after, jvm).containerText()
            : "";
    return new ConfigurationChange(
        change,
        sizing.reason() + (cut ? atMost(conf, heap) : "") + container,
        why + tooLateInCode(conf, jvm, heap),
        growth(conf, after, jvm),
        expectation);
  }

  /** As large as asked, or as the largest container of the cluster has room for. */
  private static SparkSize fitting(SparkConf conf, Jvm jvm, SparkSize asked) {
    long most = conf.largestContainer();
    if (!isAbove(conf, jvm, asked, most)) {
      return asked;
    }
    long fits = 0;
    long above = (asked.bytes() + STEP.bytes() - 1) / STEP.bytes();
    while (above - fits > 1) {
      long middle = (fits + above) / 2;
      boolean tooLarge = isAbove(conf, jvm, new SparkSize(middle * STEP.bytes()), most);
      above = tooLarge ? middle : above;
      fits = tooLarge ? fits : middle;
    }
    return new SparkSize(fits * STEP.bytes());
  }

  private static boolean isAbove(SparkConf conf, Jvm jvm, SparkSize heap, long most) {
    MemoryPlan plan = MemoryPlan.of(conf.with(jvm.memoryKey(), heap.text()), jvm);
    return plan.contained() && plan.container() > most;
  }

  private static String atMost(SparkConf conf, SparkSize heap) {
    return "; but YARN gives no container above "
        + SparkSize.human(conf.largestContainer())
        + ", so "
        + heap.human();
  }

  /** The container is as large as the cluster gives. */
  static OperatorAction noLarger(SparkConf conf, Jvm jvm, SparkSize heap, String expectation) {
    MemoryPlan wanted = MemoryPlan.of(conf.with(jvm.memoryKey(), heap.text()), jvm);
    return noLarger(conf, jvm, wanted.container(), expectation);
  }

  /**
   * The container is as large as the cluster gives.
   *
   * @param wanted bytes that one should have
   */
  static OperatorAction noLarger(SparkConf conf, Jvm jvm, long wanted, String expectation) {
    return new OperatorAction(
        "Leave the size of the "
            + jvm.label()
            + "'s container as it is, or have "
            + SparkConf.LARGEST_CONTAINER
            + " raised to "
            + new SparkSize(wanted).roundUp(STEP).bytes() / SparkSize.MIB
            + " first, and yarn.nodemanager.resource.memory-mb where it is less",
        null,
        "A container of "
            + SparkSize.human(wanted)
            + " is what it takes by the sizes that are known; YARN told that it gives none above "
            + SparkSize.human(conf.largestContainer())
            + ", and the application would be refused.",
        Risk.medium("needs the cluster's administrator, and nodes with that memory"),
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
