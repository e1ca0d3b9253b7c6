package io.fizzle.read.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fizzle.Investigation;
import io.fizzle.cases.Diagnosed;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Diagnoses by address, of servers that answer as Spark's do and of such that do not. */
class SparkServerTest {
  private static final String ID = "application_1700000000000_0001";
  private static final String API = "/api/v1/applications";

  private static final String APPLICATION =
"""
{"id":"%s","name":"nightly","attempts":[{"attemptId":"1","startTime":"2026-03-01T10:00:00.000GMT",
"endTime":"2026-03-01T10:05:00.000GMT","completed":true,"appSparkVersion":"4.1.1"}]}
"""
          .formatted(ID);
  private static final String EVENTS =
"""
{"Event":"SparkListenerLogStart","Spark Version":"4.1.1"}
{"Event":"SparkListenerApplicationStart","App Name":"nightly","App ID":"%s","Timestamp":1772359200000,"User":"u","App Attempt ID":"1"}
{"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":1772359201000,"Stage Infos":[],"Stage IDs":[0]}
{"Event":"SparkListenerJobEnd","Job ID":0,"Completion Time":1772359209000,"Job Result":{"Result":"JobSucceeded"}}
{"Event":"SparkListenerApplicationEnd","Timestamp":1772359210000}
"""
          .formatted(ID);

  private final Map<String, Answer> answers = new LinkedHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private String root;

