package io.fizzle.configuration;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.SparkConf;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What dynamic allocation refuses: {@code ExecutorAllocationManager.validateSettings} and {@code
 * SchedulerBackendUtils.getInitialTargetExecutorNumber}, Spark 4.2.0 (2.4.8 the same, without
 * tracking and decommissioning).
 */
final class DynamicAllocation implements ConfigurationRule {
  private static final String ENABLED = "spark.dynamicAllocation.enabled";
  private static final String MIN = "spark.dynamicAllocation.minExecutors";
  private static final String MAX = "spark.dynamicAllocation.maxExecutors";
  private static final String INITIAL = "spark.dynamicAllocation.initialExecutors";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String SHUFFLE_MANAGER = "spark.shuffle.manager";
  private static final List<String> BACKLOGS =
      List.of(
          "spark.dynamicAllocation.schedulerBacklogTimeout",
          "spark.dynamicAllocation.sustainedSchedulerBacklogTimeout");
  private static final String REFUSED =
      "the SparkContext throws (ExecutorAllocationManager.scala, validateSettings)";

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    if (!conf.flag(ENABLED) || conf.manager() == ClusterManager.LOCAL) {
      return;
    }
    Findings findings = new Findings(configuration, problems);
    if (bounds(conf, findings)) {
      beginning(conf, findings);
    }
    backlogs(conf, findings);
    shuffleFiles(conf, findings);
  }

  /** False where the bounds themselves are refused. */
  private static boolean bounds(SparkConf conf, Findings findings) {
    long min = conf.number(MIN);
    long max = conf.number(MAX);
    if (max <= 0) {
      findings.report(
          Severity.ERROR,
          "is the most executors that there may be, and not " + max,
          REFUSED,
          MAX + "=20, or whatever the cluster has room for",
          MAX);
    } else if (min < 0) {
      findings.report(
          Severity.ERROR, "is a number of executors, and not " + min, REFUSED, MIN + "=0", MIN);
    } else if (min > max) {
      findings.report(
          Severity.ERROR,
          "minExecutors (" + min + ") is more than maxExecutors (" + max + ")",
          REFUSED,
          "raise " + MAX + " or lower " + MIN,
          MIN,
          MAX);
    }
    return max > 0 && min >= 0 && min <= max;
  }

  private static void beginning(SparkConf conf, Findings findings) {
    long min = conf.number(MIN);
    long max = conf.number(MAX);
    long initial = conf.find(INITIAL).orElse(min);
    long instances = conf.find(INSTANCES).orElse(0);
    if (Math.max(initial, instances) > max) {
      boolean throwing =
          conf.manager() == ClusterManager.YARN || conf.manager() == ClusterManager.KUBERNETES;
      findings.report(
          throwing ? Severity.ERROR : Severity.WARNING,
          "asks for "
              + Math.max(initial, instances)
              + " executors to begin with, more than maxExecutors ("
              + max
              + ")",
          "the largest of instances, initialExecutors and minExecutors is the start; on YARN and"
              + " Kubernetes the application throws where that is above the limit"
              + " (scheduler/cluster/SchedulerBackendUtils.scala)",
          "raise " + MAX + ", or lower this",
          initial >= instances ? INITIAL : INSTANCES,
          MAX);
    } else if (initial < min) {
      findings.report(
          Severity.WARNING,
          "has no effect: it is less than minExecutors (" + min + ")",
          "Spark ignores it with a warning (util/Utils.scala,"
              + " getDynamicAllocationInitialExecutors)",
          "take it out, or raise it",
          INITIAL);
    }
  }

  /** Whole seconds are read, so that less than one is none. */
  private static void backlogs(SparkConf conf, Findings findings) {
    for (String key : BACKLOGS) {
      if (conf.find(key).orElse(Long.MAX_VALUE) < 1000) {
        findings.report(
            Severity.ERROR,
            "must be a second at least: Spark reads whole seconds",
            REFUSED,
            key + "=1s is the default",
            key);
      }
    }
  }

  private static void shuffleFiles(SparkConf conf, Findings findings) {
    boolean survive =
        conf.flag("spark.shuffle.service.enabled")
            || conf.flag("spark.dynamicAllocation.shuffleTracking.enabled")
            || (conf.flag("spark.decommission.enabled")
                && conf.flag("spark.storage.decommission.shuffleBlocks.enabled"))
            || conf.isSet("spark.shuffle.sort.io.plugin.class")
            || isForeign(conf.value(SHUFFLE_MANAGER));
    if (!survive && !conf.flag("spark.dynamicAllocation.testing")) {
      findings.report(
          Severity.ERROR,
          "dynamic allocation has nothing that keeps shuffle files when executors go",
          REFUSED,
          conf.exists("spark.dynamicAllocation.shuffleTracking.enabled")
              ? "spark.dynamicAllocation.shuffleTracking.enabled=true"
              : "spark.shuffle.service.enabled=true, with the service running on every node",
          ENABLED);
    }
  }

  /** Remote shuffle services bring their own manager, and a Spark that was changed for it. */
  private static boolean isForeign(@Nullable String manager) {
    return manager != null
        && !NamedClasses.SHUFFLE_MANAGERS.contains(manager.toLowerCase(Locale.ROOT))
        && !manager.equals("org.apache.spark.shuffle.sort.SortShuffleManager");
  }
}
