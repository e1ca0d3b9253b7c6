package io.fizzle.remedy;

import static io.fizzle.remedy.Runs.GIB;
import static io.fizzle.remedy.Runs.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriverRemediesTest {

  @Test
  void writesInsteadOfCollectingBeforeItRaisesTheLimit() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    List<Remedy> remedies = DriverRemedies.driverResultSize(conf, 1100 * MIB, GIB);
    assertThat(remedies.get(0)).isInstanceOf(CodeChange.class);
    ConfigurationChange change = Runs.change(remedies.get(1));
    assertThat(change.title())
        .isEqualTo(
            "spark.driver.maxResultSize default 1g → 1536m; spark.driver.memory default 1g → 4g");
    assertThat(change.arithmetic()).startsWith("1.1 GiB of results against a limit of 1 GiB");
    assertThat(change.why()).contains("--driver-memory 4g");
  }

  @Test
  void leavesADriverThatIsLargeEnough() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.driver.memory", "16g");
    assertThat(Runs.keys(DriverRemedies.driverResultSize(conf, 1100 * MIB, GIB)))
        .containsExactly("spark.driver.maxResultSize");
  }

  @Test
  void switchesTheBroadcastOffBeforeItRaisesTheDriver() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    assertThat(Runs.titles(DriverRemedies.broadcastTooLarge(conf, 2 * GIB, false)))
        .containsExactly(
            "spark.sql.autoBroadcastJoinThreshold default 10MB → -1",
            "Take the broadcast hint off the join",
            "spark.driver.memory default 1g → 6g");
  }

  @Test
  void returnsToTheDefaultThresholdWhereItWasRaised() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.sql.autoBroadcastJoinThreshold",
            "1g",
            "spark.sql.adaptive.autoBroadcastJoinThreshold",
            "1g");
    assertThat(Runs.first(DriverRemedies.broadcastTooLarge(conf, 0, true)).title())
        .isEqualTo(
            "spark.sql.autoBroadcastJoinThreshold 1g → 10m;"
                + " spark.sql.adaptive.autoBroadcastJoinThreshold 1g → 10m");
  }

  @Test
  void writesThresholdsAsPlainNumbersBeforeThree() {
    SparkConf conf = Runs.on("yarn", "2.4.8", "spark.sql.autoBroadcastJoinThreshold", "1073741824");
    assertThat(Runs.first(DriverRemedies.broadcastTimeout(conf, 300)).to()).isEqualTo("10485760");
  }

  @Test
  void findsTheHintWhereTheThresholdIsOff() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.sql.autoBroadcastJoinThreshold", "-1");
    List<Remedy> remedies = DriverRemedies.broadcastTimeout(conf, 300);
    assertThat(Runs.titles(remedies))
        .containsExactly(
            "Take the broadcast hint off the join",
            "spark.sql.broadcastTimeout default 300s → 600s");
  }

  @Test
  void takesBackABroadcastTimeoutBelowTheDefaultBeforeAnythingElse() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.sql.broadcastTimeout", "5");
    assertThat(Runs.first(DriverRemedies.broadcastTimeout(conf, 5)))
        .satisfies(
            timeout -> {
              assertThat(timeout.title()).isEqualTo("spark.sql.broadcastTimeout 5 → 300s");
              assertThat(timeout.arithmetic()).isEqualTo("5 s → Spark's default of 300 s");
            });
  }

  @Test
  void believesTheMessageWhereASessionSetTheBroadcastTimeout() {
    SparkConf other = Runs.on("yarn", "3.5.7", "spark.sql.broadcastTimeout", "300");
    assertThat(Runs.first(DriverRemedies.broadcastTimeout(other, 1)).title())
        .isEqualTo("spark.sql.broadcastTimeout 1s (set in the session) → 300s");
  }

  @Test
  void saysTheTimeoutOfTheMessageWhereNoConfigurationWasRead() {
    SparkConf nothing = SparkConf.of(Map.of(), null, null, 0);
    List<Remedy> usual = DriverRemedies.broadcastTimeout(nothing, 300);
    assertThat(usual.get(usual.size() - 1).title())
        .isEqualTo("spark.sql.broadcastTimeout default 300s → 600s");
    List<Remedy> longer = DriverRemedies.broadcastTimeout(nothing, 1200);
    assertThat(longer.get(longer.size() - 1).title())
        .isEqualTo("spark.sql.broadcastTimeout 1200s → 2400s");
  }

  @Test
  void sendsLargeTasksAsBroadcastBeforeItRaisesTheMessage() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    List<Remedy> remedies = DriverRemedies.rpcMessageSize(conf, 180 * MIB);
    assertThat(remedies.get(0)).isInstanceOf(CodeChange.class);
    assertThat(remedies.get(1).title()).isEqualTo("spark.rpc.message.maxSize default 128 → 227");
    assertThat(Runs.change(remedies.get(1)).arithmetic())
        .isEqualTo("180 MiB × 1.25 → 227 MiB (the key counts MiB, at most 2047)");
  }

  @Test
  void doesNotPromiseAMessageBeyondSparksLimit() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    assertThat(DriverRemedies.rpcMessageSize(conf, 3 * GIB))
        .hasOnlyElementsOfType(CodeChange.class);
  }

  @Test
  void raisesTheKryoBufferFarEnoughForWhatWasStillToCome() {
    SparkConf conf = Runs.on("yarn", "3.5.7");
    ConfigurationChange change = Runs.first(DriverRemedies.kryoBuffer(conf, 0, 30 * MIB));
    assertThat(change.title()).isEqualTo("spark.kryoserializer.buffer.max default 64m → 256m");
    assertThat(change.arithmetic())
        .startsWith("buffer 64 MiB was full and 30 MiB more were needed");
    assertThat(Runs.first(DriverRemedies.kryoBuffer(conf, 0, 400 * MIB)).to()).isEqualTo("1g");
  }

  @Test
  void takesALowKryoBufferBackToSparksDefault() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.kryoserializer.buffer.max", "2m");
    assertThat(Runs.first(DriverRemedies.kryoBuffer(conf, 0, 8)).to()).isEqualTo("64m");
  }

  @Test
  void keepsTheKryoBufferBelowTwoGibibytes() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.kryoserializer.buffer.max", "1g");
    assertThat(Runs.first(DriverRemedies.kryoBuffer(conf, 0, 100 * MIB)).to()).isEqualTo("2047m");
    assertThat(DriverRemedies.kryoBuffer(conf, 0, 2 * GIB)).hasOnlyElementsOfType(CodeChange.class);
  }

  @Test
  void raisesTheDriversHeapForADriverThatRanOut() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.driver.memory", "4g");
    HeapUse use = new HeapUse(Jvm.DRIVER, 3400 * MIB, -1, 0, false);
    assertThat(Runs.titles(DriverRemedies.driverHeap(conf, use)))
        .containsExactly(
            "spark.driver.memory 4g → 4352m",
            "Write results from the executors instead of bringing them to the driver");
  }
}
