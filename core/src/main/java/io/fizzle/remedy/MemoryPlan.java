package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The memory of one JVM and its container, as Spark computes it. All sizes in bytes.
 *
 * <p>Container: Spark 4.1.1, {@code ResourceProfile.getResourcesForClusterManager} and {@code
 * calculateOverHeadMemory}; {@code BasicDriverFeatureStep} and {@code BasicExecutorFeatureStep} for
 * Kubernetes; {@code YarnAllocator} for YARN. The off-heap size is part of the request on YARN
 * since 3.0 (SPARK-28577) and on Kubernetes since 3.1 (SPARK-33288); before it has to fit into the
 * overhead. Unified memory: {@code UnifiedMemoryManager.getMaxMemory}, 300 MiB set aside. A YARN
 * scheduler may round the request up to its own steps.
 *
 * @param contained true where Spark asks for a container of this size; a standalone worker counts
 *     the heap only and limits nothing
 * @param heap {@code -Xmx}
 * @param offHeap {@code spark.memory.offHeap.size} where enabled, else 0
 * @param offHeapRequested true where the off-heap size is added to the request
 * @param pyspark {@code spark.executor.pyspark.memory} of a Python application, else 0
 * @param fraction {@code spark.memory.fraction}
 * @param storageFraction {@code spark.memory.storageFraction}
 */
