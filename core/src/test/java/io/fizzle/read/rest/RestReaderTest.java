package io.fizzle.read.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.Investigation;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.application.Queries;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestReaderTest {
  private static final String EXECUTORS =
      """
      [ {
        "id" : "driver", "hostPort" : "node-0:4050", "isActive" : true, "totalCores" : 0, "totalGCTime" : 40,
        "peakMemoryMetrics" : { "JVMHeapMemory" : 104857600, "MajorGCCount" : 2, "ProcessTreeJVMRSSMemory" : 0 }
      }, {
        "id" : "7", "hostPort" : "node-3:40511", "isActive" : false, "totalCores" : 4,
        "addTime" : "2026-03-01T10:00:10.119GMT", "removeTime" : "2026-03-01T10:01:10.312GMT",
        "removeReason" : "Command exited with code 52",
        "peakMemoryMetrics" : { "JVMHeapMemory" : 0, "MajorGCCount" : 0 }
      } ]
      """;
  private static final String STAGES =
      """
      [ { "status" : "FAILED", "stageId" : 3, "attemptId" : 1, "numTasks" : 8, "numFailedTasks" : 4,
          "submissionTime" : "2026-03-01T10:00:12.000GMT", "completionTime" : "2026-03-01T10:01:12.000GMT",
          "failureReason" : "Job aborted due to stage failure: Task 5 in stage 3.1 failed 4 times, most recent failure: Lost task 5.3 in stage 3.1 (TID 11) (node-3 executor 7): java.lang.OutOfMemoryError: Java heap space\\n\\tat Main.main(Main.java:1)\\nDriver stacktrace:\\n\\tat Driver.run(Driver.java:1)",
          "name" : "count at Main.java:10",
          "tasks" : { "11" : { "taskId" : 11, "index" : 5, "attempt" : 3, "launchTime" : "2026-03-01T10:01:00.000GMT", "duration" : 9000, "executorId" : "7", "host" : "node-3", "status" : "FAILED", "errorMessage" : "java.lang.OutOfMemoryError: Java heap space\\n\\tat Main.main(Main.java:1)" },
                      "4" : { "taskId" : 4, "index" : 4, "attempt" : 0, "launchTime" : "2026-03-01T10:00:13.000GMT", "duration" : 1000, "executorId" : "7", "host" : "node-3", "status" : "SUCCESS", "schedulerDelay" : 12, "taskMetrics" : { "executorRunTime" : 900, "executorCpuTime" : 800000000, "jvmGcTime" : 50, "inputMetrics" : { "bytesRead" : 1024, "recordsRead" : 10 }, "shuffleReadMetrics" : { "remoteBytesRead" : 5, "localBytesRead" : 6 } } } } } ]
      """;

  private static final String QUERIES =
      """
      [ {
        "id" : 2, "status" : "COMPLETED", "description" : "save at Main.java:12 token=hunter2hunter2", "planDescription" : "",
        "submissionTime" : "2026-03-01T10:00:12.000GMT", "duration" : 900,
        "runningJobIds" : [ ], "successJobIds" : [ 1 ], "failedJobIds" : [ ],
        "nodes" : [
          { "nodeId" : 4, "nodeName" : "WholeStageCodegen (1)", "metrics" : [ { "name" : "duration", "value" : "total (min, med, max (stageId: taskId))\\n1.5 s (1 ms, 2 ms, 3 ms (stage 1.0: task 4))" } ] },
          { "nodeId" : 3, "nodeName" : "Scan parquet sales", "wholeStageCodegenId" : 1, "metrics" : [ { "name" : "number of files read", "value" : "1,200" }, { "name" : "size of files read", "value" : "10.5 MiB" } ] },
          { "nodeId" : 2, "nodeName" : "Scan parquet shops", "metrics" : [ { "name" : "number of output rows", "value" : "40" } ] },
          { "nodeId" : 1, "nodeName" : "BroadcastExchange", "metrics" : [ { "name" : "data size", "value" : "8.0 MiB" }, { "name" : "time to collect", "value" : "41 ms" } ] },
          { "nodeId" : 0, "nodeName" : "BroadcastHashJoin", "metrics" : [ { "name" : "avg hash probes per key", "value" : "avg (min, med, max (stageId: taskId)):\\n(1.2, 1.3, 1.4 (stage 1.0: task 4))" } ] } ],
        "edges" : [ { "fromId" : 3, "toId" : 0 }, { "fromId" : 1, "toId" : 0 }, { "fromId" : 2, "toId" : 1 } ]
      } ]
      """;

  private final List<Signal> signals = new ArrayList<>();

  @TempDir private Path folder;

  private ReadReport read(String name, String json) {
    Source source = new Source(name, SourceKind.REST, Owner.UNKNOWN);
    return new RestReader()
        .read(
            new ReadInput(source, SourceClock.UTC),
            new ByteArrayInputStream(json.getBytes(UTF_8)),
            signals::add);
  }

  private <T extends Signal> List<T> all(Class<T> type) {
    return signals.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void anSqlExecutionTellsItsPlanAndWhatItsOperatorsMeasured() {
    ReadReport report = read("sql.json", QUERIES);

    assertThat(report.lines()).isEqualTo(1);
    QuerySignal.Planned planned = all(QuerySignal.Planned.class).get(0);
    assertThat(planned.execution()).isEqualTo(2);
    assertThat(planned.description()).startsWith("save at Main.java:12").doesNotContain("hunter2");
    assertThat(planned.evidence().time()).isEqualTo(Instant.parse("2026-03-01T10:00:12Z"));
    assertThat(planned.operators())
        .extracting(operator -> operator.depth() + " " + operator.name())
        .containsExactly(
            "0 BroadcastHashJoin",
            "1 Scan parquet sales",
            "1 BroadcastExchange",
            "2 Scan parquet shops",
            "0 WholeStageCodegen (1)");
  }

  @Test
  void plansOfTheRestApiAreFoldedAsThoseOfAnEventLogAre() {
    read("sql.json", QUERIES);
    ApplicationBuilder application = new ApplicationBuilder();
    signals.forEach(application::accept);

    Queries queries = application.build().usage().queries();

    assertThat(queries.counts())
        .isEqualTo(
            Map.of(
                "BroadcastExchange", 1,
                "BroadcastHashJoin", 1,
                "Scan parquet sales", 1,
                "Scan parquet shops", 1));
    assertThat(queries.operators())
        .extracting(operator -> operator.name() + " " + new TreeMap<>(operator.values()))
        .containsExactlyInAnyOrder(
            "Scan parquet sales {number of files read=1200, size of files read=11010048}",
            "Scan parquet shops {number of output rows=40}",
            "BroadcastExchange {data size=8388608, time to collect=41}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "1,234,567|1234567",
        "12.0 KiB|12288",
        "1.10 h|3960000",
        "2.0 m (1 ms, 1 ms, 1 ms (stage 0.0: task 1))|120000",
        "-1|-1",
        "many|-1",
        "5 apples|-1",
        "9.9e99 EiB|-1"
      })
  void metricsAreReadAsTheyArePrinted(String printed, long value) {
    assertThat(PrintedMetric.value(printed)).isEqualTo(value);
  }

  @Test
  void anExecutorIsAddedAndRemovedForItsReason() {
    ReadReport report = read("allexecutors.json", EXECUTORS);

    assertThat(report.lines()).isEqualTo(2);
    assertThat(report.torn()).isFalse();
    assertThat(all(ExecutorSignal.Added.class))
        .singleElement()
        .satisfies(
            added -> {
              assertThat(added.executorId()).isEqualTo("7");
              assertThat(added.host()).isEqualTo("node-3");
              assertThat(added.cores()).isEqualTo(4);
              assertThat(added.evidence().time())
                  .isEqualTo(Instant.parse("2026-03-01T10:00:10.119Z"));
            });
    assertThat(all(ExecutorSignal.Removed.class))
        .singleElement()
        .satisfies(
            removed -> {
              assertThat(removed.reason().kind()).isEqualTo(RemovalReason.Kind.EXITED);
              assertThat(removed.reason().exitCode()).isEqualTo(52);
            });
  }

  @Test
  void peaksThatNobodyMeasuredAreNoPeaks() {
    read("allexecutors.json", EXECUTORS);

    assertThat(all(ExecutorSignal.PeakMetrics.class))
        .singleElement()
        .satisfies(
            peaks -> {
              assertThat(peaks.executorId()).isEqualTo("driver");
              assertThat(peaks.jvmHeap()).isEqualTo(104_857_600);
              assertThat(peaks.processRss()).isEqualTo(-1);
            });
  }

  @Test
  void aStageTellsOfItsTasksThoughItsNumberStandsBeforeOrBehindThem() {
    read("stage.json", STAGES);

    assertThat(all(WorkSignal.TaskFailed.class))
        .allSatisfy(failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.HEAP_SPACE))
        .allSatisfy(failed -> assertThat(failed.stage()).isEqualTo(3))
        .allSatisfy(failed -> assertThat(failed.stageAttempt()).isEqualTo(1));
    assertThat(all(WorkSignal.TaskSucceeded.class))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.metrics().durationMillis()).isEqualTo(1000);
              assertThat(task.metrics().cpuMillis()).isEqualTo(800);
              assertThat(task.metrics().inputBytes()).isEqualTo(1024);
              assertThat(task.metrics().shuffleReadBytes()).isEqualTo(11);
            });
    assertThat(all(WorkSignal.StageEnded.class))
        .singleElement()
        .satisfies(
            ended ->
                assertThat(ended.failure())
                    .isNotNull()
                    .matches(one -> one.kind() == FailureKind.HEAP_SPACE));
  }

  @Test
  void aListOfTasksHasItsStageFromItsName() {
    read(
        "app/stages/3/0/taskList",
        "[{\"taskId\":11,\"index\":5,\"attempt\":0,\"launchTime\":\"2026-03-01T10:01:00.000GMT\",\"duration\":9000,\"executorId\":\"7\",\"status\":\"FAILED\",\"errorMessage\":\"FetchFailed(BlockManagerId(4,"
            + " node-4, 7337, None), shuffleId=0, mapIndex=1, mapId=1, reduceId=2, message=\\n"
            + "org.apache.spark.shuffle.FetchFailedException: Connection refused\\n"
            + ")\"}]\n"
            + "[]");

    assertThat(all(WorkSignal.TaskFailed.class))
        .singleElement()
        .satisfies(
            failed -> {
              assertThat(failed.stage()).isEqualTo(3);
              assertThat(failed.fetchFrom()).isEqualTo("4");
            });
  }

  @Test
  void anApplicationThatHadNotEndedIsNotCalledLostOrFailed() throws IOException {
    Files.writeString(
        folder.resolve("application.json"),
        "{\"id\":\"a\",\"name\":\"n\",\"attempts\":[{\"startTime\":\"2026-03-01T10:00:00.000GMT\","
            + "\"endTime\":\"1969-12-31T23:59:59.999GMT\",\"completed\":false}]}");

    assertThat(investigate().diagnosis().verdict().summary())
        .isEqualTo(
            "The application had not ended when Spark was asked, and nothing that was read had"
                + " failed.");
  }

  @Test
  void aListOfManyApplicationsTellsOfNone() {
    String one =
        "{\"id\":\"a\",\"name\":\"n\",\"attempts\":[{\"startTime\":\"2026-03-01T10:00:00.000GMT\",\"completed\":true}]}";

    read("applications.json", "[" + one + "," + one + "]");

    assertThat(all(ApplicationSignal.Identified.class)).isEmpty();
  }

  @Test
  void whatIsCutOffIsReadUpToTheCut() {
    ReadReport report = read("allexecutors.json", EXECUTORS.substring(0, EXECUTORS.length() - 80));

    assertThat(report.torn()).isTrue();
    assertThat(report.remarks()).singleElement().asString().contains("is no JSON any more");
    assertThat(all(ExecutorSignal.PeakMetrics.class)).hasSize(1);
  }

  @Test
  void ofSnapshotsThatWereTakenAgainAndAgainTheLastIsRead() throws IOException {
    Files.writeString(
        folder.resolve("allexecutors.0001.json"),
        EXECUTORS.replace("\"removeReason\" : \"Command exited with code 52\",", ""));
    Files.writeString(folder.resolve("allexecutors.0002.json"), EXECUTORS);

    Report report = investigate();

    assertThat(report.sources())
        .filteredOn(source -> !source.used())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.name()).endsWith("allexecutors.0001.json");
              assertThat(source.note()).isEqualTo("an older snapshot of what is read");
            });
  }

  @Test
  void besideAnEventLogNothingIsCountedTwice() throws IOException {
    Files.writeString(folder.resolve("stages.json"), STAGES);
    Files.writeString(
        folder.resolve("events"),
        "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.1.1\"}\n"
            + "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"n\",\"App"
            + " ID\":\"app-1\",\"Timestamp\":1772359200000,\"User\":\"u\"}\n");

    assertThat(investigate().sources())
        .filteredOn(source -> !source.used())
        .extracting(SourceUse::note)
        .containsExactly("the event log tells the same and more");
  }

  @Property
  void noContentMakesItFail(@ForAll String text) {
    read("x", "[{\"stageId\":1,\"attemptId\":0,\"numTasks\":2,\"tasks\":{\"1\":" + text);
    read("x", text);
  }

  private Report investigate() {
    return new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
        .investigate(List.of(folder.toString()));
  }
}
