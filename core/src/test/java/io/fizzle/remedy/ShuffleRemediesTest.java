package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShuffleRemediesTest {

  @Test
  void handsBlocksOverBeforeAPlannedEnd() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.5.7");
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(conf, true)))
        .containsExactly(
            "spark.decommission.enabled",
            "spark.storage.decommission.enabled",
            "spark.stage.ignoreDecommissionFetchFailure");
  }

  @Test
  void namesTheBlockKindsWhereTheyWereOffByDefault() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.2.4");
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(conf, true)))
        .containsExactly(
            "spark.decommission.enabled",
            "spark.storage.decommission.enabled",
            "spark.storage.decommission.shuffleBlocks.enabled",
            "spark.storage.decommission.rddBlocks.enabled");
  }

  @Test
  void offersNoDecommissioningForACrashNorBeforeItExists() {
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(Runs.on("yarn", "3.5.7"), false)))
        .containsExactly("spark.shuffle.service.enabled");
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(Runs.on("yarn", "3.0.3"), true)))
        .containsExactly("spark.shuffle.service.enabled");
  }

  @Test
  void neverOffersAShuffleServiceOnKubernetes() {
    SparkConf conf = Runs.on(Runs.KUBERNETES, "3.3.4", "spark.dynamicAllocation.enabled", "true");
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(conf, false)))
        .containsExactly("spark.dynamicAllocation.shuffleTracking.enabled");
    SparkConf wrong = Runs.on(Runs.KUBERNETES, "3.5.7", "spark.shuffle.service.enabled", "true");
    assertThat(Runs.titles(ShuffleRemedies.shuffleServiceDown(wrong, "")))
        .containsExactly("spark.shuffle.service.enabled true → false");
  }

  @Test
  void recoversShuffleFilesFromVolumesThatOutliveAnExecutor() {
    SparkConf conf =
        Runs.on(
            Runs.KUBERNETES,
            "3.5.7",
            "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.mount.path",
            "/data");
    assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(conf, false)))
        .contains("spark.shuffle.sort.io.plugin.class");
  }

  @Test
  void neverRaisesTaskFailuresForFetchFailures() {
    for (String master : List.of("yarn", Runs.KUBERNETES, Runs.STANDALONE, "local[2]")) {
      SparkConf conf = Runs.on(master, "3.5.7");
      assertThat(Runs.keys(ShuffleRemedies.shuffleDataLost(conf, false)))
          .doesNotContain("spark.task.maxFailures", "spark.stage.maxConsecutiveAttempts");
    }
  }

  @Test
  void looksAtTheSilentPeerBeforeItRetries() {
    List<Remedy> remedies = ShuffleRemedies.shuffleTimeout(Runs.on("yarn", "3.5.7"), "executor 4");
    assertThat(Runs.titles(remedies))
        .containsExactly(
            "Look at executor 4 in the silent minutes: GC, CPU limit, disk",
            "spark.shuffle.io.maxRetries default 3 → 6");
  }
}
