package io.fizzle.configuration;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.MemoryPlan;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkSize;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Heaps and containers that cannot be had, or do not do what is hoped. */
final class MemorySizes implements ConfigurationRule {
  /**
   * The largest heap with compressed references: 32 GiB less what the JVM keeps below it ({@code
   * compressedOops.cpp}, JDK 17; measured: 32g switches them off, 31g does not).
   */
  private static final long COMPRESSED = 32 * SparkSize.GIB;

  /** References grow by half of an object's usual size: below this a heap holds less than 31g. */
  private static final long WORTHWHILE = 48 * SparkSize.GIB;

  private static final Pattern BARE = Pattern.compile("\\d{1,18}");

  /** A bare number below it was meant as GiB, one above it as MiB. */
  private static final int MOST_GIBIBYTES = 128;

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    Findings findings = new Findings(configuration, problems);
    for (Jvm jvm : Jvm.values()) {
      if (isBare(configuration, jvm)) {
        bare(conf, jvm, findings);
      } else if (jvm == Jvm.DRIVER || conf.manager() != ClusterManager.LOCAL) {
        heap(conf, jvm, findings);
      }
    }
    container(configuration, findings);
    cores(configuration, findings);
    results(conf, findings);
    driverInClientMode(configuration, findings);
  }

  /** True for a number without a unit that is in force; a recorded one has worked. */
  private static boolean isBare(Configuration configuration, Jvm jvm) {
    Setting setting = configuration.find(jvm.memoryKey());
    return setting != null && !setting.recorded() && BARE.matcher(setting.value().trim()).matches();
  }

  /**
   * A heap is a number of bytes where Spark reads its key as text: {@code
   * UnifiedMemoryManager.getMaxMemory} and {@code SparkContext.executorMemoryInMb} for executors,
   * {@code SparkSubmitCommandBuilder} for the {@code -Xmx} of a driver that {@code spark-submit}
   * becomes, on Kubernetes also in cluster mode. YARN's client reads the driver's as MiB. Spark
   * 4.1.1, 2.4.8 the same.
   */
  private static void bare(SparkConf conf, Jvm jvm, Findings findings) {
    if (jvm == Jvm.DRIVER && conf.clusterMode() && conf.manager() != ClusterManager.KUBERNETES) {
      return;
    }
    String number = String.valueOf(conf.explicit(jvm.memoryKey())).trim();
    long bytes = Long.parseLong(number);
    boolean refused = bytes < MemoryPlan.LEAST_HEAP;
    findings.report(
        refused ? Severity.ERROR : Severity.WARNING,
        "has no unit: " + number + " is a number of bytes here, and of MiB elsewhere",
        jvm == Jvm.DRIVER
            ? "the driver is started with -Xmx"
                + number
                + " (launcher/SparkSubmitCommandBuilder.java)"
            : (refused ? "the driver throws, as it wants 450 MiB at least" : "bytes")
                + " (memory/UnifiedMemoryManager.scala, SparkContext.scala, executorMemoryInMb)",
        refused
            ? jvm.memoryKey() + "=" + number + (bytes < MOST_GIBIBYTES ? "g" : "m")
            : jvm.memoryKey() + "=" + bytes / SparkSize.MIB + "m",
        jvm.memoryKey());
  }

  private static void heap(SparkConf conf, Jvm jvm, Findings findings) {
    long heap = conf.size(jvm.memoryKey()).bytes();
    String size = SparkSize.human(heap);
    if (heap < MemoryPlan.LEAST_HEAP && !conf.isSet("spark.testing.reservedMemory")) {
      findings.report(
          Severity.ERROR,
          "a heap of " + size + " is below the least with which Spark starts, 450 MiB",
          "the "
              + jvm.label()
              + " throws: 1.5 times the 300 MiB that Spark reserves"
              + " (memory/UnifiedMemoryManager.scala)",
          jvm.memoryKey() + "=1g",
          jvm.memoryKey());
    } else if (heap >= COMPRESSED && heap < WORTHWHILE) {
      findings.report(
          Severity.NOTE,
          "a heap of " + size + " often holds less than one of 31 GiB",
          "the JVM gives up compressed references from 32 GiB on (compressedOops.cpp)",
          jvm.memoryKey() + "=31g, with more executors instead",
          jvm.memoryKey());
    }
  }

  private static void container(Configuration configuration, Findings findings) {
    SparkConf conf = configuration.conf();
    MemoryPlan plan = MemoryPlan.executor(conf);
    long node = configuration.surroundings().nodeMemory();
    if (node > 0 && plan.container() > node) {
      findings.report(
          Severity.ERROR,
          "an executor needs "
              + SparkSize.human(plan.container())
              + " and a node has "
              + SparkSize.human(node)
              + ": "
              + plan.containerText(),
          conf.manager() == ClusterManager.YARN
              ? "spark-submit refuses it (deploy/yarn/Client.scala, verifyClusterResources)"
              : "no executor can ever be placed; the application waits for ever",
          "lower spark.executor.memory so that heap and overhead fit, with room for the system",
          "spark.executor.memory",
          "spark.executor.memoryOverhead",
          "spark.memory.offHeap.size",
          "spark.executor.pyspark.memory");
    }
  }

  private static void cores(Configuration configuration, Findings findings) {
    int node = configuration.surroundings().nodeCores();
    int cores = configuration.conf().executorCores();
    if (node > 0 && cores > node) {
      findings.report(
          Severity.ERROR,
          "an executor wants " + cores + " cores and a node has " + node,
          "no executor can ever be placed; the application waits for ever",
          "spark.executor.cores=" + node + " at most",
          "spark.executor.cores");
    }
  }

  private static void results(SparkConf conf, Findings findings) {
    long results = conf.number("spark.driver.maxResultSize");
    long heap = conf.size("spark.driver.memory").bytes();
    if (results > heap || results == 0) {
      findings.report(
          Severity.WARNING,
          results == 0
              ? "without a limit a large result ends the driver instead of the job"
              : "results of "
                  + SparkSize.human(results)
                  + " do not fit into the driver's heap of "
                  + SparkSize.human(heap),
          "the limit counts serialized bytes, which the driver's heap must hold"
              + " (scheduler/TaskSetManager.scala, canFetchMoreResults)",
          "keep it below spark.driver.memory",
          "spark.driver.maxResultSize");
    }
  }

  /** Only what a program sets by itself comes too late; files and options come in time. */
  private static void driverInClientMode(Configuration configuration, Findings findings) {
    SparkConf conf = configuration.conf();
    if (conf.manager() == ClusterManager.LOCAL || conf.clusterMode()) {
      return;
    }
    Setting memory = configuration.find("spark.driver.memory");
    if (memory != null && memory.recorded()) {
      findings.report(
          Severity.NOTE,
          "in client mode this counts only where the driver was started with it",
          "the driver's JVM runs before a SparkConf of the program is read"
              + " (deploy/SparkSubmit.scala)",
          "give it to spark-submit: --driver-memory, or in spark-defaults.conf",
          "spark.driver.memory");
    }
  }
}
