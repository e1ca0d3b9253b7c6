package io.fizzle.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark's own checks refuse, and the nearest that they do not. */
class RefusedSettingsTest {
  private static final Source FILE =
      new Source("spark-defaults.conf", SourceKind.SPARK_CONF, Owner.UNKNOWN);

  /** Severity, key and what is said, of settings such as {@code a=1 b=2}. */
  private static List<String> check(
      @Nullable String spark, String master, int java, String settings) {
    List<Setting> all = new ArrayList<>();
    for (String pair : settings.split(" ")) {
      int equals = pair.indexOf('=');
      String key = pair.substring(0, equals);
      Evidence evidence = new Evidence(FILE, all.size() + 1, null, pair);
      all.add(new Setting(key, pair.substring(equals + 1), evidence, false));
    }
    return ConfigurationCheck.check(
            Configuration.of(all, spark, master, java, Surroundings.UNKNOWN))
        .stream()
        .map(one -> one.severity().id() + " " + one.key() + " " + one.says())
        .toList();
  }

  private static List<String> onYarn(String settings) {
    return check("4.1.1", "yarn", 17, settings);
  }

  private static List<String> onKubernetes(String settings) {
    return check("4.1.1", "k8s://https://api", 17, settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.rpc.message.maxSize=2048",
        "spark.rpc.message.maxSize=0",
        "spark.submit.deployMode=Cluster",
        "spark.log.level=verbose",
        "spark.serializer=kryo",
        "spark.serializer=KryoSerializer",
        "spark.serializer=org.apache.spark.serializer.KyroSerializer",
        "spark.serializer=org.apache.spark.KryoSerializer",
        "spark.shuffle.manager=hash",
        "spark.shuffle.manager=org.apache.spark.shuffle.hash.HashShuffleManager",
        "spark.io.compression.codec=brotli",
        "spark.io.compression.codec=gzip",
        "spark.io.compression.codec=org.apache.spark.io.LZ4CompresionCodec",
        "spark.executor.cores=0",
        "spark.driver.cores=0",
        "spark.task.cpus=0",
        "spark.executor.instances=0",
        "spark.executor.memory=0g",
        "spark.driver.memory=0",
        "spark.network.crypto.enabled=true",
        "spark.executor.heartbeatInterval=200s"
      })
  void refusesOne(String setting) {
    assertThat(onYarn(setting))
        .singleElement()
        .asString()
        .startsWith("error " + setting.substring(0, setting.indexOf('=')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.rpc.message.maxSize=2047",
        "spark.submit.deployMode=cluster",
        "spark.log.level=warn",
        "spark.serializer=org.apache.spark.serializer.KryoSerializer",
        "spark.serializer=com.example.serializer.JavaSerializer",
        "spark.shuffle.manager=SORT",
        "spark.shuffle.manager=org.apache.spark.shuffle.celeborn.SparkShuffleManager",
        "spark.io.compression.codec=LZ4",
        "spark.io.compression.codec=org.apache.spark.io.ZStdCompressionCodec",
        "spark.io.compression.codec=com.example.BrotliCodec",
        "spark.eventLog.compression.codec=gzip",
        "spark.executor.cores=1",
        "spark.executor.instances=1"
      })
  void takesItsNeighbour(String setting) {
    assertThat(onYarn(setting)).isEmpty();
  }

  @Test
  void asksForTheCodecOfAnEventLogOnlyWhereOneIsWrittenAndCompressed() {
    assertThat(onYarn("spark.eventLog.enabled=true spark.eventLog.compression.codec=gzip"))
        .containsExactly(
            "error spark.eventLog.compression.codec \"gzip\" is no class that Spark can load");
    assertThat(
            check(
                "3.5.7",
                "yarn",
                17,
                "spark.eventLog.enabled=true spark.eventLog.compression.codec=gzip"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxExecutors=0 | error maxExecutors is the most executors that there may be, and not 0",
        "minExecutors=-1 | error minExecutors is a number of executors, and not -1",
        "initialExecutors=9 spark.dynamicAllocation.maxExecutors=5"
            + "| error initialExecutors asks for 9 executors to begin with, more than maxExecutors"
            + " (5)",
        "initialExecutors=2 spark.dynamicAllocation.minExecutors=5"
            + "| warning initialExecutors has no effect: it is less than minExecutors (5)",
        "schedulerBacklogTimeout=500ms"
            + "| error schedulerBacklogTimeout must be a second at least: Spark reads whole seconds"
      })
  void knowsTheBoundsOfDynamicAllocation(String settings, String expected) {
    assertThat(onYarn("spark.dynamicAllocation.enabled=true spark.dynamicAllocation." + settings))
        .containsExactly(expected.replaceFirst(" ", " spark.dynamicAllocation."));
  }

  @Test
  void takesMoreInstancesThanTheLimitForAContradiction() {
    String settings =
        "spark.dynamicAllocation.enabled=true spark.executor.instances=9"
            + " spark.dynamicAllocation.maxExecutors=5";
    String says =
        " spark.executor.instances asks for 9 executors to begin with, more than maxExecutors (5)";
    assertThat(onYarn(settings)).containsExactly("error" + says);
    assertThat(check("4.1.1", "spark://master:7077", 17, settings)).contains("warning" + says);
  }

  @Test
  void wantsShuffleFilesToOutliveExecutors() {
    String without =
        "spark.dynamicAllocation.enabled=true"
            + " spark.dynamicAllocation.shuffleTracking.enabled=false";
    String refused =
        "error spark.dynamicAllocation.enabled dynamic allocation has nothing that keeps shuffle"
            + " files when executors go";
    assertThat(onYarn(without)).containsExactly(refused);
    assertThat(onYarn(without + " spark.shuffle.manager=sort")).containsExactly(refused);
    assertThat(onYarn(without + " spark.shuffle.service.enabled=true")).isEmpty();
    assertThat(onYarn(without + " spark.decommission.enabled=true")).isEmpty();
    assertThat(onYarn(without + " spark.shuffle.manager=org.apache.uniffle.RssShuffleManager"))
        .isEmpty();
  }

  @Test
  void knowsWhatKubernetesDoesNotTake() {
    assertThat(onKubernetes("spark.shuffle.service.enabled=true"))
        .containsExactly(
            "warning spark.shuffle.service.enabled Spark on Kubernetes brings no external shuffle"
                + " service");
    assertThat(onYarn("spark.shuffle.service.enabled=true")).isEmpty();
    assertThat(
            onKubernetes(
                "spark.kubernetes.executor.request.cores=2500m"
                    + " spark.kubernetes.executor.limit.cores=2"))
        .containsExactly(
            "error spark.kubernetes.executor.limit.cores the limit (2 cores) is less than the"
                + " request (2500m, spark.kubernetes.executor.request.cores)");
    assertThat(onKubernetes("spark.driver.cores=2 spark.kubernetes.driver.limit.cores=1500m"))
        .containsExactly(
            "error spark.kubernetes.driver.limit.cores the limit (1500m cores) is less than the"
                + " request (2, spark.driver.cores)");
    assertThat(
            onKubernetes(
                "spark.executor.cores=4 spark.kubernetes.executor.request.cores=1.5"
                    + " spark.kubernetes.executor.limit.cores=1500m"))
        .isEmpty();
  }

  @Test
  void knowsWhichOfTwoNamesOfAKeyCounts() {
    assertThat(onYarn("spark.yarn.executor.memoryOverhead=1024 spark.executor.memoryOverhead=512m"))
        .containsExactly(
            "warning spark.yarn.executor.memoryOverhead has no effect beside"
                + " spark.executor.memoryOverhead, the name of the same key today, which is set to"
                + " 512m");
    assertThat(onYarn("spark.yarn.executor.memoryOverhead=1024"))
        .containsExactly(
            "note spark.yarn.executor.memoryOverhead is called spark.executor.memoryOverhead since"
                + " Spark 2.3");
    assertThat(onYarn("spark.kryoserializer.buffer.max.mb=512"))
        .containsExactly(
            "note spark.kryoserializer.buffer.max.mb is called spark.kryoserializer.buffer.max"
                + " since Spark 1.4");
  }

  @Test
  void readsANumberWithoutAUnitAsSparkDoes() {
    assertThat(onYarn("spark.executor.memory=4096"))
        .containsExactly(
            "error spark.executor.memory has no unit: 4096 is a number of bytes here, and of MiB"
                + " elsewhere");
    assertThat(onYarn("spark.driver.memory=8"))
        .containsExactly(
            "error spark.driver.memory has no unit: 8 is a number of bytes here, and of MiB"
                + " elsewhere");
    assertThat(onYarn("spark.executor.memory=4294967296"))
        .containsExactly(
            "warning spark.executor.memory has no unit: 4294967296 is a number of bytes here, and"
                + " of MiB elsewhere");
    assertThat(onYarn("spark.driver.memory=4096 spark.submit.deployMode=cluster")).isEmpty();
    assertThat(onYarn("spark.executor.memoryOverhead=1024")).isEmpty();
  }

  @Test
  void knowsWhichJavaRunsASpark() {
    assertThat(check("4.1.1", "yarn", 11, "spark.executor.memory=4g"))
        .containsExactly("error java Spark 4.1 needs Java 17 or newer");
    assertThat(check("3.5.7", "yarn", 11, "spark.executor.memory=4g")).isEmpty();
    assertThat(check("4.1.1", "yarn", 0, "spark.executor.memory=4g")).isEmpty();
    // an old event log may tell its Java and not its Spark
    assertThat(check(null, "yarn", 8, "spark.executor.memory=4g")).isEmpty();
  }

  @Test
  void knowsFlagsThatNoJavaOfThisSparkHas() {
    String options = "spark.executor.extraJavaOptions=-XX:+UseConcMarkSweepGC";
    assertThat(check("4.1.1", "yarn", 0, options))
        .containsExactly(
            "warning spark.executor.extraJavaOptions no Java that runs Spark 4.1 knows"
                + " -XX:+UseConcMarkSweepGC");
    assertThat(check("3.5.7", "yarn", 0, options)).isEmpty();
    assertThat(check("4.1.1", "yarn", 0, "spark.executor.extraJavaOptions=-XX:+UseG1GC")).isEmpty();
  }

  @Test
  void saysNothingOfWhatSparkRecordedItself() {
    Evidence evidence = new Evidence(FILE, 1, null, "");
    List<Setting> recorded =
        List.of(
            new Setting("spark.executor.memory", "4294967296", evidence, true),
            new Setting("spark.executor.instances", "0", evidence, true));
    assertThat(
            ConfigurationCheck.check(
                Configuration.of(recorded, "3.5.7", "yarn", 17, Surroundings.UNKNOWN)))
        .isEmpty();
  }
}