public record MemoryPlan(
    Jvm jvm,
    boolean contained,
    long heap,
    Overhead overhead,
    long offHeap,
    boolean offHeapRequested,
    long pyspark,
    double fraction,
    double storageFraction) {

  /**
   * Memory outside of heap, off-heap and Python shares.
   *
   * @param bytes 0 where there is no container
   * @param set true where the user set it, false where it follows from factor and minimum
   * @param factor share of the heap
   * @param minimum the least in bytes
   */
  public record Overhead(long bytes, boolean set, double factor, long minimum) {

    String explain(long heap) {
      String size = SparkSize.human(bytes);
      if (set) {
        return size + " (set)";
      }
      long share = share(heap, factor);
      return share > minimum
          ? size + " (" + percent(factor) + ", at least " + SparkSize.human(minimum) + ")"
          : size + " (the least; " + percent(factor) + " would be " + SparkSize.human(share) + ")";
    }
  }

  /** {@code RESERVED_SYSTEM_MEMORY_BYTES}, Spark 4.1.1, {@code UnifiedMemoryManager.scala}. */
  public static final long RESERVED = 300 * SparkSize.MIB;

  /** The least heap with which Spark starts: 1.5 times {@link #RESERVED}. */
  public static final long LEAST_HEAP = 450 * SparkSize.MIB;

  /** {@code MEMORY_OVERHEAD_MIN} before Spark 4.0, where it became a key. */
  private static final long LEAST_OVERHEAD = 384 * SparkSize.MIB;

  /** {@code NON_JVM_MEMORY_OVERHEAD_FACTOR}, Spark 4.1.1, {@code deploy/k8s/Constants.scala}. */
  private static final double NON_JVM_FACTOR = 0.4;

  private static final double DEFAULT_FACTOR = 0.1;

  /** The plan of an executor, or of the driver in local mode. */
  public static MemoryPlan executor(SparkConf conf) {
    return of(conf, Jvm.EXECUTOR);
  }

  public static MemoryPlan driver(SparkConf conf) {
    return of(conf, Jvm.DRIVER);
  }

  /** The plan of the JVM that rules this one; see {@link SparkConf#ruling}. */
  public static MemoryPlan of(SparkConf conf, Jvm asked) {
    Jvm jvm = conf.ruling(asked);
    boolean executor = jvm == Jvm.EXECUTOR;
    boolean contained =
        executor
            ? conf.manager().sizesContainers()
            : conf.clusterMode() && conf.manager().sizesContainers();
    long heap = conf.size(jvm.memoryKey()).bytes();
    boolean offHeapOn = executor && conf.flag("spark.memory.offHeap.enabled");
    return new MemoryPlan(
        jvm,
        contained,
        heap,
        contained ? overhead(conf, jvm, heap) : new Overhead(0, false, 0, 0),
        offHeapOn ? conf.size("spark.memory.offHeap.size").bytes() : 0,
        contained && requestsOffHeap(conf),
        executor && contained && conf.isPython() ? pyspark(conf) : 0,
        conf.ratio("spark.memory.fraction"),
        conf.ratio("spark.memory.storageFraction"));
  }

  private static long pyspark(SparkConf conf) {
    return Math.max(0, conf.find("spark.executor.pyspark.memory").orElse(0));
  }

  private static boolean requestsOffHeap(SparkConf conf) {
    return conf.manager() == ClusterManager.KUBERNETES
        ? conf.version().atLeast(3, 1)
        : conf.version().atLeast(3, 0);
  }

  private static Overhead overhead(SparkConf conf, Jvm jvm, long heap) {
    double factor = factor(conf, jvm);
    long minimum =
        conf.exists(jvm.minimumOverheadKey())
            ? conf.size(jvm.minimumOverheadKey()).bytes()
            : LEAST_OVERHEAD;
    OptionalLong set = conf.find(jvm.overheadKey());
    if (set.isPresent()) {
      return new Overhead(Math.max(0, set.getAsLong()), true, factor, minimum);
    }
    return new Overhead(Math.max(share(heap, factor), minimum), false, factor, minimum);
  }

  /** Whole MiB, as Spark computes them; at most 1 PiB, so that sums cannot overflow. */
  private static long share(long heap, double factor) {
    long heapMib = heap / SparkSize.MIB;
    long mebibytes = (long) Math.min(heapMib * factor, 1 << 30);
    return mebibytes * SparkSize.MIB;
  }

  private static double factor(SparkConf conf, Jvm jvm) {
    if (conf.isSet(jvm.overheadFactorKey())) {
      return conf.ratio(jvm.overheadFactorKey());
    }
    if (conf.manager() != ClusterManager.KUBERNETES
        || !conf.exists("spark.kubernetes.memoryOverheadFactor")) {
      return DEFAULT_FACTOR;
    }
    boolean notJava = conf.clusterMode() && conf.isPython();
    return notJava && !conf.isSet("spark.kubernetes.memoryOverheadFactor")
        ? NON_JVM_FACTOR
        : conf.ratio("spark.kubernetes.memoryOverheadFactor");
  }

  /** What Spark asks the cluster manager for; just the heap where nothing is {@link #contained}. */
  public long container() {
    return heap + overhead.bytes + (offHeapRequested ? offHeap : 0) + pyspark;
  }

  /** Heap that Spark's execution and storage share: (heap - 300 MiB) × fraction, at least 0. */
  public long unified() {
    return (long) (Math.max(0, heap - RESERVED) * fraction);
  }

  /** The part of {@link #unified()} where cached blocks are safe from eviction by execution. */
  public long storage() {
    return (long) (unified() * storageFraction);
  }

  /** The largest equal share of {@link #unified()}; {@code tasks} below 1 count as 1. */
  public long perTask(int tasks) {
    return unified() / Math.max(1, tasks);
  }

  /** The arithmetic in words, one line a sum. */
  public List<String> explain() {
    List<String> lines = new ArrayList<>();
    lines.add(containerText());
    if (offHeap > 0 && contained && !offHeapRequested) {
      lines.add(
          "off-heap "
              + SparkSize.human(offHeap)
              + " is not part of the request in this version: it has to fit into the overhead");
    }
    lines.add(unifiedText());
    return List.copyOf(lines);
  }

  /** {@code container 4.4 GiB = heap 4 GiB + overhead 409 MiB (10 %, at least 384 MiB)}. */
  public String containerText() {
    if (!contained) {
      return "heap "
          + SparkSize.human(heap)
          + ", no container: nothing limits memory outside of it";
    }
    StringBuilder text = new StringBuilder("container ").append(SparkSize.human(container()));
    text.append(" = heap ").append(SparkSize.human(heap));
    text.append(" + overhead ").append(overhead.explain(heap));
    if (offHeapRequested && offHeap > 0) {
      text.append(" + off-heap ").append(SparkSize.human(offHeap));
    }
    if (pyspark > 0) {
      text.append(" + Python ").append(SparkSize.human(pyspark));
    }
    return text.toString();
  }

  /** {@code unified memory 2.2 GiB = (heap 4 GiB - 300 MiB) × 0.6}. */
  public String unifiedText() {
    return "unified memory "
        + SparkSize.human(unified())
        + " = (heap "
        + SparkSize.human(heap)
        + " - 300 MiB) × "
        + plain(fraction);
  }

  private static String percent(double factor) {
    return plain(Math.round(factor * 10_000) / 100.0) + " %";
  }

  private static String plain(double number) {
    String text = String.format(Locale.ROOT, "%.4f", number);
    return text.replaceAll("0{1,4}$", "").replaceAll("\\.$", "");
  }
}
