package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/** Remedies for cores and memory that are held and not used, or not enough. */
public final class ResourceRemedies {
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String MEMORY = "spark.executor.memory";

  /** Half as much again as the most that was ever used, garbage included. */
  private static final double HEADROOM = 1.5;

  /** {@code 1.5 * 300 MiB}, below which no executor starts ({@code UnifiedMemoryManager}). */
  private static final long LEAST_HEAP = SparkSize.GIB;

  private ResourceRemedies() {}

  /** For executors that wait for the driver: let them go meanwhile. */
  public static List<Remedy> idleExecutors(SparkConf conf) {
    boolean possible =
        conf.manager() != ClusterManager.LOCAL && conf.manager() != ClusterManager.LOCAL_CLUSTER;
    if (!possible || conf.flag(DYNAMIC)) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    changes.add(conf.change(DYNAMIC, "true"));
    String tracking = "spark.dynamicAllocation.shuffleTracking.enabled";
    if (conf.exists(tracking)
        && !conf.flag(tracking)
        && !conf.flag("spark.shuffle.service.enabled")) {
      changes.add(conf.change(tracking, "true"));
    }
    return List.of(
        new ConfigurationChange(
            changes,
            "",
            "Executors that have nothing to do for "
                + conf.value("spark.dynamicAllocation.executorIdleTimeout")
                + " are given back.",
            Risk.medium("they have to be started again for the next job"),
            "fewer executors while the driver works on its own"));
  }

  /** For a driver that works on its own while executors wait. */
  public static List<Remedy> driverWork() {
    return List.of(
        new CodeChange(
            "Take thread dumps of the driver in these gaps, and move what it does there into a job",
            "jstack $(pgrep -f SparkSubmit)  // listing files, collect(), loops over a result,"
                + " commits",
            "While no stage runs, only the driver works.",
            Risk.low("nothing is changed yet"),
            "shorter gaps between jobs and stages"),
        new CodeChange(
            "Run independent jobs at the same time, from several threads",
            "inputs.par.foreach(i => process(i))  // with spark.scheduler.mode=FAIR",
            "One job's gap is then filled by another's tasks.",
            Risk.medium("the jobs share memory; none may depend on another"),
            "more tasks at once"));
  }

