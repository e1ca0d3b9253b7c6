package io.fizzle.read.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.OptionRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SparkConfReaderTest {

  @Test
  void readsKeysSeparatedByBlanksEqualsAndColon() {
    Map<String, String> properties =
        properties(
            """
            # our defaults
            spark.executor.memory   4g
            spark.executor.cores=2
            ! old comment
            spark.driver.memory : 1g
            spark.sql.shuffle.partitions\t8
            """);

    assertThat(properties)
        .containsExactly(
            Map.entry("spark.driver.memory", "1g"),
            Map.entry("spark.executor.cores", "2"),
            Map.entry("spark.executor.memory", "4g"),
            Map.entry("spark.sql.shuffle.partitions", "8"));
  }

  @Test
  void citesTheLineOfEachProperty() {
    List<Configured> signals = read("# a\n\nspark.executor.memory 4g\n");

    assertThat(signals).hasSize(1);
    assertThat(signals.get(0).evidence().line()).isEqualTo(3);
    assertThat(signals.get(0).evidence().excerpt()).isEqualTo("spark.executor.memory=4g");
    assertThat(signals.get(0).complete()).isFalse();
  }

  @Test
  void keepsValuesWithEqualsAndBlanksWhole() {
    assertThat(
            properties("spark.executor.extraJavaOptions -XX:+UseG1GC -Dx=y -Xlog:gc*:file=a.log\n"))
        .containsEntry(
            "spark.executor.extraJavaOptions", "-XX:+UseG1GC -Dx=y -Xlog:gc*:file=a.log");
  }

  @Test
  void readsWhatJavaPropertiesEscaped() {
    assertThat(properties("spark.master=k8s\\://https\\://10.0.0.1\\:443\n"))
        .containsEntry("spark.master", "k8s://https://10.0.0.1:443");
  }

  @Test
  void joinsContinuedLines() {
    assertThat(properties("spark.jars a.jar,\\\n    b.jar\nspark.task.cpus 1\n"))
        .containsEntry("spark.jars", "a.jar,b.jar")
        .containsEntry("spark.task.cpus", "1");
  }

  @Test
  void masksSecrets() {
    List<Configured> signals =
        read("spark.hadoop.fs.s3a.secret.key abc123\nspark.x -Dpassword=hunter22 -Dy=z\n");

    assertThat(signals.toString()).doesNotContain("abc123").doesNotContain("hunter22");
    assertThat(signals.get(0).properties())
        .containsEntry("spark.hadoop.fs.s3a.secret.key", "*********(redacted)");
  }

  @Test
  void readsASubmitCommand() {
    Map<String, String> properties =
        properties(
            """
            #!/bin/bash
            /opt/spark/bin/spark-submit --master yarn --deploy-mode cluster -v \\
              --executor-memory 4g --num-executors 10 \\
              --conf spark.executor.memoryOverhead=1g \\
              --conf "spark.executor.extraJavaOptions=-XX:+UseG1GC -Da=b" \\
              --class com.example.Main app.jar --conf spark.task.cpus=9
            """);

    assertThat(properties)
        .containsExactly(
            Map.entry("spark.executor.extraJavaOptions", "-XX:+UseG1GC -Da=b"),
            Map.entry("spark.executor.instances", "10"),
            Map.entry("spark.executor.memory", "4g"),
            Map.entry("spark.executor.memoryOverhead", "1g"),
            Map.entry("spark.master", "yarn"),
            Map.entry("spark.submit.deployMode", "cluster"));
  }

  @Test
  void tellsOptionsThatSparkSubmitRefuses() {
    assertThat(
            refused("spark-submit --executor-memry 4G --num-executors 3 app.py --executor-memry"))
        .containsExactly("--executor-memry 4G");
    assertThat(refused("spark-submit --executor-core=4 app.py"))
        .containsExactly("--executor-core 4");
    assertThat(refused("spark-submit --conf spark.sql.shuffle.partitions 200 app.py"))
        .containsExactly("--conf spark.sql.shuffle.partitions");
    assertThat(refused("spark-submit -jars a.jar --class Main app.jar"))
        .containsExactly("-jars a.jar");
  }

  @Test
  void leavesOptionsToProgramsThatHaveTheirOwn() {
    assertThat(refused("spark-sql --master yarn --hiveconf a=b -e 'select 1'")).isEmpty();
    assertThat(
            refused(
                "spark-submit --class org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
                    + " --hiveconf a=b spark-internal"))
        .isEmpty();
    assertThat(refused("spark-submit --conf $MORE --load-spark-defaults --remote sc://a app.py"))
        .isEmpty();
  }

  private static List<String> refused(String command) {
    List<String> refused = new ArrayList<>();
    new SparkConfReader()
        .read(
            input(),
            stream(command + "\n"),
            signal -> {
              if (signal instanceof OptionRefused option) {
                refused.add(option.option() + " " + option.value());
              }
            });
    return refused;
  }

  @Test
  void countsLinesThatSetNothing() {
    ReadReport report =
        new SparkConfReader().read(input(), stream("spark.a 1\nsomething else\n"), signal -> {});

    assertThat(report.lines()).isEqualTo(2);
    assertThat(report.skipped()).isEqualTo(1);
  }

  @Test
  void recognisesPropertiesAndCommands() {
    assertThat(SparkConfReader.looksLikeSparkConf("# x\nspark.executor.memory 1g\n")).isTrue();
    assertThat(SparkConfReader.looksLikeSparkConf("#!/bin/sh\nexec spark-submit --master yarn\n"))
        .isTrue();
    assertThat(SparkConfReader.looksLikeSparkConf("$ spark-shell \\\n  --master yarn\n")).isTrue();
  }

  @Test
  void leavesACommandWithItsOutputToTheLogReaders() {
    assertThat(
            SparkConfReader.looksLikeSparkConf(
                "$ spark-submit --master yarn a.jar\n"
                    + "java.lang.OutOfMemoryError: Java heap space\n"))
        .isFalse();
    assertThat(SparkConfReader.looksLikeSparkConf("we set spark.executor.memory to 1g\n"))
        .isFalse();
  }

  private static Map<String, String> properties(String text) {
    Map<String, String> all = new TreeMap<>();
    read(text).forEach(signal -> all.putAll(signal.properties()));
    return all;
  }

  private static List<Configured> read(String text) {
    List<Configured> signals = new ArrayList<>();
    new SparkConfReader().read(input(), stream(text), signal -> signals.add((Configured) signal));
    return signals;
  }

  private static ReadInput input() {
    return new ReadInput(
        new Source("spark-defaults.conf", SourceKind.SPARK_CONF, Owner.UNKNOWN), SourceClock.UTC);
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