  private record Answer(int status, String type, byte[] body, String location) {}

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    root = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestURI().toString());
    Answer answer =
        answers.getOrDefault(path, new Answer(404, "text/html", "not found".getBytes(UTF_8), ""));
    exchange.getResponseHeaders().add("Content-Type", answer.type());
    if (!answer.location().isEmpty()) {
      exchange.getResponseHeaders().add("Location", answer.location());
    }
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private void json(String path, String body) {
    answers.put(path, new Answer(200, "application/json", body.getBytes(UTF_8), ""));
  }

  private void zip(String path, String member, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(content.getBytes(UTF_8));
    }
    answers.put(path, new Answer(200, "application/octet-stream", bytes.toByteArray(), ""));
  }

  private Report report(String address) {
    return new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
        .investigate(List.of(address));
  }

  private static String unusedNote(Report report) {
    return report.sources().stream()
        .filter(source -> !source.used())
        .map(SourceUse::note)
        .findFirst()
        .orElse("");
  }

  @Test
  void aHistoryServersEventLogIsReadWhateverPageWasCopied() throws IOException {
    json(API + "/" + ID, APPLICATION);
    zip(API + "/" + ID + "/logs", ID + "_1", EVENTS);

    Report report = report(root + "/history/" + ID + "/jobs/");

    assertThat(report.diagnosis().application().identity().id()).isEqualTo(ID);
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("healthy");
    assertThat(report.sources()).singleElement().extracting(SourceUse::kind).isEqualTo("event-log");
  }

  @Test
  void aDriverIsAskedForWhatItKnows() {
    json(API, "[" + APPLICATION.replace("\"completed\":true", "\"completed\":false") + "]");
    json(API + "/" + ID, APPLICATION.replace("\"completed\":true", "\"completed\":false"));
    json(
        API + "/" + ID + "/1/environment",
"""
{"runtime":{"javaVersion":"17.0.15"},"sparkProperties":[["spark.app.id","%s"],["spark.executor.memory","2g"],["spark.hadoop.fs.s3a.secret.key","abc"]]}
"""
            .formatted(ID));
    json(
        API + "/" + ID + "/1/allexecutors",
"""
[{"id":"3","hostPort":"node-3:40511","isActive":false,"totalCores":2,"totalGCTime":408,"addTime":"2026-03-01T10:00:10.000GMT","removeTime":"2026-03-01T10:01:10.000GMT","removeReason":"Container killed by YARN for exceeding physical memory limits. 5.6 GB of 5.5 GB physical memory used. Consider boosting spark.executor.memoryOverhead."}]
""");
    json(
        API + "/" + ID + "/1/jobs",
        "[{\"jobId\":0,\"submissionTime\":\"2026-03-01T10:00:12.000GMT\",\"stageIds\":[0],\"status\":\"RUNNING\"}]");
    json(
        API + "/" + ID + "/1/stages",
        "[{\"status\":\"ACTIVE\",\"stageId\":0,\"attemptId\":0,\"numTasks\":2,\"numFailedTasks\":1,\"submissionTime\":\"2026-03-01T10:00:12.000GMT\",\"name\":\"count\"}]");
    json(
        API + "/" + ID + "/1/stages/0/0/taskList",
"""
[{"taskId":5,"index":1,"attempt":0,"launchTime":"2026-03-01T10:00:20.000GMT","duration":50000,"executorId":"3","host":"node-3","status":"FAILED","errorMessage":"ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Container killed by YARN for exceeding physical memory limits. 5.6 GB of 5.5 GB physical memory used."}]
""");

    Report report = report(root + "/stages/");

    assertThat(report.diagnosis().verdict().cause()).isEqualTo("container-oom");
    assertThat(report.diagnosis().application().properties())
        .containsEntry("spark.executor.memory", "2g")
        .containsEntry("spark.hadoop.fs.s3a.secret.key", "*********(redacted)");
    assertThat(report.diagnosis().application().stages()).hasSize(1);
    assertThat(report.others()).isEmpty();
  }

  @Test
  void anEmptyAnswerInPlaceOfAnEventLogIsNone() {
    json(API + "/" + ID, APPLICATION);
    answers.put(
        API + "/" + ID + "/logs", new Answer(200, "application/octet-stream", new byte[0], ""));
    json(
        API + "/" + ID + "/1/jobs",
        "[{\"jobId\":0,\"submissionTime\":\"2026-03-01T10:00:12.000GMT\",\"stageIds\":[0],\"status\":\"SUCCEEDED\",\"completionTime\":\"2026-03-01T10:00:13.000GMT\"}]");

    Report report = report(root + "/history/" + ID + "/jobs/");

    assertThat(report.sources()).extracting(SourceUse::kind).containsOnly("spark-rest");
    assertThat(report.diagnosis().application().identity().id()).isEqualTo(ID);
  }

  @Test
  void pagesOfTasksAreAskedForOneAfterTheOther() {
    json(API, "[" + APPLICATION + "]");
    json(API + "/" + ID, APPLICATION);
    json(
        API + "/" + ID + "/1/stages",
        "[{\"status\":\"COMPLETE\",\"stageId\":7,\"attemptId\":0,\"numTasks\":4500,\"submissionTime\":\"2026-03-01T10:00:12.000GMT\"}]");
    json(API + "/" + ID + "/1/stages/7/0/taskList", "[]");

    report(root + "/jobs/");

    assertThat(asked.stream().filter(url -> url.contains("taskList")))
        .containsExactly(
            API + "/" + ID + "/1/stages/7/0/taskList?offset=0&length=2000",
            API + "/" + ID + "/1/stages/7/0/taskList?offset=2000&length=2000",
            API + "/" + ID + "/1/stages/7/0/taskList?offset=4000&length=2000");
  }

  @Test
  void anApplicationThatTheServerDoesNotKnowIsSaidWithThoseThatItKnows() {
    json(API, "[" + APPLICATION + "]");

    assertThat(unusedNote(report(root + "/history/application_1700000000000_0002/jobs/")))
        .contains("does not know application_1700000000000_0002; it knows " + ID);
  }

  @Test
  void aServerThatWantsToKnowWhoAsksIsToldHow() {
    answers.put(API + "/" + ID, new Answer(401, "text/html", "no".getBytes(UTF_8), ""));

    assertThat(unusedNote(report(root + "/history/" + ID + "/")))
        .contains("status 401", Web.AUTHORIZATION);
  }

  @Test
  void aLoginPageIsNoData() {
    answers.put(API + "/" + ID, new Answer(302, "text/html", new byte[0], "/login"));
    answers.put("/login", new Answer(200, "text/html", "<html>".getBytes(UTF_8), ""));

    assertThat(unusedNote(report(root + "/history/" + ID + "/")))
        .contains("a web page instead of data");
  }

  @Test
  void redirectsWithoutEndEnd() {
    answers.put(API + "/" + ID, new Answer(302, "text/html", new byte[0], API + "/" + ID));

    assertThat(unusedNote(report(root + "/history/" + ID + "/"))).contains("redirects without end");
  }

  @Test
  void nobodyThereIsSaid() {
    String gone = root;
    stop();

    assertThat(unusedNote(report(gone + "/history/" + ID + "/"))).contains("nothing listens there");
  }

  @Test
  void theAuthorizationGoesToTheNamedServerOnly() throws IOException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    other.start();
    String away = "http://127.0.0.1:" + other.getAddress().getPort() + "/x";
    answers.put("/first", new Answer(302, "text/html", new byte[0], away));

    try (Web.Reply reply = new Web("Bearer secret").get(root + "/first")) {
      assertThat(reply.status()).isEqualTo(404);
    } finally {
      other.stop(0);
    }
    assertThat(seen).containsExactly("null");
  }

  @Test
  void aPlainFileBehindAnAddressIsStillAFile() {
    answers.put("/logs/driver", new Answer(200, "text/plain", EVENTS.getBytes(UTF_8), ""));

    Report report = report(root + "/logs/driver");

    assertThat(new Diagnosed(report).verdict()).isEqualTo("healthy");
  }

  @Test
  void aServersRootMeansItsNewestApplications() throws IOException {
    json(API, "[" + APPLICATION + "]");
    zip(API + "/" + ID + "/logs", ID + "_1", EVENTS);

    assertThat(report(root).diagnosis().application().identity().id()).isEqualTo(ID);
  }

  private static final String RUNNING =
      APPLICATION.replace("\"completed\":true", "\"completed\":false");

  private static final String THREADS =
