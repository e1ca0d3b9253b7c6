package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkConfTest {

  private static SparkConf conf(String version, String... pairs) {
    return Runs.on("spark://host:7077", version, pairs);
  }

  @ParameterizedTest
  @CsvSource({
    "4.1.1, spark.executor.memory, 1g",
    "2.4.8, spark.driver.memory, 1g",
    "4.1.1, spark.network.timeout, 120s",
    "3.1.3, spark.executor.heartbeatInterval, 10s",
    "4.1.1, spark.memory.fraction, 0.6",
    "4.1.1, spark.memory.storageFraction, 0.5",
    "4.1.1, spark.driver.maxResultSize, 1g",
    "4.1.1, spark.sql.shuffle.partitions, 200",
    "2.4.8, spark.sql.autoBroadcastJoinThreshold, 10485760",
    "3.0.3, spark.sql.autoBroadcastJoinThreshold, 10MB",
    "4.1.1, spark.sql.broadcastTimeout, 300",
    "4.1.1, spark.rpc.message.maxSize, 128",
    "4.1.1, spark.kryoserializer.buffer.max, 64m",
    "4.1.1, spark.task.maxFailures, 4",
    "4.1.1, spark.stage.maxConsecutiveAttempts, 4",
    "4.0.1, spark.executor.minMemoryOverhead, 384m",
    "3.3.4, spark.executor.memoryOverheadFactor, 0.1",
    "3.3.4, spark.dynamicAllocation.shuffleTracking.enabled, false",
    "3.4.4, spark.dynamicAllocation.shuffleTracking.enabled, true",
    "3.3.4, spark.storage.decommission.shuffleBlocks.enabled, false",
    "3.4.4, spark.storage.decommission.shuffleBlocks.enabled, true",
    "3.1.3, spark.sql.adaptive.enabled, false",
    "3.2.4, spark.sql.adaptive.enabled, true",
    "3.5.7, spark.stage.ignoreDecommissionFetchFailure, false",
    "4.0.1, spark.stage.ignoreDecommissionFetchFailure, true",
    "3.5.7, spark.speculation.multiplier, 1.5",
    "4.0.1, spark.speculation.multiplier, 3.0",
    "4.0.1, spark.speculation.quantile, 0.9"
  })
  void knowsTheDefaultsByVersion(String version, String key, String expected) {
    assertThat(conf(version).value(key)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.memoryOverhead, 2.2.0, false",
    "spark.executor.memoryOverhead, 2.3.0, true",
    "spark.yarn.executor.memoryOverhead, 4.1.1, true",
    "spark.executor.memoryOverheadFactor, 3.2.4, false",
    "spark.executor.memoryOverheadFactor, 3.3.0, true",
    "spark.executor.minMemoryOverhead, 3.5.7, false",
    "spark.decommission.enabled, 3.0.3, false",
    "spark.decommission.enabled, 3.1.1, true",
    "spark.excludeOnFailure.enabled, 3.0.3, false",
    "spark.blacklist.enabled, 3.5.7, true",
    "spark.blacklist.enabled, 4.1.1, false",
    "spark.rpc.numRetries, 3.3.4, true",
    "spark.rpc.numRetries, 3.4.4, false",
    "spark.python.worker.faulthandler.enabled, 3.1.3, false",
    "spark.shuffle.fetch.retry.count, 4.1.1, false",
    "spark.executorEnv.MALLOC_ARENA_MAX, 3.5.7, true",
    "spark.executorEnv., 3.5.7, false"
  })
  void knowsWhichVersionReadsWhichKey(String key, String version, boolean exists) {
    assertThat(SparkConf.exists(key, SparkVersion.parse(version).orElseThrow())).isEqualTo(exists);
  }

  @Test
  void readsDeprecatedNamesAndWritesTheNewOne() {
    SparkConf conf = conf("3.5.7", "spark.yarn.executor.memoryOverhead", "1024");
    assertThat(conf.find("spark.executor.memoryOverhead")).hasValue(SparkSize.GIB);
    assertThat(conf.change("spark.executor.memoryOverhead", SparkSize.ofMib(2048)))
        .isEqualTo(new Change("spark.executor.memoryOverhead", "1024", "not set", "2g"));
  }

  @Test
  void writesTheOldNameWhereTheVersionHasNoOther() {
    assertThat(conf("3.0.3").change("spark.excludeOnFailure.enabled", "true").key())
        .isEqualTo("spark.blacklist.enabled");
    assertThat(conf("3.0.3").nameOf("spark.storage.blockManagerHeartbeatTimeoutMs"))
        .isEqualTo("spark.storage.blockManagerSlaveTimeoutMs");
    assertThat(conf("2.2.3").nameOf("spark.executor.memoryOverhead"))
        .isEqualTo("spark.yarn.executor.memoryOverhead");
  }

  @Test
  void neverChangesAKeyThatTheVersionDoesNotHave() {
    assertThatThrownBy(() -> conf("3.0.3").change("spark.decommission.enabled", "true"))
        .hasMessage("spark.decommission.enabled does not exist in Spark 3.0.3");
  }

  @Test
  void writesPlainNumbersWhereTheVersionReadsNoSuffix() {
    SparkSize size = SparkSize.ofMib(20);
    String key = "spark.sql.autoBroadcastJoinThreshold";
    assertThat(conf("2.4.8").change(key, size).to()).isEqualTo("20971520");
    assertThat(conf("3.0.3").change(key, size).to()).isEqualTo("20m");
  }

  @Test
  void takesTheDefaultWhereTheValueCannotBeRead() {
    SparkConf conf =
        conf("3.5.7", "spark.executor.memory", "1.5g", "spark.task.cpus", "two", "my.own", "x");
    assertThat(conf.size("spark.executor.memory")).isEqualTo(SparkSize.ofMib(1024));
    assertThat(conf.number("spark.task.cpus")).isEqualTo(1);
    assertThat(conf.malformed()).containsExactly("spark.executor.memory", "spark.task.cpus");
  }

  @Test
  void doesNotCallMaskedValuesMalformed() {
    assertThat(conf("3.5.7", "spark.executor.memory", "*********(redacted)").malformed()).isEmpty();
  }

  @Test
  void readsNegativeThresholdsAsSwitchedOff() {
    SparkConf conf = conf("3.5.7", "spark.sql.autoBroadcastJoinThreshold", "-1");
    assertThat(conf.find("spark.sql.autoBroadcastJoinThreshold")).isEqualTo(OptionalLong.of(-1));
    assertThat(conf.size("spark.sql.autoBroadcastJoinThreshold").bytes()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "local, LOCAL",
    "local[*], LOCAL",
    "'local[4,2]', LOCAL",
    "'local-cluster[2,1,512]', LOCAL_CLUSTER",
    "spark://a:7077, STANDALONE",
    "yarn, YARN",
    "yarn-cluster, YARN",
    "k8s://https://api:6443, KUBERNETES",
    "mesos://a:5050, UNKNOWN",
    "'', UNKNOWN"
  })
  void tellsTheClusterManagerFromTheMaster(String master, ClusterManager manager) {
    assertThat(Runs.on(master, "3.5.7").manager()).isEqualTo(manager);
  }

  @Test
  void takesTheMasterFromThePropertiesFirst() {
    SparkConf conf = SparkConf.of(Map.of("spark.master", "yarn"), "3.5.7", "spark://a:7077", 0);
    assertThat(conf.manager()).isEqualTo(ClusterManager.YARN);
    assertThat(SparkConf.of(Map.of(), null, null, 0).version()).isEqualTo(SparkVersion.NEWEST);
  }

  @ParameterizedTest
  @CsvSource({
    "yarn, 1",
    "k8s://https://a, 1",
    "spark://a:7077, 0",
    "local[4], 4",
    "'local[4,2]', 4",
    "local[*], 0",
    "local, 1",
    "'local-cluster[2,3,512]', 3"
  })
  void knowsHowManyTasksAnExecutorRuns(String master, int tasks) {
    assertThat(Runs.on(master, "3.5.7").concurrentTasks()).isEqualTo(tasks);
  }

  @Test
  void dividesCoresByTheCpusOfATask() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.cores", "8", "spark.task.cpus", "2");
    assertThat(conf.concurrentTasks()).isEqualTo(4);
  }

  @Test
  void givesExecutorsUpAfterTheirOwnTimeoutOrTheNetworks() {
    assertThat(conf("3.5.7").heartbeatTimeout()).isEqualTo(SparkTime.ofSeconds(120));
    assertThat(conf("3.5.7", "spark.network.timeout", "20s").heartbeatTimeout())
        .isEqualTo(SparkTime.ofSeconds(20));
    assertThat(
            conf("3.0.3", "spark.storage.blockManagerSlaveTimeoutMs", "30000").heartbeatTimeout())
        .isEqualTo(SparkTime.ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.1-amzn-0, 3.5.1",
    "4.2.0-SNAPSHOT, 4.2.0",
    "3.4, 3.4.0",
    "3.3.0.3.3.2.1-1, 3.3.0"
  })
  void readsVersionsOfVendors(String text, String expected) {
    assertThat(SparkVersion.parse(text).orElseThrow()).hasToString(expected);
  }

  @Test
  void everyKeyOfTheTableHasDefaultsThatSparkCouldRead() {
    assertThat(SparkKeys.all())
        .hasSizeGreaterThan(1700)
        .allSatisfy(
            key ->
                assertThat(key.defaults().values())
                    .allMatch(value -> value.startsWith("=") || key.accepts(value), key.name()));
  }

  @Test
  void tellsADefaultFromAConfigurationThatWasNotRead() {
    SparkConf unread = SparkConf.of(Map.of("spark.master", "yarn"), "3.5.7", null, 17);
    SparkConf read = SparkConf.of(Map.of("spark.executor.cores", "4"), "3.5.7", "yarn", 17);
    assertThat(unread.change("spark.executor.memory", "2g").text())
        .isEqualTo("spark.executor.memory unknown (default 1g) → 2g");
    assertThat(read.change("spark.executor.memory", "2g").text())
        .isEqualTo("spark.executor.memory default 1g → 2g");
  }

  @Test
  void takesTheNearestOlderLineForAVersionThatIsNotKnown() {
    assertThat(SparkVersion.LINES.get(0)).isEqualTo(SparkVersion.OLDEST.line());
    assertThat(SparkVersion.LINES.get(SparkVersion.LINES.size() - 1))
        .isEqualTo(SparkVersion.NEWEST.line());
    assertThat(new SparkVersion(9, 9, 0).nearestKnown().line()).isEqualTo("4.2");
    assertThat(new SparkVersion(3, 7, 1).nearestKnown().line()).isEqualTo("3.5");
    assertThat(new SparkVersion(1, 2, 0).nearestKnown().line()).isEqualTo("1.6");
    assertThat(new SparkVersion(3, 5, 9).isKnown()).isTrue();
  }
}
