package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remedies for memory outside of the heap that a container, a node or Python ran out of. */
public final class ContainerRemedies {
  private static final SparkSize STEP = SparkSize.ofMib(256);
  private static final long SMALLER_BATCH = 2_000;
  private static final String OUTSIDE =
      "The container was killed for the memory of all its processes, not for a full heap. A larger"
          + " heap in the same container would leave even less for the rest.";

  private ContainerRemedies() {}

  /** For a container or cgroup killed at its memory limit. */
  public static List<Remedy> containerOutOfMemory(SparkConf conf, ContainerUse use) {
    Jvm jvm = conf.ruling(use.jvm());
    MemoryPlan plan = MemoryPlan.of(conf, jvm);
    OverheadSizing sizing = OverheadSizing.of(plan, use);
    if (!plan.contained()) {
      return withoutContainer(conf, jvm, plan, use);
    }
    List<Remedy> remedies = new ArrayList<>();
    boolean pythonShare = plan.pyspark() > 0 && use.pythonBytes() > plan.pyspark() / 10 * 9;
    if (pythonShare) {
      remedies.add(pythonShare(conf, plan, use.pythonBytes()));
    }
    remedies.add(largerOverhead(conf, jvm, plan, sizing));
    shiftFromHeap(conf, jvm, plan, use, sizing).ifPresent(remedies::add);
    // a driver's Python is the program itself: it has no workers and no batches
    if (jvm == Jvm.EXECUTOR && (conf.isPython() || use.pythonBytes() > 0)) {
      remedies.addAll(lessPython(conf));
    }
    return List.copyOf(remedies);
  }

  /** For a container killed by YARN for its address space, which costs nothing. */
  public static List<Remedy> virtualMemory() {
    return List.of(
        new OperatorAction(
            "Switch YARN's virtual memory check off: yarn.nodemanager.vmem-check-enabled=false in"
                + " yarn-site.xml",
            null,
            "The container was killed for reserved address space, which a JVM takes freely and"
                + " which costs no memory. The physical limit stays in force.",
            Risk.low("needs the cluster's administrator and a restart of the node managers"),
            "no more kills with exit status -103"),
        new OperatorAction(
            "Or raise yarn.nodemanager.vmem-pmem-ratio from its default 2.1 to 5",
            null,
            "The limit is this ratio times the physical memory of the container.",
            Risk.low("needs the cluster's administrator and a restart of the node managers"),
            "no more kills with exit status -103"));
  }

  /**
   * For a node that ran out of memory as a whole.
   *
   * @param node its name, empty where not known
   */
  public static List<Remedy> nodeMemory(SparkConf conf, String node) {
    String where = node.isEmpty() ? "the node" : node;
    MemoryPlan plan = MemoryPlan.executor(conf);
    String command =
        conf.manager() == ClusterManager.KUBERNETES
            ? PodRemedies.describeNode(node)
            : "ps -eo rss,pid,args --sort=-rss | head";
    return List.of(
        new OperatorAction(
            "Promise less of "
                + where
                + " than it has: see what else uses its memory, and lower the sum of limits",
            command,
            "The whole node ran out, not one container: its processes were promised more than there"
                + " is. A larger container on it makes that worse. One executor takes "
                + plan.containerText()
                + ".",
            Risk.medium("fewer executors on the node"),
            "no kernel line \"Out of memory: Killed process\" on " + where),
        new OperatorAction(
            promiseKept(conf),
            null,
            "Processes that may use more than they asked for can take the memory that the executor"
                + " was promised.",
            Risk.medium("the node takes fewer processes"),
            "the sum of the limits on the node stays below its memory"));
  }

