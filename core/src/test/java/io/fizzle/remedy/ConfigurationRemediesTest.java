package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigurationRemediesTest {

  private static List<String> titles(SparkConf conf) {
    return Runs.titles(ConfigurationRemedies.badConfiguration(conf, ""));
  }

  @Test
  void correctsAHeartbeatLongerThanTheTimeout() {
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.executor.heartbeatInterval", "200s")))
        .containsExactly("spark.executor.heartbeatInterval 200s → 10s");
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.network.timeout", "5s")))
        .containsExactly("spark.network.timeout 5s → 120s");
  }

  @Test
  void correctsACheckThatComesTooSeldom() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.network.timeout", "20s");
    assertThat(titles(conf)).containsExactly("spark.network.timeoutInterval default 60s → 10s");
    assertThat(titles(Runs.on("yarn", "2.4.8", "spark.network.timeout", "20s")))
        .containsExactly("Correct the setting that the message names");
  }

  @Test
  void switchesOffHeapOffOrGivesItASize() {
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.memory.offHeap.enabled", "true")))
        .containsExactly(
            "spark.memory.offHeap.enabled true → false",
            "spark.memory.offHeap.size default 0 → 1g");
  }

  @Test
  void movesTheHeapSizeToItsKey() {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-Xmx4g -Da=1");
    assertThat(titles(conf))
        .containsExactly(
            "spark.executor.extraJavaOptions -Xmx4g -Da=1 → -Da=1;"
                + " spark.executor.memory default 1g → 4g");
  }

  @Test
  void takesSparkPropertiesOutOfJavaOptions() {
    SparkConf conf =
        Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", "-Dspark.task.cpus=2");
    assertThat(titles(conf))
        .containsExactly("spark.executor.extraJavaOptions -Dspark.task.cpus=2 → remove (not set)");
    assertThat(ConfigurationRemedies.badConfiguration(conf, "").get(0).why())
        .contains("spark.task.cpus=2");
  }

  @Test
  void readsWhatWasMeantByASizeThatSparkRefuses() {
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.executor.memory", "1.5g")))
        .containsExactly("spark.executor.memory 1.5g → 1536m");
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.executor.memory", "4Gi")))
        .containsExactly("spark.executor.memory 4Gi → 4g");
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.task.cpus", "two")))
        .containsExactly("spark.task.cpus two → remove (default 1)");
  }

  @Test
  void raisesAHeapWithWhichSparkDoesNotStart() {
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.executor.memory", "300m")))
        .containsExactly("spark.executor.memory 300m → 1g");
    assertThat(titles(Runs.on("yarn", "3.5.7", "spark.executor.memory", "450m")))
        .containsExactly("Correct the setting that the message names");
  }

  @Test
  void raisesDirectMemoryWithWhichNoExecutorStarts() {
    String[] pairs = {"spark.executor.extraJavaOptions", "-XX:MaxDirectMemorySize=64m"};
    assertThat(titles(Runs.on("yarn", "3.5.7", pairs)))
        .containsExactly(
            "spark.executor.extraJavaOptions -XX:MaxDirectMemorySize=64m →"
                + " -XX:MaxDirectMemorySize=256m");
    assertThat(titles(Runs.on("yarn", "3.1.3", pairs)))
        .containsExactly("Correct the setting that the message names");
  }

  @Test
  void correctsLimitsBeyondWhatSparkAllows() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.kryoserializer.buffer.max",
            "2g",
            "spark.rpc.message.maxSize",
            "4096",
            "spark.memory.fraction",
            "60",
            "spark.task.cpus",
            "4");
    assertThat(titles(conf))
        .containsExactly(
            "spark.memory.fraction 60 → 0.6",
            "spark.kryoserializer.buffer.max 2g → 2047m",
            "spark.rpc.message.maxSize 4096 → 2047",
            "spark.executor.cores default 1 → 4");
  }

  @Test
  void givesDynamicAllocationSomeoneWhoKeepsShuffleFiles() {
    String[] dynamic = {"spark.dynamicAllocation.enabled", "true"};
    assertThat(titles(Runs.on(Runs.KUBERNETES, "3.3.4", dynamic)))
        .containsExactly("spark.dynamicAllocation.shuffleTracking.enabled default false → true");
    assertThat(titles(Runs.on("yarn", "2.4.8", dynamic)))
        .containsExactly("spark.shuffle.service.enabled default false → true");
    assertThat(titles(Runs.on("yarn", "3.5.7", dynamic)))
        .containsExactly("Correct the setting that the message names");
  }

  @Test
  void pointsToTheMessageWhereTheSettingsAreFine() {
    assertThat(
            Runs.titles(
                ConfigurationRemedies.badConfiguration(Runs.on("yarn", "3.5.7"), "no such key")))
        .containsExactly("Correct the setting that the message names: no such key");
  }

  @Test
  void takesOutOptionsThatTheJdkRefusesAndKeepsTheGcLog() {
    SparkConf conf =
        Runs.on(
            "yarn",
            "3.5.7",
            "spark.executor.extraJavaOptions",
            "-XX:+PrintGCDateStamps -XX:+UseGCLogFileRotation -Xloggc:/logs/gc.log -Da=1");
    List<Remedy> remedies =
        JavaOptionRemedies.optionRejected(conf, Jvm.EXECUTOR, "PrintGCDateStamps");
    assertThat(Runs.first(remedies).to()).isEqualTo("-Xloggc:/logs/gc.log -Da=1");
    SparkConf eight =
        Runs.onJava(8, "yarn", "2.4.8", "spark.executor.extraJavaOptions", "-Xlog:gc*:file=g.log");
    assertThat(
            Runs.first(
                    JavaOptionRemedies.optionRejected(eight, Jvm.EXECUTOR, "-Xlog:gc*:file=g.log"))
                .to())
        .isEqualTo("-Xloggc:g.log");
    assertThat(JavaOptionRemedies.optionRejected(conf, Jvm.EXECUTOR, "Unheard")).isNotEmpty();
    assertThat(JavaOptionRemedies.optionRejected(Runs.on("yarn", "3.5.7"), Jvm.DRIVER, "Unheard"))
        .isEmpty();
  }

  @Test
  void takesOutTheOptionWithWhichNoJvmStarts() {
    assertThat(rejected("-XX:MaxGCPauseMillis=200ms -Da=1", "MaxGCPauseMillis=200ms"))
        .containsExactly(
            "spark.executor.extraJavaOptions -XX:MaxGCPauseMillis=200ms -Da=1 → -Da=1");
    assertThat(
            rejected(
                "-XX:+UseG1GC -XX:+UseParallelGC -Da=1", "Multiple garbage collectors selected"))
        .containsExactly(
            "spark.executor.extraJavaOptions -XX:+UseG1GC -XX:+UseParallelGC -Da=1 →"
                + " -XX:+UseParallelGC -Da=1");
    assertThat(
            rejected(
                "-Xms2g -Da=1",
                "Initial heap size set to a larger value than the maximum heap size"))
        .containsExactly("spark.executor.extraJavaOptions -Xms2g -Da=1 → -Da=1");
    assertThat(
            rejected(
                "-javaagent:/opt/a.jar=port=1 -Da=1",
                "Error opening zip file or JAR manifest missing : /opt/a.jar"))
        .containsExactly(
            "spark.executor.extraJavaOptions -javaagent:/opt/a.jar=port=1 -Da=1 → -Da=1");
  }

  @Test
  void takesBackAJavaHomeThatNoNodeHas() {
    SparkConf conf =
        Runs.on("spark://m:7077", "4.1.1", "spark.executorEnv.JAVA_HOME", "/opt/jdk-21");
    assertThat(
            Runs.titles(
                ConfigurationRemedies.badConfiguration(
                    conf, "Cannot run program \"/opt/jdk-21/bin/java\": error=2")))
        .containsExactly("spark.executorEnv.JAVA_HOME /opt/jdk-21 → remove (not set)");
    assertThat(titles(conf)).containsExactly("Correct the setting that the message names");
  }

  private static List<String> rejected(String options, String refusal) {
    SparkConf conf = Runs.on("yarn", "3.5.7", "spark.executor.extraJavaOptions", options);
    return Runs.titles(JavaOptionRemedies.optionRejected(conf, Jvm.EXECUTOR, refusal));
  }
}
