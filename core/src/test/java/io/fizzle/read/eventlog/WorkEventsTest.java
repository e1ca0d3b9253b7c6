package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkEventsTest {
  private static final String STAGE =
      """
      {"Stage ID":5,"Stage Attempt ID":2,"Stage Name":"collect at Job.scala:12","Number of Tasks":200,"RDD Info":[{"RDD ID":1,"Name":"Stage Name","Scope":"{\\"id\\":\\"3\\"}","Storage Level":{"Replication":1}}],"Parent IDs":[4],"Details":"a.b(C:1)\\nd.e(F:2)",%s"Accumulables":[],"Resource Profile Id":0}\
      """;

  @Test
  void aJobsStartTellsItsIdAndTime() {
    WorkSignal.JobStarted started =
        ReadLog.only(
            WorkSignal.JobStarted.class,
            """
            {"Event":"SparkListenerJobStart","Job ID":6,"Submission Time":1700000000000,"Stage Infos":[%s],"Stage IDs":[5],"Properties":{"spark.job.description":"x"}}\
            """
                .formatted(STAGE.formatted("")));

    assertThat(started.jobId()).isEqualTo(6);
    assertThat(started.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
  }

  @Test
  void aJobThatSucceededHasNoFailure() {
    WorkSignal.JobEnded ended =
        ReadLog.only(
            WorkSignal.JobEnded.class,
            """
            {"Event":"SparkListenerJobEnd","Job ID":6,"Completion Time":1700000005000,"Job Result":{"Result":"JobSucceeded"}}\
            """);

    assertThat(ended.jobId()).isEqualTo(6);
    assertThat(ended.failure()).isNull();
  }

  @Test
  void aFailedJobTellsItsExceptionWithTheStack() {
    WorkSignal.JobEnded ended =
        ReadLog.only(
            WorkSignal.JobEnded.class,
            """
            {"Event":"SparkListenerJobEnd","Job ID":6,"Completion Time":1700000005000,"Job Result":{"Result":"JobFailed","Exception":{"Message":"Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times, most recent failure: Lost task 0.3 in stage 5.0 (TID 9) (node-1 executor 2): java.lang.IllegalStateException: bad row","Stack Trace":[{"Declaring Class":"a.Scheduler","Method Name":"fail","File Name":"Scheduler.scala","Line Number":9}]}}}\
            """);

    assertThat(ended.failure()).isNotNull();
    assertThat(ended.failure().headline()).isEqualTo("java.lang.IllegalStateException: bad row");
    assertThat(ended.failure().frames()).containsExactly("a.Scheduler.fail(Scheduler.scala:9)");
    assertThat(ended.evidence().excerpt())
        .startsWith("Job aborted due to stage failure: Task 0 in stage 5.0 failed 4 times")
        .endsWith("java.lang.IllegalStateException: bad row");
  }

  @Test
  void aStagesAttemptsAreToldApart() {
    WorkSignal.StageStarted started =
        ReadLog.only(
            WorkSignal.StageStarted.class,
            """
            {"Event":"SparkListenerStageSubmitted","Stage Info":%s,"Properties":{}}\
            """
                .formatted(STAGE.formatted("\"Submission Time\":1700000001000,")));

    assertThat(started.stage()).isEqualTo(5);
    assertThat(started.attempt()).isEqualTo(2);
    assertThat(started.tasks()).isEqualTo(200);
    assertThat(started.name()).isEqualTo("collect at Job.scala:12");
    assertThat(started.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_001_000L));
  }

  @Test
  void aCompletedStageTellsItsTimes() {
    WorkSignal.StageEnded ended =
        ReadLog.only(
            WorkSignal.StageEnded.class,
            completed("\"Submission Time\":1700000001000,\"Completion Time\":1700000002500,"));

    assertThat(ended.submitted()).isEqualTo(Instant.ofEpochMilli(1_700_000_001_000L));
    assertThat(ended.completed()).isEqualTo(Instant.ofEpochMilli(1_700_000_002_500L));
    assertThat(ended.failure()).isNull();
  }

  @Test
  void aFailedStageTellsItsReason() {
    WorkSignal.StageEnded ended =
        ReadLog.only(
            WorkSignal.StageEnded.class,
            completed("\"Failure Reason\":\"Job 6 cancelled by user\\nwith more\","));

    assertThat(ended.failure()).isNotNull();
    assertThat(ended.evidence().excerpt()).isEqualTo("Job 6 cancelled by user");
    assertThat(ended.submitted()).isNull();
  }

  @Test
  void anSqlExecutionThatRepeatsItsJobsErrorFailedWithoutAnErrorOfTheDrivers() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":3,"time":1700000007000,"errorMessage":"Job aborted due to stage failure: Task 1 in stage 1.0 failed 4 times"}\
            """);

    assertThat(log.signals()).hasSize(1);
    assertThat(log.only(WorkSignal.QueryEnded.class).failure()).isNotNull();
  }

  @Test
  void aFailedSqlExecutionIsTheDriversError() {
    FailureSignal.Logged logged =
        ReadLog.only(
            FailureSignal.Logged.class,
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":3,"time":1700000007000,"errorMessage":"[TABLE_OR_VIEW_NOT_FOUND] no such table"}\
            """);

    assertThat(logged.owner()).isEqualTo(Owner.DRIVER);
    assertThat(logged.failure().message()).isEqualTo("[TABLE_OR_VIEW_NOT_FOUND] no such table");
    assertThat(logged.evidence().time()).isEqualTo(Instant.ofEpochMilli(1_700_000_007_000L));
  }

  @Test
  void anSqlExecutionWithoutErrorSucceededWhereTheVersionWouldTellOfOne() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":3,"time":1700000007000,"errorMessage":""}\
            """,
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd","executionId":4,"time":1700000008000}\
            """);

    assertThat(log.signals()).hasSize(1);
    WorkSignal.QueryEnded ended = log.only(WorkSignal.QueryEnded.class);
    assertThat(ended.failure()).isNull();
    assertThat(ended.evidence().line()).isEqualTo(1);
  }

  @Test
  void aStreamingQueryThatEndedWithAnExceptionTellsIt() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"org.apache.spark.sql.streaming.StreamingQueryListener$QueryTerminatedEvent","id":"a","runId":"b","exception":"org.apache.spark.SparkException: lost the source"}\
            """,
            """
            {"Event":"org.apache.spark.sql.streaming.StreamingQueryListener$QueryTerminatedEvent","id":"a","runId":"c","exception":null}\
            """);

    assertThat(log.only(FailureSignal.Logged.class).evidence().excerpt())
        .isEqualTo("org.apache.spark.SparkException: lost the source");
  }

  private static String completed(String more) {
    return """
    {"Event":"SparkListenerStageCompleted","Stage Info":%s}\
    """
        .formatted(STAGE.formatted(more));
  }
}
