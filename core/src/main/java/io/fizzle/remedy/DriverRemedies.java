package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/** Remedies for what the driver has to hold, send and wait for. */
public final class DriverRemedies {
  /**
   * Largest RPC message in MiB: {@code Int.MaxValue / 1024 / 1024}, Spark 4.1.1, {@code
   * RpcUtils.scala}.
   */
  private static final long LARGEST_MESSAGE = 2047;

  /** The Kryo buffer must be below 2 GiB, Spark 4.1.1, {@code KryoSerializer.scala}. */
  private static final SparkSize LARGEST_KRYO = SparkSize.ofMib(2047);

  /** Default of {@code spark.kryoserializer.buffer.max} since Spark 1.4. */
  private static final SparkSize USUAL_KRYO = SparkSize.ofMib(64);

  /** Default of {@code spark.sql.broadcastTimeout} in every version. */
  private static final SparkTime USUAL_BROADCAST = SparkTime.ofSeconds(300);

  private static final SparkSize STEP = SparkSize.ofMib(256);
  private static final String THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";
  private static final String ADAPTIVE_THRESHOLD = "spark.sql.adaptive.autoBroadcastJoinThreshold";
  private static final String NO_HINT = "df.join(other, \"key\")  // without broadcast(other)";
  private static final CodeChange WRITE_INSTEAD =
      new CodeChange(
          "Write results from the executors instead of bringing them to the driver",
          "df.write.parquet(path)  // instead of df.collect(), toPandas(), show(large n)",
          "collect(), toPandas() and large broadcasts bring whole tables into one JVM; writing,"
              + " limit() or toLocalIterator() do not.",
          Risk.low("the result is read from storage afterwards"),
          "result bytes of the job fall to kilobytes");

  private DriverRemedies() {}

  /** For a driver whose heap ran out. */
  public static List<Remedy> driverHeap(SparkConf conf, HeapUse use) {
    long heap = MemoryPlan.driver(conf).heap();
    return List.of(
        Sizing.heap(
            conf,
            Jvm.DRIVER,
            HeapSizing.next(heap, use.liveBytes()),
            "The driver's heap was full: of collected results, of broadcast tables while they are"
                + " built, or of what it keeps about very many tasks. Memory of the executors does"
                + " not matter here.",
            "no OutOfMemoryError in the driver's log"),
        WRITE_INSTEAD);
  }

  /**
   * For {@code Total size of serialized results ... is bigger than spark.driver.maxResultSize}.
   *
   * @param actual bytes of results when the job was aborted, 0 where not told
   * @param limit the limit in force, 0 where not told
   */
  public static List<Remedy> driverResultSize(SparkConf conf, long actual, long limit) {
    SparkSize old = limit > 0 ? new SparkSize(limit) : conf.size("spark.driver.maxResultSize");
    long wanted = Math.max(Math.max(0, actual), old.bytes());
    SparkSize size = new SparkSize(wanted / 4 * 5).roundUp(STEP);
    List<Change> changes = new ArrayList<>();
    changes.add(conf.change("spark.driver.maxResultSize", size));
    MemoryPlan plan = MemoryPlan.driver(conf);
    SparkSize heap =
        new SparkSize(Math.max(plan.heap(), 2 * size.bytes() + SparkSize.GIB)).roundUp(STEP);
    SparkConf after = conf;
    if (heap.bytes() > plan.heap()) {
      changes.add(conf.change("spark.driver.memory", heap));
      after = conf.with("spark.driver.memory", heap.text());
    }
    return List.of(
        WRITE_INSTEAD,
        new ConfigurationChange(
            changes,
            SparkSize.human(wanted)
                + " of results against a limit of "
                + old.human()
                + "; × 1.25, rounded up to "
                + size.human()
                + "; the driver holds them serialized and as objects,"
                + " so a heap of 2 × "
                + size.human()
                + " + 1 GiB or more: "
                + heap.human(),
            "Where the driver really needs these results, the limit and its heap have to grow"
                + " together; the abort came before all tasks had finished, so the full result may"
                + " be larger still."
                + Sizing.tooLateInCode(conf, Jvm.DRIVER, heap),
            Sizing.growth(conf, after, Jvm.DRIVER),
            "the job ends with less than " + size.human() + " of results"));
  }

