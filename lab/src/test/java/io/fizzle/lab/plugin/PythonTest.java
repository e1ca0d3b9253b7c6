package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.PluginJob.Ended;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A real Python process, started by {@code spark-submit}, measures itself by the {@code fizzle.py}
 * in the plugin's jar. What of PySpark it needs stands in {@code gateway.py}: PySpark itself comes
 * from no Maven repository.
 */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class PythonTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void aPythonJobMeasuresItself(SparkVersion version) throws Exception {
    assumeTrue(hasPython(), "this machine has no python3");
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());
    PluginJob job = new PluginJob(spark, folder, List.of("-XX:TieredStopAtLevel=1"));
    String script = job.copied("measured_job.py").toString();
    String gateway = job.copied("gateway.py").toString();
    String plugin = PluginJob.plugin().toString();

    Ended ended =
        job.submit(
            PluginJob.SUBMIT,
            List.of("--py-files", plugin + "," + gateway, script),
            Map.of(
                "spark.master", "local[2]",
                "spark.driver.host", "127.0.0.1",
                "spark.ui.enabled", "false",
                "spark.jars", plugin,
                "spark.plugins", "io.fizzle.spark.FizzlePlugin"),
            Map.of(),
            List.of(),
            driver -> {});

    assertThat(ended.exitCode()).as("%s%s", ended.output(), ended.driverLog()).isZero();
    assertThat(ended.output())
        .contains(
            "verbosity 1",
            "large True",
            "bad -1",
            "broadcast True",
            "lock -1",
            "  ! broadcast lock cannot be serialised: cannot pickle '_thread.lock' object",
            "rows 960",
            "caught gone",
            "measurements 9",
            "silent -1",
            "  ! closure large is 1.9 MiB in every task, captures lookup (dict): 1.9 MiB; broadcast"
                + " it or capture less",
            "  ! closure bad cannot be serialised: lock is a lock, which cannot be pickled: cannot"
                + " pickle '_thread.lock' object")
        .anyMatch(line -> line.startsWith("dataset deep: logical plan 41 deep"))
        .anyMatch(line -> line.startsWith("dataset broken: logical plan 1 deep"))
        .anyMatch(line -> line.matches("    count rows took .*: \\d jobs?, .*"))
        .anyMatch(line -> line.startsWith("  ! load nothing failed after "))
        .anyMatch(line -> line.contains("dataset deep checkpointed to the executors"));
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }
}
