package io.fizzle.configuration;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.SparkConf;
import java.util.List;
import java.util.function.Consumer;

/** Settings that are fine by themselves and do nothing here. */
final class WithoutEffect implements ConfigurationRule {
  private static final String INSTANCES = "spark.executor.instances";
  private static final List<String> EXECUTORS =
      List.of("spark.executor.memory", "spark.executor.cores", INSTANCES);
  private static final List<String> OVERHEADS =
      List.of(
          "spark.executor.memoryOverhead",
          "spark.executor.memoryOverheadFactor",
          "spark.executor.pyspark.memory");

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    Findings findings = new Findings(configuration, problems);
    ClusterManager manager = conf.manager();
    if (recorded(configuration)) {
      return;
    }
    if (manager == ClusterManager.LOCAL) {
      local(findings);
    } else if (manager.isStandalone()) {
      standalone(conf, findings);
    }
    overheads(conf, findings);
    dynamicAllocation(conf, findings);
    decommissioning(conf, findings);
    adaptive(conf, findings);
  }

  /** Spark's own list holds what it added, which nobody needs to take out. */
  private static boolean recorded(Configuration configuration) {
    return !configuration.settings().isEmpty()
        && configuration.all().stream().allMatch(Setting::recorded);
  }

  private static void local(Findings findings) {
    for (String key : EXECUTORS) {
      findings.report(
          Severity.WARNING,
          "has no effect in local mode: the driver runs the tasks",
          "local mode starts no executors (scheduler/local/LocalSchedulerBackend.scala)",
          "set spark.driver.memory, and the cores in the master: local[4]",
          key);
    }
  }

  private static void standalone(SparkConf conf, Findings findings) {
    if (!conf.exists("spark.executor.resource.gpu.amount") || !conf.version().atLeast(3, 4)) {
      findings.report(
          Severity.WARNING,
          "is not read by a standalone cluster in this version",
          "the master starts as many executors as cores allow (deploy/master/Master.scala)",
          "set spark.cores.max and spark.executor.cores",
          INSTANCES);
    }
    for (String key : OVERHEADS) {
      findings.report(
          Severity.NOTE,
          "a standalone worker starts no container: nothing is added to the heap",
          "only YARN and Kubernetes size containers by it (deploy/yarn, deploy/k8s)",
          "",
          key);
    }
  }

  private static void overheads(SparkConf conf, Findings findings) {
    for (String jvm : List.of("driver", "executor")) {
      String absolute = "spark." + jvm + ".memoryOverhead";
      String factor = "spark." + jvm + ".memoryOverheadFactor";
      if (conf.isSet(absolute) && conf.isSet(factor)) {
        findings.report(
            Severity.WARNING,
            "has no effect beside " + absolute,
            "the factor is only used where no overhead is set (internal/config/package.scala)",
            "keep one of the two",
            factor);
      }
    }
  }

  private static void dynamicAllocation(SparkConf conf, Findings findings) {
    boolean on = conf.flag("spark.dynamicAllocation.enabled");
    // more than the limit is not without effect
    if (on
        && conf.find(INSTANCES).orElse(Long.MAX_VALUE)
            <= conf.number("spark.dynamicAllocation.maxExecutors")) {
      findings.report(
          Severity.NOTE,
          "with dynamic allocation this is only the number to begin with",
          "the largest of instances, initialExecutors and minExecutors is the start"
              + " (util/Utils.scala, getDynamicAllocationInitialExecutors)",
          "set spark.dynamicAllocation.minExecutors and maxExecutors",
          INSTANCES);
    }
    if (!on && !conf.isSet("spark.dynamicAllocation.enabled")) {
      findings.report(
          Severity.WARNING,
          "dynamic allocation is off, so nothing reads this",
          "spark.dynamicAllocation.enabled is false by default (internal/config/package.scala)",
          "spark.dynamicAllocation.enabled=true",
          "spark.dynamicAllocation.maxExecutors",
          "spark.dynamicAllocation.minExecutors",
          "spark.dynamicAllocation.initialExecutors",
          "spark.dynamicAllocation.executorIdleTimeout");
    }
  }

  private static void decommissioning(SparkConf conf, Findings findings) {
    if (conf.exists("spark.decommission.enabled") && !conf.flag("spark.decommission.enabled")) {
      findings.report(
          Severity.WARNING,
          "blocks are only moved where spark.decommission.enabled is true",
          "executors do not decommission at all (internal/config/package.scala)",
          "spark.decommission.enabled=true",
          "spark.storage.decommission.enabled",
          "spark.storage.decommission.shuffleBlocks.enabled",
          "spark.storage.decommission.rddBlocks.enabled");
    }
  }

  private static void adaptive(SparkConf conf, Findings findings) {
    if (!conf.flag("spark.sql.adaptive.enabled")) {
      findings.report(
          Severity.WARNING,
          "adaptive execution is off, so nothing reads this",
          "spark.sql.adaptive.enabled is false (sql/internal/SQLConf.scala)",
          "spark.sql.adaptive.enabled=true",
          "spark.sql.adaptive.skewJoin.enabled",
          "spark.sql.adaptive.coalescePartitions.enabled",
          "spark.sql.adaptive.advisoryPartitionSizeInBytes");
    }
  }
}
