import com.sun.management.OperatingSystemMXBean;
import io.fizzle.spark.instrument.Fizzle;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A shuffle-heavy job that measures itself: once warm it prints what each round took of wall time
 * and CPU time, and in the end what an executor holds of memory.
 */
public final class ShuffleLoad {
  private static final int ROWS = 1_000_000;

  /** After one round the JIT compilers still take more than half of the CPU time, and vary. */
  private static final int ROUNDS_TO_WARM_UP = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SparkSession spark;

  /** What the round uses; null where it calls nothing. */
  private Fizzle fizzle;

  /** What the calls into Fizzle took of this thread, without the work that they wrap. */
  private long callWall;

  private long callCpu;

  private ShuffleLoad(SparkSession spark) {
    this.spark = spark;
  }

  /** Arguments: {@code instrumented} or {@code plain}, and the number of cycles. */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Map<String, Fizzle> modes = new LinkedHashMap<>();
    if (arguments[0].equals("instrumented")) {
      modes.put("recorder", null);
      modes.put("control", null);
      for (int verbosity = 0; verbosity <= 3; verbosity++) {
        modes.put(Integer.toString(verbosity), new Fizzle(spark, verbosity));
      }
    } else {
      modes.put("off", null);
    }
    ShuffleLoad load = new ShuffleLoad(spark);
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    // as many rounds in either case: memory grows with them
    List<String> order =
        new ArrayList<>(modes.size() > 1 ? modes.keySet() : Collections.nCopies(6, "off"));
    for (int round = 0; round < ROUNDS_TO_WARM_UP; round++) {
      load.fizzle = modes.get(order.get(round % order.size()));
      load.round();
      cpuNanos(context);
    }
    Random random = new Random(1);
    for (int cycle = 1; cycle <= Integer.parseInt(arguments[1]); cycle++) {
      Collections.shuffle(order, random);
      for (String mode : order) {
        load.fizzle = modes.get(mode);
        load.measured(context, cycle, mode);
      }
    }
    System.out.println("held " + heldBytes(context));
    spark.stop();
  }

  private void measured(JavaSparkContext context, int cycle, String mode) throws Exception {
    callWall = 0;
    callCpu = 0;
    long[] before = cpuNanos(context);
    long start = System.nanoTime();
    round();
    long wall = System.nanoTime() - start;
    long[] after = cpuNanos(context);
    System.out.printf(
        "round %d %s %d %d %d %d%n",
        cycle,
        mode,
        wall,
        after[0] - before[0],
        after[1] - before[1] + callCpu,
        callWall);
  }

  /**
   * Two shuffles with a sort between them, and a shuffle of an RDD; the same each time, so that the
   * code that Spark generates for it is compiled once.
   */
  private long round() throws Exception {
    Dataset<Row> keyed =
        spark
            .range(0, ROWS, 1, 8)
            .selectExpr(
                "(id * 2654435761) % 200003 as key",
                "id",
                "repeat(cast(id as string), 3) as text");
    FilterFunction<Row> kept = row -> row.getLong(0) >= 0;
    Dataset<Row> sorted = keyed.repartition(8, keyed.col("key")).sortWithinPartitions("text");
    if (fizzle != null) {
      long wall = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      fizzle.measureClosure(kept, "kept");
      fizzle.analyze(sorted, "sorted");
      sorted = fizzle.checkpointIfNeeded(sorted, "sorted");
      called(wall, cpu);
    }
    Dataset<Row> rows = sorted.filter(kept);
    long groups = step("group", () -> rows.groupBy("key").count().filter("count > 1").count());
    Function<Row, Long> key = row -> row.getLong(0) % 64;
    if (fizzle != null) {
      long wall = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      fizzle.measureClosure(key, "key");
      called(wall, cpu);
    }
    long pairs =
        step(
            "pairs",
            () ->
                (long)
                    keyed
                        .select("key")
                        .javaRDD()
                        .keyBy(key)
                        .mapValues(row -> 1L)
                        .reduceByKey(Long::sum, 8)
                        .count());
    return groups + pairs;
  }

  private long step(String name, Callable<Long> body) throws Exception {
    if (fizzle == null) {
      return body.call();
    }
    long wall = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long[] within = new long[2];
    long result =
        fizzle.instrument(
            name,
            "rows",
            () -> {
              long wallWithin = System.nanoTime();
              long cpuWithin = THREADS.getCurrentThreadCpuTime();
              long answer = body.call();
              within[0] = System.nanoTime() - wallWithin;
              within[1] = THREADS.getCurrentThreadCpuTime() - cpuWithin;
              return answer;
            });
    called(wall + within[0], cpu + within[1]);
    return result;
  }

  private void called(long wall, long cpu) {
    callWall += System.nanoTime() - wall;
    callCpu += THREADS.getCurrentThreadCpuTime() - cpu;
  }

  /** Of the driver and of all executors since each began: in all, and of the plugin's threads. */
  private static long[] cpuNanos(JavaSparkContext context) {
    long[] sums = ownCpu();
    for (long[] executor : onEachExecutor(context, ShuffleLoad::ownCpu).values()) {
      sums[0] += executor[0];
      sums[1] += executor[1];
    }
    return sums;
  }

  private static long[] ownCpu() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long plugin = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null
          && (thread.getThreadName().startsWith("fizzle")
              || thread.getThreadName().equals("spark-listener-group-fizzle"))) {
        plugin += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return new long[] {system.getProcessCpuTime(), plugin};
  }

  /** Of one executor on average: what it holds after a collection. */
  private static long heldBytes(JavaSparkContext context) {
    Map<String, long[]> each = onEachExecutor(context, ShuffleLoad::ownMemory);
    return each.values().stream().mapToLong(one -> one[0]).sum() / each.size();
  }

  private static long[] ownMemory() {
    System.gc();
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long held = memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed();
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      held += pool.getMemoryUsed();
    }
    return new long[] {held};
  }

  private interface Probe extends java.io.Serializable {
    long[] measure();
  }

  /** More tasks than executors, each so long that every executor gets one. */
  private static Map<String, long[]> onEachExecutor(JavaSparkContext context, Probe probe) {
    List<AbstractMap.SimpleEntry<String, long[]>> answers =
        context
            .parallelize(Collections.nCopies(8, 0), 8)
            .map(
                any -> {
                  Thread.sleep(100);
                  String executor = SparkEnv.get().executorId();
                  return new AbstractMap.SimpleEntry<>(executor, probe.measure());
                })
            .collect();
    return answers.stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, later) -> later));
  }
}
