package io.fizzle.lab.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.Progress;
import io.fizzle.lab.plugin.PluginJob.Ended;
import io.fizzle.lab.spark.Cluster;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Switched on by configuration alone, the one jar does its work on every Spark. */
@EnabledIfSystemProperty(
    named = PluginJob.PLUGIN,
    matches = ".+",
    disabledReason = PluginJob.WHY_NOT)
class EverySparkTest {
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(SparkVersion.class)
  void recordsAndAnswersAndHarmsNothing(SparkVersion version) throws Exception {
    SparkDistribution spark =
        SparkDistribution.fetch(version, SparkDistribution.defaultCache(), new Progress());
    try (Cluster cluster = Cluster.start(spark, QUICK, ClusterShape.STANDARD, folder)) {
      recordsAndAnswers(cluster);
      tellsOfLargeShipments(cluster);
      cluster.end();
    }
  }

  private void recordsAndAnswers(Cluster cluster) throws Exception {
    Path events = Files.createDirectories(folder.resolve("events"));
    Map<String, String> logging =
        Map.of(
            "spark.eventLog.enabled", "true",
            "spark.eventLog.compress", "false",
            "spark.eventLog.rolling.enabled", "false",
            "spark.eventLog.dir", events.toUri().toString());

    Ended ended = run(cluster, "BranchTotals", logging, "23");

    assertThat(ended.output())
        .as("%s", ended.driverLog())
        .containsExactly(
            "totals {0=99500, 1=99700, 2=99900, 3=100100, 4=100300}",
            "lost 1000",
            "query [[2997]]");
    assertThat(ended.exitCode()).isEqualTo(23);
    assertThat(ended.warnings()).containsOnlyKeys("driver");
    assertThat(ended.warnings().get("driver"))
        .singleElement()
        .asString()
        .contains("Fizzle: executor ", " lost: ");
    assertThat(allText(events))
        .contains(
            "{\"Event\":\"io.fizzle.spark.driver.FizzleVitals\"",
            "{\"Event\":\"io.fizzle.spark.driver.FizzleLoss\"");
    // of the executors; what the driver recorded goes with its orderly end
    assertThat(recordings(folder))
        .hasSizeGreaterThanOrEqualTo(2)
        .noneMatch(name -> name.contains("-driver-"));
  }

  private void tellsOfLargeShipments(Cluster cluster) throws Exception {
    Ended ended = run(cluster, "LargeShipments", Map.of());

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output())
        .as("%s", ended.driverLog())
        .containsExactly("captured 9", "partitions 4", "broadcast 3");
    assertThat(ended.warnings()).containsOnlyKeys("driver");
    assertThat(ended.warnings().get("driver"))
        .satisfiesExactly(
            captured ->
                assertThat(captured)
                    .endsWith(
                        "Fizzle: the functions of stage 0 (reduce at LargeShipments.java:26) are"
                            + " 2.9 MiB, sent to every executor, captures this (LargeShipments):"
                            + " 2.9 MiB, of which this.lookup (java.util.HashMap): 2.9 MiB;"
                            + " broadcast it or capture less"),
            partitions ->
                assertThat(partitions)
                    .endsWith(
                        "Fizzle: each task of stage 1 (count at LargeShipments.java:34) is 1.4 MiB"
                            + " beyond its functions; read the data in the tasks instead of handing"
                            + " it to parallelize"),
            broadcast ->
                assertThat(broadcast)
                    .endsWith(
                        "Fizzle: a broadcast of 8.6 MiB compressed was made before stage 2 (count"
                            + " at LargeShipments.java:39), which holds it as local"
                            + " TorrentBroadcast; send only what is used, or join instead"));
  }

  private Ended run(
      Cluster cluster, String mainClass, Map<String, String> settings, String... arguments)
      throws Exception {
    PluginJob job =
        new PluginJob(cluster.spark(), Files.createTempDirectory(folder, "job-"), QUICK);
    String classes = job.compile(mainClass + ".java").toString();
    Map<String, String> conf = new HashMap<>(settings);
    conf.put("spark.master", cluster.url());
    conf.put("spark.driver.host", "127.0.0.1");
    conf.put("spark.ui.enabled", "false");
    conf.put("spark.executor.memory", "512m");
    conf.put("spark.executor.extraClassPath", classes);
    conf.put("spark.jars", PluginJob.plugin().toString());
    conf.put("spark.plugins", "io.fizzle.spark.FizzlePlugin");
    Ended ended =
        job.submit(
            PluginJob.SUBMIT,
            PluginJob.mainClass(mainClass, arguments),
            conf,
            Map.of(),
            List.of(classes),
            driver -> {});
    cluster.settle(Duration.ofSeconds(20));
    return PluginJob.withExecutors(ended, cluster);
  }

  private static String allText(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!String.valueOf(file.getFileName()).endsWith(".crc")) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  private static List<String> recordings(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".vitals"))
          .toList();
    }
  }
}