  /**
   * For heaps that are far from full.
   *
   * @param peak the most that any executor used, garbage included
   */
  public static List<Remedy> smallerHeap(SparkConf conf, long peak) {
    long heap = conf.size(MEMORY).bytes();
    long wanted =
        new SparkSize(Math.max(LEAST_HEAP, Math.round(peak * HEADROOM)))
            .roundUp(new SparkSize(512 * SparkSize.MIB))
            .bytes();
    if (wanted >= heap || conf.manager() == ClusterManager.LOCAL) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(MEMORY, new SparkSize(wanted)),
            HEADROOM
                + " × "
                + SparkSize.human(peak)
                + ", at least 1 GiB, in steps of 512 MiB = "
                + SparkSize.human(wanted),
            "No executor ever used more, garbage included.",
            Risk.medium("polls every ten seconds may miss a short peak: go down in two steps"),
            "no memory error, no more spilling, GC below 10 % of task time"));
  }

  /**
   * For more cores than ever worked at once.
   *
   * @param busy the most that did
   * @param held how many there were
   */
  public static List<Remedy> fewerExecutors(SparkConf conf, int busy, int held) {
    int cores = conf.executorCores();
    long instances = conf.find(INSTANCES).orElse(0);
    if (cores <= 0 || instances <= 0 || conf.manager() == ClusterManager.LOCAL) {
      return List.of(
          new OperatorAction(
              "Give the application " + busy + " cores instead of " + held,
              null,
              "Never more than " + busy + " worked at the same time.",
              Risk.low("larger inputs of tomorrow may use more"),
              "the same run time at a smaller price"));
    }
    long wanted = Math.max(1, (busy + cores - 1L) / cores);
    if (wanted >= instances) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(INSTANCES, Long.toString(wanted)),
            busy + " cores at once / " + cores + " cores each = " + wanted + " executors",
            "Never more than " + busy + " of " + held + " cores worked at the same time.",
            Risk.low("larger inputs of tomorrow may use more"),
            "the same run time at a smaller price"));
  }

  /** For tasks that wait for their shuffle blocks or for the disk that takes them. */
  public static List<Remedy> shuffleWaits(boolean reading) {
    return List.of(
        new OperatorAction(
            reading
                ? "Look at the executors that serve the blocks: GC, disk, network"
                : "Put spark.local.dir on faster or more disks",
            reading ? null : "iostat -x 5  # on the node, while the stage runs",
            reading
                ? "A task that waits for a block waits for the executor that has it, for its disk"
                    + " or for the network between them."
                : "Tasks are blocked while shuffle files are written.",
            Risk.low("nothing is changed in the application"),
            reading ? "less fetch wait time" : "less shuffle write time"),
        new CodeChange(
            "Shuffle less: filter and drop columns before, aggregate before the join",
            "df.select(\"key\", \"value\").filter(...)",
            "Every byte of a shuffle is written, read and sent.",
            Risk.low("none to speak of"),
            "fewer shuffle bytes in this stage"));
  }

  /** For much time in GC where nothing tells what is live. */
  public static List<Remedy> unknownGarbage() {
    return List.of(
        new OperatorAction(
            "Log the executors' GC, and look how full the heap is after a collection",
            "spark.executor.extraJavaOptions=-Xlog:gc*:file=gc-%p.log:time,uptime,level,tags",
            "Half full and more after a full collection: the heap is too small, or too much is"
                + " kept. Nearly empty: the tasks make garbage, and a larger heap only puts it"
                + " off.",
            Risk.low("the log takes some megabytes"),
            "which of both it is"));
  }

  /**
   * For much time in GC with little that is live.
   *
   * @param live bytes after a full collection
   * @param heap capacity
   */
  public static List<Remedy> lessGarbage(long live, long heap) {
    return List.of(
        new CodeChange(
            "Make less garbage: fewer objects a row, and a larger young generation",
            "DataFrames instead of RDDs of objects; reuse buffers in mapPartitions",
            "Only "
                + SparkSize.human(live)
                + " of "
                + SparkSize.human(heap)
                + " were live after a full collection, so more heap is not what is missing.",
            Risk.low("a change of code"),
            "GC below 10 % of task time"));
  }

  /** For a driver that is slow to hand out tasks. */
  public static List<Remedy> schedulerDelay(boolean largeResults) {
    return List.of(
        largeResults
            ? new CodeChange(
                "Let tasks return less: write results instead of collecting them",
                "df.write.parquet(path)  // instead of collect()",
                "Results of tasks go through the driver one after the other.",
                Risk.low("the results must be read where they are wanted"),
                "less result size, less scheduler delay")
            : new OperatorAction(
                "Look at the driver while the stage runs: GC, CPU, threads that hold the scheduler",
                "jstack DRIVER_PID  # dispatcher-event-loop, task-result-getter",
                "The delay is the time on the way between driver and executor: a driver that is"
                    + " short of CPU or memory, or listeners that do not keep up.",
                Risk.low("nothing is changed yet"),
                "scheduler delay of a few milliseconds a task"));
  }

  /** For what made attempts fail that were then repeated. */
  public static List<Remedy> hiddenRetries() {
    return List.of(
        new OperatorAction(
            "Mend what made the attempts fail: the incident tells it",
            null,
            "Retries hid it this time; with spark.task.maxFailures failures of one task the job"
                + " fails.",
            Risk.low("nothing is changed yet"),
            "no failed attempts"));
  }

  /** For a node on which everything is slower. */
  public static List<Remedy> slowNode(String name, boolean host) {
    return List.of(
        new OperatorAction(
            "Take "
                + (host ? "node " : "the node of executor ")
                + name
                + " out and look at it:"
                + " CPU frequency and steal, disk, neighbours",
            "top; iostat -x 5; dmesg | tail  # on the node",
            "Its tasks are slower in stage after stage, with no more data than elsewhere.",
            Risk.low("a little less capacity meanwhile"),
            "stages end together"));
  }

  /**
   * For a container that is nearly full.
   *
   * @param resident in bytes, more than 0
   * @param limit in bytes
   */
  public static List<Remedy> fullContainer(SparkConf conf, long resident, long limit) {
    String key = "spark.executor.memoryOverhead";
    if (conf.manager() == ClusterManager.LOCAL || !conf.exists(key)) {
      return List.of();
    }
    MemoryPlan plan = MemoryPlan.executor(conf);
    if (!plan.contained()) {
      return List.of();
    }
    long wanted =
        new SparkSize(plan.overhead().bytes() + resident / 10)
            .roundUp(new SparkSize(128 * SparkSize.MIB))
            .bytes();
    return List.of(
        new ConfigurationChange(
            conf.change(key, new SparkSize(wanted)),
            SparkSize.human(plan.overhead().bytes())
                + " + a tenth of "
                + SparkSize.human(resident)
                + ", in steps of 128 MiB = "
                + SparkSize.human(wanted),
            "At " + SparkSize.human(limit) + " the container is killed, whatever the heap says.",
            Risk.low("each container asks for so much more"),
            "resident memory below 90 % of the container"));
  }
}
