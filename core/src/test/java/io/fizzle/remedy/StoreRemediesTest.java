package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreRemediesTest {
  private static final SparkConf SPARK = Runs.on("yarn", "3.5.7");

  @Test
  void aBucketOfAnotherRegionNamesTheRegion() {
    assertThat(
            Runs.titles(
                ConfigurationRemedies.badConfiguration(
                    SPARK, "the region 'us-east-1' is wrong; expecting 'eu-central-1' (Service:")))
        .containsExactly("Name the bucket's region: eu-central-1");
  }

  @Test
  void aSettingOfHadoopThatIsNoNumberTellsOfItsJars() {
    assertThat(
            Runs.titles(ConfigurationRemedies.badConfiguration(SPARK, "For input string: \"60s\"")))
        .containsExactly(
            "Use one version of Hadoop's jars, or write the setting whose value is \"60s\" as a"
                + " number");
  }

  @Test
  void aQuotaOfHdfsIsNoFullDisk() {
    assertThat(
            Runs.titles(
                StoreRemedies.quota(
                    "The NameSpace quota (directories and files) of directory /user/etl is"
                        + " exceeded: quota=1000000 file count=1000001")))
        .containsExactly(
            "Delete files, or write fewer and larger ones, or raise the quota of files of"
                + " /user/etl");
    assertThat(
            Runs.titles(
                StoreRemedies.quota(
                    "The DiskSpace quota of /user/etl is exceeded: quota = 1 B = 1 B but")))
        .containsExactly("Delete data, or raise the quota of space of /user/etl");
  }
}