  /**
   * For a table too large to broadcast, or a driver that ran out of memory while it built one.
   *
   * @param actual bytes of the table, 0 where not told
   * @param hardLimit true where Spark's fixed limits (8 GiB, 512 million rows) were exceeded
   */
  public static List<Remedy> broadcastTooLarge(SparkConf conf, long actual, boolean hardLimit) {
    String size = actual > 0 ? " of " + SparkSize.human(actual) : "";
    String why =
        "The broadcast table"
            + size
            + " has to fit into the driver and into every executor at once; a sort merge"
            + " join spreads it instead. Memory of the executors would not have helped.";
    List<Remedy> remedies = new ArrayList<>(noBroadcast(conf, why));
    if (!hardLimit) {
      long heap = MemoryPlan.driver(conf).heap();
      long need = actual > 0 ? Math.max(heap, 3 * actual) : -1;
      HeapSizing sizing =
          actual > 0 && 3 * actual > heap
              ? new HeapSizing(
                  new SparkSize(need).roundUp(STEP),
                  "the table is held as rows, as a hash relation and serialized: 3 × "
                      + SparkSize.human(actual)
                      + " = "
                      + SparkSize.human(need))
              : HeapSizing.next(heap, -1);
      remedies.add(
          Sizing.heap(
              conf,
              Jvm.DRIVER,
              sizing,
              "Where the broadcast is wanted all the same, the driver has to hold it while it is"
                  + " built.",
              "the broadcast is built without OutOfMemoryError"));
    }
    return List.copyOf(remedies);
  }

  /**
   * For {@code Could not execute broadcast in ... secs}.
   *
   * @param seconds the timeout that passed, 0 where not told
   */
  public static List<Remedy> broadcastTimeout(SparkConf conf, long seconds) {
    String why =
        "The side to be broadcast was not computed in time: it is larger or slower than planned, or"
            + " the executors were busy with other stages.";
    SparkTime old =
        seconds > 0
            ? SparkTime.ofSeconds(Math.min(seconds, 1_000_000))
            : conf.time("spark.sql.broadcastTimeout");
    List<Remedy> remedies = new ArrayList<>(noBroadcast(conf, why));
    if (old.millis() <= 0) {
      return List.copyOf(remedies);
    }
    boolean lowered = old.compareTo(USUAL_BROADCAST) < 0;
    SparkTime longer = lowered ? USUAL_BROADCAST : new SparkTime(old.millis() * 2);
    ConfigurationChange timeout =
        new ConfigurationChange(
            broadcastTimeout(conf, old, longer),
            lowered
                ? old.human() + " → Spark's default of 300 s"
                : "2 × " + old.human() + " = " + longer.human(),
            lowered
                ? "The timeout was set below Spark's default, so that broadcasts that pass"
                    + " elsewhere fail here."
                : "Where the table is small and only its computation is slow, more time lets the"
                    + " broadcast finish.",
            Risk.low("a query that hangs is noticed later"),
            "the broadcast exchange ends within " + longer.human());
    remedies.add(lowered ? 0 : remedies.size(), timeout);
    return List.copyOf(remedies);
  }

  /** The message tells the timeout even where a session set it, which no configuration shows. */
  private static Change broadcastTimeout(SparkConf conf, SparkTime old, SparkTime longer) {
    String key = "spark.sql.broadcastTimeout";
    if (conf.time(key).equals(old)) {
      return conf.change(key, longer.text(), "default 300s");
    }
    String where = conf.isRead() ? " (set in the session)" : "";
    return new Change(key, null, old.text() + where, longer.text());
  }

  private static List<Remedy> noBroadcast(SparkConf conf, String why) {
    CodeChange hint =
        new CodeChange(
            "Take the broadcast hint off the join",
            NO_HINT,
            why + " A hint broadcasts whatever the thresholds say.",
            Risk.low("the join shuffles both sides"),
            "the plan shows SortMergeJoin or ShuffledHashJoin instead of BroadcastHashJoin");
    long threshold = conf.number(THRESHOLD);
    if (threshold <= 0) {
      return List.of(hint);
    }
    long usual = 10 * SparkSize.MIB;
    boolean raised = threshold > usual;
    List<Change> changes = new ArrayList<>();
    changes.add(
        raised ? conf.change(THRESHOLD, new SparkSize(usual)) : conf.change(THRESHOLD, "-1"));
    String adaptive = conf.explicit(ADAPTIVE_THRESHOLD);
    if (adaptive != null && !adaptive.equals(changes.get(0).to())) {
      changes.add(conf.change(ADAPTIVE_THRESHOLD, changes.get(0).to()));
    }
    ConfigurationChange lower =
        new ConfigurationChange(
            changes,
            raised
                ? "threshold " + SparkSize.human(threshold) + " → Spark's default of 10 MiB"
                : "threshold " + SparkSize.human(threshold) + " → off",
            why
                + " The threshold compares estimates of the size on disk, which can be far below"
                + " the size in memory.",
            Risk.medium(
                "joins with small tables shuffle too; restrict it to this query where it matters"),
            "the plan shows SortMergeJoin or ShuffledHashJoin instead of BroadcastHashJoin");
    return List.of(lower, hint);
  }