"""
[{"threadId":7,"threadName":"Executor task launch worker for task 0.0 in stage 0.0 (TID 0)","threadState":"BLOCKED",
 "stackTrace":{"elems":["reports.Ledger.book(Ledger.java:9)\\n","org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:840)\\n"]},
 "blockedByThreadId":8,"blockedByLock":"Lock(java.lang.Object@10)","holdingLocks":["java.lang.Object@20"]},
{"threadId":8,"threadName":"Executor task launch worker for task 1.0 in stage 0.0 (TID 1)","threadState":"BLOCKED",
 "stackTrace":{"elems":["reports.Ledger.book(Ledger.java:9)\\n","org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:840)\\n"]},
 "blockedByThreadId":7,"blockedByLock":"Lock(java.lang.Object@20)","holdingLocks":["java.lang.Object@10"]}]
""";

  @Test
  void anApplicationThatRunsIsAskedForTheThreadsOfItsDriverAndOfTheExecutorsThatWork() {
    json(API + "/" + ID, RUNNING);
    json(
        API + "/" + ID + "/executors",
        """
        [{"id":"driver","hostPort":"d:1","isActive":true,"totalCores":0,"activeTasks":0},
         {"id":"1","hostPort":"h:1","isActive":true,"totalCores":2,"activeTasks":2},
         {"id":"2","hostPort":"h:2","isActive":true,"totalCores":2,"activeTasks":0},
         {"id":"3","hostPort":"h:3","isActive":false,"totalCores":2,"activeTasks":2}]
        """);
    json(API + "/" + ID + "/executors/1/threads", THREADS);

    Report report = report(root + "/history/" + ID + "/jobs/");

    assertThat(asked)
        .filteredOn(url -> url.endsWith("/threads"))
        .containsExactly(
            API + "/" + ID + "/executors/driver/threads", API + "/" + ID + "/executors/1/threads");
    assertThat(asked).last().asString().endsWith("/threads");
    assertThat(report.diagnosis().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.cause()).isEqualTo("lock-contention");
              assertThat(finding.subject()).isEqualTo("executor 1");
            });
  }

  @Test
  void anApplicationThatEndedIsNotAskedForThreads() {
    json(API + "/" + ID, APPLICATION);
    json(API + "/" + ID + "/executors", "[]");

    report(root + "/history/" + ID);

    assertThat(asked).noneMatch(url -> url.endsWith("/threads"));
  }
}
