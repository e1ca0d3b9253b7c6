package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.PluginJob.Ended;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job on real Spark that measures itself. */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class InstrumentationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void saysTheSameOnEverySpark(SparkVersion version) throws Exception {
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());

    Ended ended = run(spark);

    List<String> said = ended.output();
    assertThat(said)
        .as("%s", ended.driverLog())
        .contains(
            "closure large is 4.3 MiB in every task, captures this (InstrumentationJob): 4.3 MiB,"
                + " of which this.lookup (java.util.HashMap): 4.3 MiB; broadcast it or capture"
                + " less",
            "closure bad cannot be serialised: this.handlers[0][client] is a"
                + " InstrumentationJob$Client, which is not Serializable",
            "broadcast table is 4.8 MiB to every executor before compression, about 4.8 MiB on each"
                + " heap; join instead, or send only the columns and rows in use",
            "dataset deep: logical plan 62 deep (62 nodes), physical plan 3 deep (3 nodes), 1"
                + " column, 2 partitions; break the lineage with checkpointIfNeeded",
            "dataset broken: logical plan 1 deep (1 node), physical plan 2 deep (2 nodes), 1"
                + " column, 2 partitions, 1000 rows",
            "rdd numbers: 2 RDDs deep (2 in all), 1 stage, 4 partitions, 4 rows [41, 42, 43, 44]",
            "counted 4",
            "caught gone",
            "verbosity 3",
            "dataset automatic: logical plan 1 deep (1 node), physical plan 2 deep (2 nodes), 1"
                + " column, 2 partitions",
            "doubled [0, 2, 4, 6]",
            "closure silent was not measured",
            "closure nothing was not measured",
            "rdd nothing was not measured",
            "body 5",
            "closure late was not measured",
            "late body 6",
            "    dataset deep checkpointed to the executors, depth 62 before and 1 after; lost with"
                + " an executor: set a checkpoint directory where executors may go",
            "    rdd numbers checkpointed to the checkpoint directory, depth 41 before and 2"
                + " after");
    assertThat(said)
        .anyMatch(line -> line.matches("    count spread took .*: 1 job, 44 tasks, .*"))
        .anyMatch(line -> line.matches("  ! load nothing failed after .*: 0 jobs, 0 tasks"))
        .anyMatch(line -> line.contains("of count spread has many partitions with small data (40"));
    assertThat(said)
        .anyMatch(
            line -> line.matches("dataset planned: .*, partitions decided .*\\(200 to begin.*"))
        .anyMatch(line -> line.matches("dataset run: .*, 2 columns, 1 partition"))
        .anyMatch(line -> line.matches("dataset cached: .*, partitions not known .*"))
        .anyMatch(line -> line.matches("dataset kept: .*, partitions decided .*"));
    assertThat(said).anyMatch(line -> line.matches("    \\(unnamed\\) \\(unnamed\\) took .*"));
    assertSummaryAfterEachOperation(ended.driverLog());
    assertThat(Objects.requireNonNull(ended.warnings().get("driver")))
        .filteredOn(line -> line.matches(".* (was given|has been stopped).*"))
        .satisfiesExactly(
            function -> assertThat(function).contains("measureClosure of nothing was given null"),
            rdd -> assertThat(rdd).contains("analyze of nothing was given null"),
            name -> assertThat(name).contains("instrument was given no name"),
            context -> assertThat(context).contains("the SparkContext has been stopped"));
  }

  private static void assertSummaryAfterEachOperation(String log) {
    assertThat(log)
        .contains("INFO fizzle: Fizzle: deepen automatic took ")
        .contains("INFO fizzle: Fizzle: 2 measurements, 0 warnings")
        .contains("INFO fizzle: Fizzle: closure doubled is ");
  }

  private Ended run(SparkDistribution spark) throws Exception {
    PluginJob job = new PluginJob(spark, folder, List.of("-XX:TieredStopAtLevel=1"));
    String classes = job.compile("InstrumentationJob.java").toString();
    return job.submit(
        PluginJob.SUBMIT,
        PluginJob.mainClass("InstrumentationJob", folder.resolve("kept").toUri().toString()),
        Map.of(
            "spark.master", "local[2]",
            "spark.ui.enabled", "false",
            "spark.driver.host", "127.0.0.1",
            "spark.fizzle.checkpoint.auto", "true"),
        Map.of("FIZZLE_VERBOSITY", "3"),
        List.of(classes, PluginJob.plugin().toString()),
        driver -> {});
  }
}
