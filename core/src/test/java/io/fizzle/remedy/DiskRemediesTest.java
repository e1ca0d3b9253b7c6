package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskRemediesTest {

  @ParameterizedTest
  @CsvSource({
    "yarn, yarn.nodemanager.local-dirs",
    "spark://a:7077, SPARK_LOCAL_DIRS",
    "local[2], spark.local.dir",
    "k8s://https://a, spark-local-dir"
  })
  void enlargesTheDirectoriesThatTheClusterManagerRules(String master, String where) {
    List<Remedy> remedies = DiskRemedies.diskFull(Runs.on(master, "3.5.7"), Jvm.EXECUTOR, "");
    assertThat(remedies.get(remedies.size() - 1).title()).contains(where);
    assertThat(Runs.keys(remedies)).doesNotContain("spark.local.dir");
  }

  @Test
  void givesEachPodAVolumeWhereItHasNone() {
    List<Remedy> remedies =
        DiskRemedies.diskFull(Runs.on(Runs.KUBERNETES, "3.5.7"), Jvm.EXECUTOR, "");
    String volume = "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.";
    assertThat(Runs.keys(remedies))
        .contains(
            volume + "options.claimName", volume + "options.sizeLimit", volume + "mount.path");
    assertThat(
            Runs.keys(DiskRemedies.diskFull(Runs.on(Runs.KUBERNETES, "3.0.3"), Jvm.EXECUTOR, "")))
        .isEmpty();
    SparkConf has = Runs.on(Runs.KUBERNETES, "3.5.7", volume + "mount.path", "/data");
    assertThat(Runs.keys(DiskRemedies.diskFull(has, Jvm.EXECUTOR, ""))).isEmpty();
  }

  @Test
  void compressesShuffleFilesAgain() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.shuffle.compress", "false");
    assertThat(Runs.first(DiskRemedies.diskFull(conf, Jvm.EXECUTOR, "")).title())
        .isEqualTo("spark.shuffle.compress false → true");
  }

  @Test
  void keepsTasksFromABadDisk() {
    assertThat(Runs.keys(DiskRemedies.badDisk(Runs.on("yarn", "3.5.7"), "n1")))
        .containsExactly("spark.excludeOnFailure.enabled");
    assertThat(Runs.keys(DiskRemedies.badDisk(Runs.on("yarn", "2.4.8"), "n1")))
        .containsExactly("spark.blacklist.enabled");
  }
}
