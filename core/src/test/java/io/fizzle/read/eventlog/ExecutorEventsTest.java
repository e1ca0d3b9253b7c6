package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ExecutorSignal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutorEventsTest {
  private static final String PEAKS =
      """
      {"JVMHeapMemory":506000000,"JVMOffHeapMemory":90000000,"OnHeapExecutionMemory":0,"DirectPoolMemory":2048,"ProcessTreeJVMRSSMemory":%d,"ProcessTreePythonRSSMemory":%d,"MinorGCCount":9,"MinorGCTime":120,"MajorGCCount":2,"MajorGCTime":300%s}\
      """;

  @Test
  void anAddedExecutorTellsItsHostAndCores() {
    ExecutorSignal.Added added =
        ReadLog.only(
            ExecutorSignal.Added.class,
            """
            {"Event":"SparkListenerExecutorAdded","Timestamp":1700000001000,"Executor ID":"7","Executor Info":{"Host":"node-3","Total Cores":4,"Log Urls":{"stdout":"http://node-3/out"},"Attributes":{},"Resources":{},"Resource Profile Id":0,"Registration Time":1700000000900,"Request Time":1700000000100}}\
            """);

    assertThat(added.executorId()).isEqualTo("7");
    assertThat(added.host()).isEqualTo("node-3");
    assertThat(added.cores()).isEqualTo(4);
    assertThat(added.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_001_000L));
  }

  @Test
  void aRemovedExecutorKeepsTheWholeReasonAndCitesItOnOneLine() {
    ExecutorSignal.Removed removed =
        ReadLog.only(
            ExecutorSignal.Removed.class,
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000002000,"Executor ID":"1","Removed Reason":"\\nThe executor with id 1 exited with exit code 137(SIGKILL, possible container OOM).\\n\\t termination reason: OOMKilled"}\
            """);

    assertThat(removed.reason().text())
        .isEqualTo(
            "\nThe executor with id 1 exited with exit code 137(SIGKILL, possible container OOM)."
                + "\n\t termination reason: OOMKilled");
    assertThat(removed.evidence().excerpt())
        .startsWith("ExecutorRemoved 1: ")
        .contains("exit code 137")
        .contains("termination reason: OOMKilled")
        .doesNotContain("\n");
  }

  @Test
  void aSecondRemovalAndOneOfAnUnknownExecutorAreBothTold() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000002000,"Executor ID":"1","Removed Reason":"Executor heartbeat timed out after 130000 ms"}\
            """,
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000003000,"Executor ID":"1","Removed Reason":"Command exited with code 52"}\
            """,
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000003000,"Executor ID":"99","Removed Reason":"Executor killed by driver."}\
            """);

    assertThat(log.all(ExecutorSignal.Removed.class))
        .extracting(removed -> removed.executorId() + " " + removed.evidence().excerpt())
        .containsExactly(
            "1 ExecutorRemoved 1: Executor heartbeat timed out after 130000 ms",
            "1 ExecutorRemoved 1: Command exited with code 52",
            "99 ExecutorRemoved 99: Executor killed by driver.");
  }

  @Test
  void anExclusionUnderBothItsNamesIsToldOnce() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"org.apache.spark.scheduler.SparkListenerExecutorBlacklisted","time":1700000004000,"executorId":"3","taskFailures":2}\
            """,
            """
            {"Event":"org.apache.spark.scheduler.SparkListenerExecutorExcluded","time":1700000004000,"executorId":"3","taskFailures":2}\
            """,
            """
            {"Event":"org.apache.spark.scheduler.SparkListenerExecutorExcluded","time":1700000009000,"executorId":"3","taskFailures":4}\
            """);

    assertThat(log.all(ExecutorSignal.Excluded.class))
        .extracting(excluded -> excluded.evidence().line())
        .containsExactly(1L, 3L);
  }

  @Test
  void exclusionsOfANodeAndForAStageNameTheirSubject() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"org.apache.spark.scheduler.SparkListenerNodeExcluded","time":1700000004000,"hostId":"node-3","executorFailures":2}\
            """,
            """
            {"Event":"org.apache.spark.scheduler.SparkListenerExecutorExcludedForStage","time":1700000004000,"executorId":"3","taskFailures":2,"stageId":5,"stageAttemptId":0}\
            """);

    List<ExecutorSignal.Excluded> excluded = log.all(ExecutorSignal.Excluded.class);
    assertThat(excluded.get(0).executorId()).isEmpty();
    assertThat(excluded.get(0).host()).isEqualTo("node-3");
    assertThat(excluded.get(1).executorId()).isEqualTo("3");
    assertThat(excluded.get(1).evidence().excerpt()).isEqualTo("Excluded executor 3 for stage 5");
  }

  @Test
  void stageMetricsTellAnExecutorsPeaks() {
    ExecutorSignal.PeakMetrics peaks =
        ReadLog.only(
            ExecutorSignal.PeakMetrics.class, stageMetrics(600, 7, ",\"TotalGCTime\":500"));

    assertThat(peaks.executorId()).isEqualTo("2");
    assertThat(peaks.jvmHeap()).isEqualTo(506_000_000);
    assertThat(peaks.jvmOffHeap()).isEqualTo(90_000_000);
    assertThat(peaks.directPool()).isEqualTo(2048);
    assertThat(peaks.processRss()).isEqualTo(600);
    assertThat(peaks.pythonRss()).isEqualTo(7);
    assertThat(peaks.majorGcCount()).isEqualTo(2);
    assertThat(peaks.gcMillis()).isEqualTo(500);
  }

  @Test
  void beforeSpark33TheGcTimeIsThatOfBothGenerations() {
    assertThat(ReadLog.only(ExecutorSignal.PeakMetrics.class, stageMetrics(600, 7, "")).gcMillis())
        .isEqualTo(420);
  }

  @Test
  void aProcessTreeThatWasNotMeasuredIsAbsentRatherThanEmpty() {
    ExecutorSignal.PeakMetrics peaks =
        ReadLog.only(ExecutorSignal.PeakMetrics.class, stageMetrics(0, 0, ""));

    assertThat(peaks.processRss()).isEqualTo(-1);
    assertThat(peaks.pythonRss()).isEqualTo(-1);
  }

  @Test
  void executorsThatWereNeverPolledHaveNoPeaks() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerStageExecutorMetrics","Executor ID":"2","Stage ID":1,"Stage Attempt ID":0,"Executor Metrics":{"JVMHeapMemory":-1,"JVMOffHeapMemory":0}}\
            """,
            """
            {"Event":"SparkListenerStageExecutorMetrics","Executor ID":"3","Stage ID":1,"Stage Attempt ID":0,"Executor Metrics":{"JVMHeapMemory":0,"JVMOffHeapMemory":0}}\
            """);

    assertThat(log.signals()).isEmpty();
    assertThat(log.report().skipped()).isZero();
  }

  @Test
  void theDriversHeartbeatsTellItsPeaks() {
    String peaks = PEAKS.formatted(600, 0, "");

    ExecutorSignal.PeakMetrics update =
        ReadLog.only(
            ExecutorSignal.PeakMetrics.class,
            """
            {"Event":"SparkListenerExecutorMetricsUpdate","Executor ID":"driver","Metrics Updated":[],"Executor Metrics Updated":[{"Stage ID":-1,"Stage Attempt ID":-1,"Executor Metrics":%s}]}\
            """
                .formatted(peaks));

    assertThat(update.executorId()).isEqualTo("driver");
    assertThat(update.jvmHeap()).isEqualTo(506_000_000);
    assertThat(update.pythonRss()).as("measured, and there is no Python").isZero();
  }

  private static String stageMetrics(long rss, long python, String more) {
    return """
    {"Event":"SparkListenerStageExecutorMetrics","Executor ID":"2","Stage ID":1,"Stage Attempt ID":0,"Executor Metrics":%s}\
    """
        .formatted(PEAKS.formatted(rss, python, more));
  }
}