  /** For Python workers that died: of memory outside of the JVM, or of a native crash. */
  public static List<Remedy> pythonWorker(SparkConf conf, ContainerUse use) {
    MemoryPlan plan = MemoryPlan.executor(conf);
    List<Remedy> remedies = new ArrayList<>();
    if (plan.contained() && plan.pyspark() > 0) {
      remedies.add(pythonShare(conf, plan, use.pythonBytes()));
    } else if (plan.contained()) {
      remedies.add(largerOverhead(conf, Jvm.EXECUTOR, plan, OverheadSizing.of(plan, use)));
    }
    remedies.addAll(lessPython(conf));
    if (conf.exists("spark.python.worker.faulthandler.enabled")
        && !conf.flag("spark.python.worker.faulthandler.enabled")) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.python.worker.faulthandler.enabled", "true"),
              "",
              "Python then writes its stack before it dies of a native crash; a kill for memory"
                  + " leaves none.",
              Risk.low("nothing but a few more log lines"),
              "the next crash shows the Python frames, or none at all after a kill for memory"));
    }
    return List.copyOf(remedies);
  }

  private static Remedy largerOverhead(
      SparkConf conf, Jvm jvm, MemoryPlan plan, OverheadSizing sizing) {
    if (!conf.isKnown(jvm.memoryKey())) {
      return Sizing.doubled(
          jvm.overheadKey(),
          OUTSIDE + " Not set it is a tenth of the heap, at least 384 MiB.",
          "no further kill at the container's limit");
    }
    long ownShares = plan.container() - plan.heap() - plan.overhead().bytes();
    SparkSize overhead =
        new SparkSize(Math.max(sizing.needed().bytes() - ownShares, plan.overhead().bytes()))
            .roundUp(STEP);
    String key = jvm.overheadKey();
    Change change =
        conf.isSet(key)
            ? conf.change(key, overhead)
            : conf.change(key, overhead.text(), defaultOverhead(conf, jvm, plan));
    SparkConf after = conf.with(change.key(), overhead.text());
    if (MemoryPlan.of(after, jvm).container() > conf.largestContainer()) {
      return withinTheLargest(after, jvm, change, sizing);
    }
    return new ConfigurationChange(
        change,
        sizing.reason() + "; then " + MemoryPlan.of(after, jvm).containerText(),
        OUTSIDE,
        Sizing.growth(conf, after, jvm),
        "memory of the container stays below "
            + SparkSize.human(MemoryPlan.of(after, jvm).container()));
  }

  /** The cluster gives no larger container: what the rest needs the heap must give. */
  private static Remedy withinTheLargest(
      SparkConf after, Jvm jvm, Change overhead, OverheadSizing sizing) {
    MemoryPlan plan = MemoryPlan.of(after, jvm);
    long over = plan.container() - after.largestContainer();
    long heap = (plan.heap() - over) / STEP.bytes() * STEP.bytes();
    if (heap < Math.max(plan.heap() / 2, MemoryPlan.LEAST_HEAP)) {
      return Sizing.noLarger(
          after, jvm, plan.container(), "no further kill at the container's limit");
    }
    SparkSize smaller = new SparkSize(heap);
    SparkConf both = after.with(jvm.memoryKey(), smaller.text());
    return new ConfigurationChange(
        List.of(after.change(jvm.memoryKey(), smaller), overhead),
        sizing.reason()
            + "; YARN gives no container above "
            + SparkSize.human(after.largestContainer())
            + ", so the heap gives way; then "
            + MemoryPlan.of(both, jvm).containerText(),
        OUTSIDE,
        Risk.medium("tasks have less heap: watch for OutOfMemoryError"),
        "memory of the container stays below "
            + SparkSize.human(MemoryPlan.of(both, jvm).container()));
  }

  private static String defaultOverhead(SparkConf conf, Jvm jvm, MemoryPlan plan) {
    String value = plan.overhead().bytes() / SparkSize.MIB + "m";
    if (conf.told().containsKey(jvm.overheadKey())) {
      return value;
    }
    return conf.isRead() ? "default " + value : "unknown (default " + value + ")";
  }

  /** The same container with less heap, where the heap was never full. */
  private static Optional<ConfigurationChange> shiftFromHeap(
      SparkConf conf, Jvm jvm, MemoryPlan plan, ContainerUse use, OverheadSizing sizing) {
    if (use.heapBytes() <= 0) {
      return Optional.empty();
    }
    SparkSize heap = new SparkSize(use.heapBytes() / 4 * 5).roundUp(STEP);
    long freed = plan.heap() - heap.bytes();
    long overhead = plan.overhead().bytes() + freed;
    long outside = plan.container() - plan.heap() + freed;
    boolean fits = outside >= sizing.needed().bytes() && heap.bytes() >= MemoryPlan.LEAST_HEAP;
    if (freed < STEP.bytes() || !fits) {
      return Optional.empty();
    }
    SparkSize moved = new SparkSize(overhead);
    return Optional.of(
        new ConfigurationChange(
            List.of(
                conf.change(jvm.memoryKey(), heap),
                conf.isSet(jvm.overheadKey())
                    ? conf.change(jvm.overheadKey(), moved)
                    : conf.change(
                        jvm.overheadKey(), moved.text(), defaultOverhead(conf, jvm, plan))),
            "heap used up to "
                + SparkSize.human(use.heapBytes())
                + " × 1.25, rounded up to "
                + heap.human()
                + "; the other "
                + SparkSize.human(freed)
                + " of the heap go to the overhead; the container stays at "
                + SparkSize.human(plan.container()),
            OUTSIDE + " The heap was never full, so part of it can be given away.",
            Risk.medium("less heap for tasks that need more than those of this run"),
            "the container stays below its limit at the same size"));
  }

  private static ConfigurationChange pythonShare(SparkConf conf, MemoryPlan plan, long measured) {
    SparkSize share =
        measured > 0
            ? new SparkSize(Math.max(measured / 4 * 5, plan.pyspark() + STEP.bytes())).roundUp(STEP)
            : new SparkSize(2 * plan.pyspark());
    SparkConf after = conf.with("spark.executor.pyspark.memory", share.text());
    String reason =
        measured > 0
            ? "Python used " + SparkSize.human(measured) + " × 1.25, rounded up to " + share.human()
            : "Python's need not measured, so doubled: 2 × " + SparkSize.human(plan.pyspark());
    return new ConfigurationChange(
        conf.change("spark.executor.pyspark.memory", share),
        reason + "; then " + MemoryPlan.executor(after).containerText(),
        "All Python workers of an executor share this limit; beyond it Python fails. The JVM's heap"
            + " is not theirs: more spark.executor.memory would take memory away from them.",
        Sizing.growth(conf, after, Jvm.EXECUTOR),
        "Python workers stay below " + share.human());
  }

  private static List<Remedy> lessPython(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    String why = "Each task has a Python worker of its own, with its own copy of what it loads.";
    Concurrency.fewerTasks(conf, 0, why).ifPresent(remedies::add);
    String batch = "spark.sql.execution.arrow.maxRecordsPerBatch";
    if (conf.exists(batch) && conf.number(batch) > SMALLER_BATCH) {
      remedies.add(
          new ConfigurationChange(
              conf.change(batch, Long.toString(SMALLER_BATCH)),
              conf.number(batch) + " rows a batch → " + SMALLER_BATCH,
              "pandas functions hold a whole batch and its result at once.",
              Risk.low("a little slower for narrow rows"),
              "smaller peaks of the Python workers"));
    }
    remedies.add(
        new CodeChange(
            "Take pandas out of where whole groups or partitions are held at once",
            "df.groupBy(\"key\").agg(...)  # instead of applyInPandas over a large group",
            "applyInPandas and toPandas hold a whole group or result in one Python process.",
            Risk.low("the function has to be written in DataFrame terms"),
            "memory of Python workers no longer grows with the group"));
    return remedies;
  }

  /**
   * Standalone and local mode: the overhead keys have no effect, the limit comes from outside of
   * Spark.
   */
  private static List<Remedy> withoutContainer(
      SparkConf conf, Jvm jvm, MemoryPlan plan, ContainerUse use) {
    long outside =
        Math.max(use.outsideBytes(), Math.max(use.usedBytes() - plan.heap(), 384 * SparkSize.MIB));
    SparkSize room = new SparkSize(outside / 4 * 5).roundUp(STEP);
    long limit = Math.max(0, use.limitBytes());
    boolean proven = plan.heap() + room.bytes() > limit;
    SparkSize needed =
        new SparkSize(proven ? plan.heap() + room.bytes() : limit / 4 * 5).roundUp(STEP);
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Raise the memory limit of the cgroup or machine that holds the "
                + jvm.label()
                + " to at least "
                + needed.human()
                + " for each",
            "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory.events",
            "The limit is not Spark's: "
                + plan.containerText()
                + ". "
                + (proven
                    ? "Heap "
                        + SparkSize.human(plan.heap())
                        + " and "
                        + SparkSize.human(outside)
                        + " × 1.25 outside of it"
                    : "The limit of " + SparkSize.human(limit) + " and a quarter")
                + " make "
                + needed.human()
                + ". "
                + jvm.overheadKey()
                + " has no effect here.",
            Risk.medium("the machine must have that memory"),
            "no further increase of oom_kill in memory.events"));
    smallerHeap(conf, jvm, plan, use, room).ifPresent(remedies::add);
    return List.copyOf(remedies);
  }

  private static Optional<ConfigurationChange> smallerHeap(
      SparkConf conf, Jvm jvm, MemoryPlan plan, ContainerUse use, SparkSize room) {
    long fits = (use.limitBytes() - room.bytes()) / STEP.bytes() * STEP.bytes();
    if (use.limitBytes() <= 0 || fits < MemoryPlan.LEAST_HEAP || fits >= plan.heap()) {
      return Optional.empty();
    }
    SparkSize heap = new SparkSize(fits);
    return Optional.of(
        new ConfigurationChange(
            conf.change(jvm.memoryKey(), heap),
            "limit "
                + SparkSize.human(use.limitBytes())
                + " - "
                + room.human()
                + " outside of the heap, rounded down to "
                + heap.human(),
            "A heap that leaves room for the rest of the process stays below the limit that is"
                + " there."
                + Sizing.tooLateInCode(conf, jvm, heap),
            Risk.medium("tasks have less heap: watch for OutOfMemoryError"),
            "no kill at the limit of " + SparkSize.human(use.limitBytes())));
  }

  private static String promiseKept(SparkConf conf) {
    return switch (conf.manager()) {
      case KUBERNETES -> "Give every pod on the node memory requests equal to its limits";
      case YARN ->
          "Lower yarn.nodemanager.resource.memory-mb so that the system and the node manager keep"
              + " their share";
      case STANDALONE, LOCAL_CLUSTER ->
          "Lower SPARK_WORKER_MEMORY so that heaps and what lies outside of them fit the machine";
      default -> "Lower the memory that the cluster manager may hand out on the node";
    };
  }
}
