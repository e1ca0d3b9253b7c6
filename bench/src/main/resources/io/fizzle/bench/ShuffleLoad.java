import com.sun.management.OperatingSystemMXBean;
import io.fizzle.spark.instrument.Fizzle;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
 * A shuffle-heavy job that measures itself: once warm it prints what its rounds took of wall time
 * and CPU time, and then what an executor holds of memory.
 */
public final class ShuffleLoad {
  private static final int ROWS = 1_000_000;

  /** After one round the JIT compilers still take more than half of the CPU time, and vary. */
  private static final int ROUNDS_TO_WARM_UP = 10;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final SparkSession spark;
  private final Fizzle fizzle;

  /** What the calls into Fizzle took of this thread, without the work that they wrap. */
  private long callWall;

  private long callCpu;

  private ShuffleLoad(SparkSession spark, Fizzle fizzle) {
    this.spark = spark;
    this.fizzle = fizzle;
  }

  /** Arguments: {@code instrumented} or {@code plain}, and the number of rounds. */
  public static void main(String[] arguments) throws Exception {
    SparkSession spark = SparkSession.builder().getOrCreate();
    Fizzle fizzle = arguments[0].equals("instrumented") ? new Fizzle(spark) : null;
    ShuffleLoad load = new ShuffleLoad(spark, fizzle);
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    for (int round = 0; round < ROUNDS_TO_WARM_UP; round++) {
      load.round();
    }
    load.callWall = 0;
    load.callCpu = 0;
    long[] before = cpuNanos(context);
    long start = System.nanoTime();
    long sum = 0;
    for (int round = 1; round <= Integer.parseInt(arguments[1]); round++) {
      sum += load.round();
    }
    long wall = System.nanoTime() - start;
    long[] after = cpuNanos(context);
    long[] memory = memory(context);
    System.out.printf(
        "measured %d %d %d %d %d %d %d%n",
        wall,
        after[0] - before[0],
        memory[0],
        memory[1],
        after[1] - before[1] + load.callCpu,
        load.callWall,
        sum);
    spark.stop();
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

  /** Of one executor on average: what it holds after a collection, and its resident size. */
  private static long[] memory(JavaSparkContext context) {
    Map<String, long[]> each = onEachExecutor(context, ShuffleLoad::ownMemory);
    long[] sums = new long[2];
    each.values().forEach(one -> {
      sums[0] += one[0];
      sums[1] += one[1];
    });
    return new long[] {sums[0] / each.size(), sums[1] / each.size()};
  }

  private static long[] ownMemory() {
    System.gc();
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long held = memory.getHeapMemoryUsage().getUsed() + memory.getNonHeapMemoryUsage().getUsed();
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      held += pool.getMemoryUsed();
    }
    return new long[] {held, resident()};
  }

  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (java.io.IOException notLinux) {
      return 0;
    }
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
