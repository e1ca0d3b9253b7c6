package io.fizzle.configuration;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.SparkConf;
import io.fizzle.remedy.SparkKey;
import io.fizzle.remedy.SparkKeys;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cores and executors of which there must be one at least: {@code
 * SparkSubmitArguments.validateSubmitArguments}, Spark 4.2.0. Sizes have a rule of their own,
 * {@link MemorySizes}.
 */
final class PositiveNumbers implements ConfigurationRule {
  private static final List<String> CORES = List.of("spark.executor.cores", "spark.cores.max");
  private static final String INSTANCES = "spark.executor.instances";
  private static final String CPUS = "spark.task.cpus";

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkConf conf = configuration.conf();
    for (String key : CORES) {
      refused(key, configuration, problems);
    }
    if (conf.version().atLeast(3, 3)) {
      refused("spark.driver.cores", configuration, problems);
    }
    if (!conf.flag("spark.dynamicAllocation.enabled") || conf.manager() == ClusterManager.LOCAL) {
      refused(INSTANCES, configuration, problems);
    }
    Setting cpus = tooFew(CPUS, configuration);
    // since 4.2 the key itself takes no less than 1
    if (cpus != null && !conf.version().atLeast(4, 2)) {
      problems.accept(
          new Problem(
              Severity.ERROR,
              CPUS,
              cpus.evidence(),
              "a task needs one core at least, and not " + cpus.value().trim(),
              "the driver divides by it (resource/ResourceProfile.scala)",
              CPUS + "=1 is the default"));
    }
  }

  private static void refused(String key, Configuration configuration, Consumer<Problem> problems) {
    Setting setting = tooFew(key, configuration);
    if (setting != null) {
      problems.accept(
          new Problem(
              Severity.ERROR,
              key,
              setting.evidence(),
              "must be 1 at least, and not " + setting.value().trim(),
              "spark-submit refuses it: \"must be a positive number\""
                  + " (deploy/SparkSubmitArguments.scala)",
              key + "=1 or more"));
    }
  }

  /** What Spark itself recorded was not refused: it came from a program. */
  private static @Nullable Setting tooFew(String key, Configuration configuration) {
    Setting setting = configuration.find(key);
    if (setting == null || setting.recorded()) {
      return null;
    }
    SparkKey known = SparkKeys.find(key);
    OptionalLong number = known == null ? OptionalLong.empty() : known.number(setting.value());
    return number.isPresent() && number.getAsLong() < 1 ? setting : null;
  }
}
