package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorruptBlockRemediesTest {

  @Test
  void aServerIsOnlyLeftOutWhereFetchesCountForIt() {
    assertThat(Runs.keys(CorruptBlockRemedies.onDisk(Runs.on("yarn", "3.5.7"), "n1")))
        .containsExactly(
            "spark.excludeOnFailure.enabled",
            "spark.excludeOnFailure.application.fetchFailure.enabled");
    assertThat(Runs.keys(CorruptBlockRemedies.onDisk(Runs.on("yarn", "2.4.8"), "n1")))
        .containsExactly(
            "spark.blacklist.enabled", "spark.blacklist.application.fetchFailure.enabled");
    assertThat(Runs.keys(CorruptBlockRemedies.onDisk(Runs.on("yarn", "2.1.3"), "n1"))).isEmpty();
  }

  @Test
  void theInputIsNeverToBeRepaired() {
    SparkConf conf = Runs.on("yarn", "3.5.7");

    assertThat(CorruptBlockRemedies.ofUnknownReason(conf, "n1", "Stream is corrupted"))
        .extracting(Remedy::toString)
        .noneMatch(text -> text.contains("ignoreCorruptFiles") || text.contains("Restore"))
        .anyMatch(text -> text.contains("the input is not at fault"));
  }

  @Test
  void sumsThatAgreeClearDiskAndNetwork() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    String message = "Block shuffle_0_3_7 is corrupted but checksum verification passed";

    assertThat(CorruptBlockRemedies.ofUnknownReason(conf, "", message).get(0).toString())
        .contains("neither the disk nor the network changed it");
  }
}