  /**
   * For {@code Serialized task ... was ... bytes, which exceeds max allowed:
   * spark.rpc.message.maxSize}.
   *
   * @param actual bytes of the message, 0 where not told
   */
  public static List<Remedy> rpcMessageSize(SparkConf conf, long actual) {
    long old = Math.max(1, conf.number("spark.rpc.message.maxSize"));
    long needed = actual > 0 ? actual / SparkSize.MIB / 4 * 5 + 2 : 2 * old;
    long size = Math.min(LARGEST_MESSAGE, Math.max(needed, old + 1));
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new CodeChange(
            "Send large values once as a broadcast, or read them in the executors, instead of with"
                + " every task",
            "val table = sc.broadcast(bigMap)  // and table.value inside the closure",
            "The task carries its data or its closure: a large local collection handed to"
                + " parallelize(), or a large object that the closure refers to.",
            Risk.low("a small change in the code"),
            "no warning \"contains a task of very large size\""));
    boolean fits = actual <= LARGEST_MESSAGE * SparkSize.MIB;
    if (fits && old < LARGEST_MESSAGE) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.rpc.message.maxSize", Long.toString(size)),
              (actual > 0 ? SparkSize.human(actual) + " × 1.25" : "2 × " + old + " MiB")
                  + " → "
                  + size
                  + " MiB (the key counts MiB, at most "
                  + LARGEST_MESSAGE
                  + ")",
              "The driver sends the task in one message. A larger limit lets it through, but every"
                  + " task costs the driver that much.",
              Risk.medium("the driver holds and sends one such message for each task"),
              "tasks start; watch the driver's heap"));
    }
    return List.copyOf(remedies);
  }

  /**
   * For {@code Kryo serialization failed: Buffer overflow. Available: a, required: r}: the buffer
   * was full and needed {@code r - a} more for one piece of the object; how many pieces were still
   * to come, nothing tells. The limit costs nothing until an object needs it, because the buffer
   * grows from {@code spark.kryoserializer.buffer} on, so the step is a large one.
   */
  public static List<Remedy> kryoBuffer(SparkConf conf, long available, long required) {
    SparkSize old = conf.size("spark.kryoserializer.buffer.max");
    long need = old.bytes() + Math.max(1, Math.max(0, required) - Math.max(0, available));
    long power = Math.max(USUAL_KRYO.bytes(), Long.highestOneBit(2 * need - 1) << 1);
    boolean fits = need <= LARGEST_KRYO.bytes();
    SparkSize size = power > LARGEST_KRYO.bytes() ? LARGEST_KRYO : new SparkSize(power);
    List<Remedy> remedies = new ArrayList<>();
    if (fits) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.kryoserializer.buffer.max", size),
              "buffer "
                  + old.human()
                  + " was full and "
                  + SparkSize.human(need - old.bytes())
                  + " more were needed at once: twice that, as a power of two, at least Spark's"
                  + " default of "
                  + USUAL_KRYO.human()
                  + " and less than 2 GiB: "
                  + size.human(),
              "Kryo writes each object into one buffer, which may grow up to this size. Spark does"
                  + " not tell how large the whole object is.",
              Risk.low("tasks that need it take a larger buffer, one for each running task"),
              "no \"Buffer overflow\" in Kryo"));
    }
    remedies.add(
        new CodeChange(
            "Make the objects that are serialized smaller",
            "rdd.flatMap(splitIntoRows)  // instead of one huge collection a record",
            "One record or one result of more than " + old.human() + " was serialized as a whole.",
            Risk.low("the shape of the data changes"),
            "records of a few megabytes at most"));
    return List.copyOf(remedies);
  }
}
