package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.SourceClock;
import io.fizzle.signal.ApplicationSignal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ApplicationEventsTest {
  private static final String START =
      """
      {"Event":"SparkListenerApplicationStart","App Name":"nightly \\"join\\"","App ID":"app-1","Timestamp":1700000000000,"User":"ada"}\
      """;

  @Test
  void theLogsFirstLineTellsTheSparkVersion() {
    ApplicationSignal.Identified identified =
        ReadLog.only(
            ApplicationSignal.Identified.class,
            "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"2.4.8\"}");

    assertThat(identified.sparkVersion()).isEqualTo("2.4.8");
    assertThat(identified.evidence().line()).isEqualTo(1);
    assertThat(identified.evidence().time()).isNull();
  }

  @Test
  void anApplicationStartTellsIdNameAndTime() {
    ReadLog log = ReadLog.of(START);

    ApplicationSignal.Identified identified = log.only(ApplicationSignal.Identified.class);
    assertThat(identified.id()).isEqualTo("app-1");
    assertThat(identified.name()).isEqualTo("nightly \"join\"");
    assertThat(log.only(ApplicationSignal.Started.class).evidence().time())
        .isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
  }

  @Test
  void timesAreMovedToTheCommonClock() {
    SourceClock slow = new SourceClock(ZoneOffset.ofHours(5), Duration.ofSeconds(-3));

    ReadLog log =
        ReadLog.of(new ByteArrayInputStream(START.getBytes(StandardCharsets.UTF_8)), slow);

    assertThat(log.only(ApplicationSignal.Started.class).evidence().time())
        .isEqualTo(Instant.ofEpochMilli(1_699_999_997_000L));
  }

  @Test
  void anApplicationEndBeforeSpark4HasNoExitCode() {
    ApplicationSignal.Ended ended =
        ReadLog.only(
            ApplicationSignal.Ended.class,
            "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":1700000000000}");

    assertThat(ended.exitCode()).isNull();
  }

  @Test
  void anApplicationEndOfSpark4HasItsExitCode() {
    ApplicationSignal.Ended ended =
        ReadLog.only(
            ApplicationSignal.Ended.class,
            """
            {"Event":"SparkListenerApplicationEnd","Timestamp":1700000000000,"ExitCode":1}\
            """);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.evidence().excerpt()).isEqualTo("ApplicationEnd, exit code 1");
  }

  @Test
  void theEnvironmentTellsSparksOwnPropertiesAndTheJavaVersion() {
    ReadLog log =
        ReadLog.of(
            START,
            """
            {"Event":"SparkListenerEnvironmentUpdate","JVM Information":{"Java Home":"/opt/java","Java Version":"11.0.2 (Acme)","Scala Version":"version 2.12.18"},"Spark Properties":{"spark.master":"yarn","spark.app.name":"nightly","spark.executor.memory":"4g","spark.app.id":"app-1"},"Hadoop Properties":{"fs.x":"y"},"System Properties":{"user.name":"ada"},"Classpath Entries":{"/a.jar":"System Classpath"}}\
            """);

    ApplicationSignal.Identified identified = log.all(ApplicationSignal.Identified.class).get(1);
    assertThat(identified.javaVersion()).isEqualTo("11.0.2 (Acme)");
    assertThat(identified.master()).isEqualTo("yarn");
    ApplicationSignal.Configured configured = log.only(ApplicationSignal.Configured.class);
    assertThat(configured.complete()).isTrue();
    assertThat(configured.properties())
        .containsOnlyKeys("spark.master", "spark.app.name", "spark.executor.memory", "spark.app.id")
        .containsEntry("spark.executor.memory", "4g");
    assertThat(configured.evidence().time())
        .as("an event without a time has that of the one before")
        .isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
  }

  @Test
  void secretsInPropertiesAreMasked() {
    ApplicationSignal.Configured configured =
        ReadLog.only(
            ApplicationSignal.Configured.class,
            """
            {"Event":"SparkListenerEnvironmentUpdate","Spark Properties":{"spark.hadoop.fs.s3a.secret.key":"abcdefgh","spark.executor.extraJavaOptions":"-Ddb.password=hunter22 -Xss2m"}}\
            """);

    assertThat(configured.properties())
        .containsEntry("spark.hadoop.fs.s3a.secret.key", "*********(redacted)");
    assertThat(configured.properties().get("spark.executor.extraJavaOptions"))
        .doesNotContain("hunter22")
        .endsWith("-Xss2m");
  }

  @Test
  void eventsKeptOutByConfigurationAreLostEvidence() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerEnvironmentUpdate","Spark Properties":{"spark.eventLog.excludedPatterns":"SparkListenerExecutorRemoved"}}\
            """);

    assertThat(log.only(ApplicationSignal.EvidenceLost.class).what())
        .isEqualTo(
            "spark.eventLog.excludedPatterns keeps events out of the log:"
                + " SparkListenerExecutorRemoved");
  }
}
