package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskEventsTest {
  private static final String INFO =
      """
      {"Task ID":31,"Index":4,"Attempt":1,"Partition ID":4,"Launch Time":1700000000100,"Executor ID":"2","Host":"node-1","Locality":"ANY","Speculative":false,"Getting Result Time":0,"Finish Time":1700000000900,"Failed":true,"Killed":false,"Accumulables":[{"ID":3,"Name":"odd \\"]},\\"Task Metrics\\":{","Update":[{"a":"]}"}],"Value":7}]}\
      """;
  private static final String METRICS =
      """
      {"Executor Deserialize Time":11,"Executor Deserialize CPU Time":9000000,"Executor Run Time":700,"Executor CPU Time":650000000,"Peak Execution Memory":4096,"Peak On Heap Execution Memory":4096,"Peak Off Heap Execution Memory":0,"Result Size":1500,"JVM GC Time":80,"Result Serialization Time":1,"Memory Bytes Spilled":64,"Disk Bytes Spilled":32,"Shuffle Read Metrics":{"Remote Blocks Fetched":1,"Local Blocks Fetched":1,"Fetch Wait Time":25,"Remote Bytes Read":1000,"Remote Bytes Read To Disk":0,"Local Bytes Read":234,"Total Records Read":12,"Remote Requests Duration":3,"Push Based Shuffle":{"Merged Remote Bytes Read":999}},"Shuffle Write Metrics":{"Shuffle Bytes Written":77,"Shuffle Write Time":5,"Shuffle Records Written":2},"Input Metrics":{"Bytes Read":2048,"Records Read":5},"Output Metrics":{"Bytes Written":555,"Records Written":5},"Updated Blocks":[]}\
      """;
  private static final String LOST_PEAKS =
      "{\"JVMHeapMemory\":-1,\"JVMOffHeapMemory\":0,\"DirectPoolMemory\":0,\"MajorGCCount\":0}";

  @Test
  void aStartTellsWhichAttemptRunsWhere() {
    WorkSignal.TaskStarted started =
        ReadLog.only(
            WorkSignal.TaskStarted.class,
            """
            {"Event":"SparkListenerTaskStart","Stage ID":3,"Stage Attempt ID":1,"Task Info":%s}\
            """
                .formatted(INFO));

    assertThat(started.stage()).isEqualTo(3);
    assertThat(started.stageAttempt()).isEqualTo(1);
    assertThat(started.index()).isEqualTo(4);
    assertThat(started.attempt()).isEqualTo(1);
    assertThat(started.taskId()).isEqualTo(31);
    assertThat(started.executorId()).isEqualTo("2");
    assertThat(started.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_100L));
  }

  @Test
  void aSuccessTellsWhatTheTaskMeasured() {
    WorkSignal.TaskSucceeded task =
        ReadLog.of(end("{\"Reason\":\"Success\"}", ",\"Task Metrics\":" + METRICS))
            .only(WorkSignal.TaskSucceeded.class);

    assertThat(task.metrics())
        .isEqualTo(
            new TaskMetrics(
                1_700_000_000_100L,
                800,
                700,
                650,
                80,
                11,
                1500,
                4096,
                64,
                32,
                2048,
                5,
                555,
                1234,
                12,
                25,
                77,
                0,
                88));
    assertThat(task.evidence().excerpt()).isEmpty();
    assertThat(task.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_900L));
  }

  @Test
  void aSuccessOfSpark16LeavesOutWhatThatVersionDidNotMeasure() {
    TaskMetrics metrics =
        ReadLog.of(
                end(
                    "{\"Reason\":\"Success\"}",
                    """
                    ,"Task Metrics":{"Host Name":"node-1","Executor Deserialize Time":5,"Executor Run Time":40,"Result Size":900,"JVM GC Time":0,"Result Serialization Time":1,"Memory Bytes Spilled":0,"Disk Bytes Spilled":0,"Input Metrics":{"Data Read Method":"Hadoop","Bytes Read":10,"Records Read":1}}\
                    """))
            .only(WorkSignal.TaskSucceeded.class)
            .metrics();

    assertThat(metrics.cpuMillis()).isEqualTo(-1);
    assertThat(metrics.peakExecutionMemory()).isZero();
    assertThat(metrics.shuffleReadBytes()).isZero();
    assertThat(metrics.inputBytes()).isEqualTo(10);
  }

  @Test
  void aSuccessWithoutMetricsKeepsItsDurationOnly() {
    TaskMetrics metrics =
        ReadLog.of(end("{\"Reason\":\"Success\"}", ""))
            .only(WorkSignal.TaskSucceeded.class)
            .metrics();

    assertThat(metrics.durationMillis()).isEqualTo(800);
    assertThat(metrics.runMillis()).isEqualTo(-1);
    assertThat(metrics.resultBytes()).isEqualTo(-1);
    assertThat(metrics.shuffleReadBytes()).isEqualTo(-1);
  }

  @Test
  void anExceptionIsReadFromItsFullStackTrace() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"ExceptionFailure","Class Name":"java.lang.IllegalStateException","Description":"first line\\nsecond","Stack Trace":[],"Full Stack Trace":"java.lang.IllegalStateException: first line\\n\\tat a.B.c(B.scala:7)\\nCaused by: java.io.IOException: root\\n\\tat x.y.Source.read(Source.scala:3)\\n","Accumulator Updates":[{"ID":1,"Update":"2"}]}\
                    """,
                    ",\"Task Metrics\":" + METRICS))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().headline())
        .isEqualTo("java.lang.IllegalStateException: first line");
    assertThat(failed.failure().frames()).containsExactly("x.y.Source.read(Source.scala:3)");
    assertThat(failed.evidence().excerpt())
        .isEqualTo("java.lang.IllegalStateException: first line");
    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(failed.metrics()).isNotNull();
    assertThat(failed.repeats()).isZero();
  }

  @Test
  void anExceptionWithoutFullStackTraceIsReadFromItsFrames() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"ExceptionFailure","Class Name":"java.lang.RuntimeException","Description":"bad","Stack Trace":[{"Declaring Class":"a.B","Method Name":"c","File Name":"B.scala","Line Number":7},{"Declaring Class":"a.D","Method Name":"e","File Name":null,"Line Number":-1}],"Full Stack Trace":null,"Metrics":null}\
                    """,
                    ""))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().headline()).isEqualTo("java.lang.RuntimeException: bad");
    assertThat(failed.failure().frames())
        .containsExactly("a.B.c(B.scala:7)", "a.D.e(Unknown Source)");
  }

  @Test
  void aFailedTasksExecutorTellsItsPeaks() {
    ReadLog log =
        ReadLog.of(
            end(
                "{\"Reason\":\"ExceptionFailure\",\"Class Name\":\"java.lang.OutOfMemoryError\"}",
                """
                ,"Task Executor Metrics":{"JVMHeapMemory":529000000,"JVMOffHeapMemory":1,"DirectPoolMemory":2,"MajorGCCount":2,"TotalGCTime":99}\
                """));

    ExecutorSignal.PeakMetrics peaks = log.only(ExecutorSignal.PeakMetrics.class);
    assertThat(peaks.executorId()).isEqualTo("2");
    assertThat(peaks.jvmHeap()).isEqualTo(529_000_000);
  }

  @Test
  void aTaskOfALostExecutorHasItsReasonAndNoNumbers() {
    ReadLog log =
        ReadLog.of(
            end(
                """
                {"Reason":"ExecutorLostFailure","Executor ID":"2","Exit Caused By App":true,"Loss Reason":"Command exited with code 52"}\
                """,
                ",\"Task Executor Metrics\":" + LOST_PEAKS));

    WorkSignal.TaskFailed failed = log.only(WorkSignal.TaskFailed.class);
    assertThat(failed.failure().kind()).isEqualTo(FailureKind.EXECUTOR_LOST);
    assertThat(failed.removal()).isNotNull();
    assertThat(failed.removal().text()).isEqualTo("Command exited with code 52");
    assertThat(failed.metrics()).isNull();
    assertThat(failed.evidence().excerpt())
        .isEqualTo("ExecutorLostFailure: Command exited with code 52");
    assertThat(log.all(ExecutorSignal.PeakMetrics.class)).isEmpty();
  }

  @Test
  void spark24CallsALostExecutorASlave() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"ExecutorLostFailure","Executor ID":"2","Exit Caused By App":true,"Loss Reason":"Slave lost"}\
                    """,
                    ""))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.removal()).isNotNull();
    assertThat(failed.removal().text()).isEqualTo("Slave lost");
  }

  @Test
  void aFailedFetchNamesTheExecutorThatShouldHaveServedIt() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"FetchFailed","Block Manager Address":{"Executor ID":"9","Host":"node-8","Port":7337},"Shuffle ID":1,"Map ID":17,"Map Index":3,"Reduce ID":4,"Message":"\\njava.io.IOException: Failed to connect to node-8:7337"}\
                    """,
                    ""))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(FailureKind.FETCH_FAILED);
    assertThat(failed.failure().message())
        .isEqualTo("java.io.IOException: Failed to connect to node-8:7337");
    assertThat(failed.fetchFrom()).isEqualTo("9");
    assertThat(failed.evidence().excerpt())
        .isEqualTo("FetchFailed: java.io.IOException: Failed to connect to node-8:7337");
  }

  @Test
  void aFailedFetchThatTellsMoreThanThatItFailedIsThatFailure() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"FetchFailed","Block Manager Address":{"Executor ID":"9","Host":"node-8","Port":7337},"Shuffle ID":1,"Map ID":17,"Map Index":3,"Reduce ID":4,"Message":"org.apache.spark.shuffle.FetchFailedException: Block shuffle_1_17_4 is corrupted due to DISK_ISSUE\\n\\tat org.apache.spark.errors.SparkCoreErrors$.fetchFailedError(SparkCoreErrors.scala:437)\\nCaused by: java.io.IOException: Stream is corrupted"}\
                    """,
                    ""))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(FailureKind.BLOCK_CORRUPT_ON_DISK);
    assertThat(failed.failure().message())
        .isEqualTo("Block shuffle_1_17_4 is corrupted due to DISK_ISSUE");
    assertThat(failed.fetchFrom()).isEqualTo("9");
  }

  @Test
  void aFetchWithoutAnAddressFoundNoMapOutput() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"FetchFailed","Block Manager Address":null,"Shuffle ID":1,"Map ID":-1,"Map Index":-1,"Reduce ID":4,"Message":"Missing an output location for shuffle 1 partition 4"}\
                    """,
                    ""))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(FailureKind.SHUFFLE_OUTPUT_MISSING);
    assertThat(failed.failure().headline())
        .isEqualTo(
            "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output location for"
                + " shuffle 1 partition 4");
    assertThat(failed.fetchFrom()).isNull();
  }

  @Test
  void aKilledTaskSaysWhy() {
    WorkSignal.TaskFailed failed =
        ReadLog.of(
                end(
                    """
                    {"Reason":"TaskKilled","Kill Reason":"another attempt succeeded","Accumulator Updates":[]}\
                    """,
                    ",\"Task Metrics\":" + METRICS))
            .only(WorkSignal.TaskFailed.class);

    assertThat(failed.failure().kind()).isEqualTo(FailureKind.TASK_KILLED);
    assertThat(failed.failure().message()).isEqualTo("another attempt succeeded");
    assertThat(failed.metrics()).isNull();
  }

  @Test
  void theOtherReasonsKeepTheirKind() {
    ReadLog log =
        ReadLog.of(
            end(
                """
                {"Reason":"TaskCommitDenied","Job ID":0,"Partition ID":4,"Attempt Number":2}\
                """,
                ""),
            end("{\"Reason\":\"TaskResultLost\"}", ""),
            end("{\"Reason\":\"UnknownReason\"}", ""),
            end("{\"Reason\":\"ReasonOfTheFuture\"}", ""));

    assertThat(log.all(WorkSignal.TaskFailed.class))
        .extracting(failed -> failed.failure().kind() + " " + failed.evidence().excerpt())
        .containsExactly(
            "COMMIT_DENIED TaskCommitDenied: attempt 2",
            "RESULT_LOST TaskResultLost",
            "OTHER UnknownReason",
            "OTHER ReasonOfTheFuture");
  }

  @Test
  void aTaskResubmittedForItsLostOutputDidNotFail() {
    ReadLog log = ReadLog.of(end("{\"Reason\":\"Resubmitted\"}", ""));

    assertThat(log.all(WorkSignal.class)).isEmpty();
    assertThat(log.report().skipped()).isZero();
  }

  @Test
  void speculativeTwinsAreToldApartByAttemptAndId() {
    String twin =
        INFO.replace("\"Task ID\":31", "\"Task ID\":32").replace("\"Attempt\":1", "\"Attempt\":2");

    ReadLog log =
        ReadLog.of(
            end("{\"Reason\":\"Success\"}", ""),
            end("{\"Reason\":\"TaskKilled\",\"Kill Reason\":\"another attempt succeeded\"}", "")
                .replace(INFO, twin));

    WorkSignal.TaskFailed killed = log.only(WorkSignal.TaskFailed.class);
    assertThat(killed.taskId()).isEqualTo(32);
    assertThat(killed.attempt()).isEqualTo(2);
    assertThat(log.only(WorkSignal.TaskSucceeded.class).index()).isEqualTo(killed.index());
  }

  @Test
  void endsWithoutTheirStartsMeanThatEventsWereLost() {
    ReadLog log = ReadLog.of(end("{\"Reason\":\"Success\"}", ""));

    assertThat(log.only(ApplicationSignal.EvidenceLost.class).what())
        .isEqualTo("1 more task ends than task starts in the log");
  }

  @Test
  void aClockThatWentBackGivesNoDuration() {
    TaskMetrics metrics =
        ReadLog.of(
                end("{\"Reason\":\"Success\"}", "")
                    .replace("\"Finish Time\":1700000000900", "\"Finish Time\":1600000000000"))
            .only(WorkSignal.TaskSucceeded.class)
            .metrics();

    assertThat(metrics.durationMillis()).isEqualTo(-1);
  }

  private static String end(String reason, String rest) {
    return """
    {"Event":"SparkListenerTaskEnd","Stage ID":3,"Stage Attempt ID":1,"Task Type":"ResultTask","Task End Reason":%s,"Task Info":%s%s}\
    """
        .formatted(reason, INFO, rest);
  }
}
