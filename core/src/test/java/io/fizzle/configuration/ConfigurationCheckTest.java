package io.fizzle.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.remedy.SparkSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationCheckTest {
  private static final Source FILE =
      new Source("spark-defaults.conf", SourceKind.SPARK_CONF, Owner.UNKNOWN);

  private static List<Problem> check(String spark, String master, int java, String... pairs) {
    return check(spark, master, java, Surroundings.UNKNOWN, pairs);
  }

  private static List<Problem> check(
      String spark, String master, int java, Surroundings surroundings, String... pairs) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Evidence evidence = new Evidence(FILE, 1 + i / 2, null, pairs[i] + "=" + pairs[i + 1]);
      settings.add(new Setting(pairs[i], pairs[i + 1], evidence, false));
    }
    return ConfigurationCheck.check(Configuration.of(settings, spark, master, java, surroundings));
  }

  private static String only(List<Problem> problems) {
    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    return problem.severity().id() + " " + problem.key() + " " + problem.says();
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.memmory, spark.executor.memory",
    "spark.sql.shufle.partitions, spark.sql.shuffle.partitions",
    "spark.dynamicallocation.enabled, spark.dynamicAllocation.enabled",
    "spark.exectuor.cores, spark.executor.cores",
    "spark.sqll.adaptive.enabled, spark.sql.adaptive.enabled"
  })
  void asksWhatWasMeantByAKeyThatDoesNotExist(String wrong, String meant) {
    List<Problem> problems = check("4.1.1", "yarn", 17, wrong, "1");
    assertThat(problems).singleElement().extracting(Problem::fix).asString().contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.s3a.endpoint",
        "spark.databricks.delta.optimizeWrite.enabled",
        "spark.rapids.sql.enabled",
        "spark.sql.catalog.lake",
        "spark.sql.catalog.lake.warehouse",
        "spark.executorEnv.PYTHONHASHSEED",
        "spark.yarn.appMasterEnv.JAVA_HOME",
        "spark.kubernetes.executor.label.team",
        "spark.kubernetes.driver.volumes.hostPath.data.mount.path",
        "spark.executor.resource.gpu.amount",
        "spark.metrics.conf.*.sink.graphite.class",
        "spark.acme.pipeline.owner",
        "spark.sql.iceberg.handle-timestamp-without-timezone"
      })
  void leavesKeysOfOthersAlone(String key) {
    assertThat(check("4.1.1", "k8s://https://api", 17, key, "x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.7, spark.yarn.executor.memoryOverhead, 1024, note",
    "3.5.7, spark.blacklist.enabled, true, note",
    "4.1.1, spark.blacklist.enabled, true, warning",
    "4.1.1, spark.rpc.numRetries, 3, warning",
    "4.1.1, spark.sql.legacy.avro.datetimeRebaseModeInRead, LEGACY, error",
    "4.1.1, spark.sql.legacy.avro.datetimeRebaseModeInRead, CORRECTED, note",
    "3.0.3, spark.decommission.enabled, true, warning"
  })
  void knowsWhatBecameOfAKeyInEachVersion(
      String version, String key, String value, String severity) {
    assertThat(check(version, "yarn", 17, key, value))
        .singleElement()
        .extracting(problem -> problem.severity().id())
        .isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "spark.executor.memory, 1.5g, write 1536m",
    "spark.executor.memory, 4Gi, write 4g",
    "spark.network.timeout, 2 minutes, 'a whole number with us, ms, s, m, h or d, for example"
        + " 120s'",
    "spark.sql.shuffle.partitions, many, a whole number",
    "spark.sql.shuffle.partitions, 0, at least 1",
    "spark.shuffle.service.enabled, yes, true or false",
    "spark.sql.sources.partitionOverwriteMode, dynamc, 'one of DYNAMIC, STATIC'"
  })
  void saysWhatAValueMustLookLike(String key, String value, String fix) {
    assertThat(check("4.1.1", "yarn", 17, key, value))
        .singleElement()
        .extracting(Problem::fix)
        .isEqualTo(fix);
  }

  @Test
  void takesValuesInAnyCaseWhereSparkDoes() {
    assertThat(check("4.1.1", "yarn", 17, "spark.sql.sources.partitionOverwriteMode", "dynamic"))
        .isEmpty();
  }

  @Test
  void findsWhatSparkRefusesToHaveTogether() {
    assertThat(only(check("4.1.1", "yarn", 17, "spark.executor.heartbeatInterval", "120s")))
        .isEqualTo(
            "error spark.executor.heartbeatInterval the heartbeat interval (120 s) must be shorter"
                + " than spark.network.timeout (120 s)");
    assertThat(
            only(
                check(
                    "4.1.1",
                    "yarn",
                    17,
                    "spark.dynamicAllocation.enabled",
                    "true",
                    "spark.dynamicAllocation.minExecutors",
                    "5",
                    "spark.dynamicAllocation.maxExecutors",
                    "3")))
        .isEqualTo(
            "error spark.dynamicAllocation.minExecutors minExecutors (5) is more than maxExecutors"
                + " (3)");
    assertThat(only(check("4.1.1", "yarn", 17, "spark.memory.offHeap.enabled", "true")))
        .startsWith("error spark.memory.offHeap.enabled");
    assertThat(only(check("4.1.1", "yarn", 17, "spark.task.cpus", "2")))
        .isEqualTo("error spark.task.cpus a task needs 2 cores and an executor has 1");
  }

  @Test
  void wantsShuffleFilesToOutliveExecutorsWhereTheVersionDoesNotTrackThem() {
    assertThat(only(check("3.3.4", "yarn", 17, "spark.dynamicAllocation.enabled", "true")))
        .startsWith("error spark.dynamicAllocation.enabled");
    assertThat(check("3.4.4", "yarn", 17, "spark.dynamicAllocation.enabled", "true")).isEmpty();
  }

  @Test
  void comparesAnExecutorWithTheNode() {
    Surroundings node = new Surroundings(64 * SparkSize.GIB, 16);
    assertThat(only(check("4.1.1", "yarn", 17, node, "spark.executor.memory", "60g")))
        .startsWith("error spark.executor.memory an executor needs 66 GiB and a node has 64 GiB");
    assertThat(check("4.1.1", "yarn", 17, node, "spark.executor.memory", "28g")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "3.5.7, 17, -XX:+PrintGCDateStamps, warning",
    "3.2.4, 17, -XX:+PrintGCDateStamps, error",
    "3.2.4, 8, -XX:+PrintGCDateStamps, ''",
    "4.1.1, 17, -XX:G1NewSizePercent=10, error",
    "4.1.1, 17, -XX:+UnlockExperimentalVMOptions -XX:G1NewSizePercent=10, ''",
    "4.1.1, 17, -XX:+UseG1GC -XX:+UseParallelGC, error",
    "4.1.1, 25, -XX:UseG1GC, error",
    "4.1.1, 17, -Xmx8g, error",
    "4.1.1, 17, -XX:+UseG1GC -XX:MaxGCPauseMillis=200, ''"
  })
  void knowsWhatTheJvmDoesWithAnOption(String spark, int java, String options, String severity) {
    List<String> found =
        check(spark, "yarn", java, "spark.executor.extraJavaOptions", options).stream()
            .map(problem -> problem.severity().id())
            .toList();
    assertThat(found).isEqualTo(severity.isEmpty() ? List.of() : List.of(severity));
  }

  @Test
  void saysNothingOfAMaskedOrSubstitutedValue() {
    assertThat(
            check(
                "4.1.1",
                "yarn",
                17,
                "spark.executor.memory",
                "*********(redacted)",
                "spark.driver.memory",
                "${MEMORY}"))
        .isEmpty();
  }
}
