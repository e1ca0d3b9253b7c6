package io.fizzle.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.spark.ClusterFolder;
import io.fizzle.lab.spark.SparkDistribution;
import io.fizzle.lab.spark.SparkVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SanitiserTest {
  private final RunFolder run = new RunFolder(Path.of("/data/cache/runs/run-17"));
  private final Sanitiser sanitiser =
      new Sanitiser(
          new SparkDistribution(SparkVersion.SPARK_4_1, Path.of("/data/spark")),
          new ClusterFolder(Path.of("/data/cache/runs/cluster-3")),
          run);

  @Test
  void replacesTheFoldersOfTheRunAndOfSpark() {
    assertThat(sanitiser.clean("\"file:///data/cache/runs/run-17/eventlog\" /data/spark/jars/*"))
        .isEqualTo("\"file:///var/spark/run/eventlog\" /opt/spark/jars/*");
  }

  @Test
  void givesASettingOfACleanedRunTheFolderOfAnother() {
    assertThat(Sanitiser.restore("-Xlog:gc:file=/var/spark/run/gc/gc.log -Xss4m", run))
        .isEqualTo("-Xlog:gc:file=/data/cache/runs/run-17/gc/gc.log -Xss4m");
  }

  @Test
  void replacesWhatIsLeftOfAFolderInALineThatWasWrittenOver() {
    assertThat(sanitiser.clean("RECEIVED SIGNAL TERM\n/lab/runs/lab-703/cluster-71/local/spark-92"))
        .isEqualTo("RECEIVED SIGNAL TERM\n/var/spark/cluster/local/spark-92");
  }

  @Test
  void leavesLongerNamesAlone() {
    assertThat(sanitiser.clean("/data/sparkling /data/spark-2 x/data/spark"))
        .isEqualTo("/data/sparkling /data/spark-2 x/data/spark");
  }

  @Test
  void replacesTheUserOnlyWhereSparkNamesIt() {
    String user = System.getProperty("user.name");

    assertThat(sanitiser.clean("24/03/14 INFO SecurityManager: Changing view acls to: " + user))
        .isEqualTo("24/03/14 INFO SecurityManager: Changing view acls to: spark");
    assertThat(sanitiser.clean("the " + user + " of the matter"))
        .isEqualTo("the " + user + " of the matter");
  }

  @Test
  void replacesTheKernelBuild() {
    assertThat(sanitiser.clean("OS info Linux, " + System.getProperty("os.version") + ", amd64"))
        .isEqualTo("OS info Linux, 6.1.0, amd64");
  }
}
