package io.fizzle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application.Identity;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.report.Ink;
import io.fizzle.report.MarkdownReport;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.report.TextReport;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.MachineSignal.ContainerExited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of several applications, or of several attempts, in one input. */
class SeveralApplicationsTest {
  private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void eachApplicationOfAHistoryFolderGetsItsOwnDiagnosisAndTheFailedOneComesFirst()
      throws IOException {
    file(
        "history/app-20260301090000-0001",
        events("app-20260301090000-0001", 0, TEN.minusSeconds(3600), true));
    file("history/app-20260301100000-0002", events("app-20260301100000-0002", 0, TEN, false));
    file(
        "history/app-20260301110000-0003",
        events("app-20260301110000-0003", 0, TEN.plusSeconds(3600), true));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0002");
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
    assertThat(report.others())
        .extracting(SeveralApplicationsTest::id)
        .containsExactly("app-20260301090000-0001", "app-20260301110000-0003");
    assertThat(new TextReport(100, Ink.PLAIN).render(report))
        .contains(
            "OTHER APPLICATIONS", "nightly (app-20260301090000-0001)", "succeeded: healthy 85 %");
    assertThat(new MarkdownReport().render(report)).contains("## Other applications");
  }

  @Test
  void allSourcesOfOneApplicationMakeOneDiagnosisWhereverTheyLie() throws IOException {
    file("events/app-20260301100000-0002", events("app-20260301100000-0002", 0, TEN, false));
    file("driver/out.log", driver("app-20260301100000-0002", "10:00:00"));
    file("node1/app-20260301100000-0002/1/stderr", executor("1", "app-20260301100000-0002"));
    file("node2/work/stderr", executor("2", "app-20260301100000-0002"));
    file("gc/gc-executor-1.log", "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.diagnosis().application().executors()).containsOnlyKeys("1", "2");
  }

  @Test
  void podsOfAnotherApplicationAreNotTakenForItsOwn() throws IOException {
    file("driver.log", driver(OURS, "10:00:00"));
    file("pods.yaml", pod(OURS, "ours", 0, "Completed") + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(
            report
                .diagnosis()
                .application()
                .executors()
                .get("1")
                .facts()
                .all(ContainerExited.class))
        .extracting(ContainerExited::exitStatus)
        .containsExactly(0);
    assertThat(report.sources())
        .filteredOn(source -> source.name().endsWith("pods.yaml"))
        .singleElement()
        .satisfies(source -> assertThat(source.note()).contains("pods of 2 applications"));
  }

  @Test
  void podsAloneAreDiagnosedApplicationByApplication() throws IOException {
    file("pods.yaml", pod(OURS, "ours", 0, "Completed") + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo(THEIRS);
    assertThat(report.others()).extracting(SeveralApplicationsTest::id).containsExactly(OURS);
  }

  private static final String OURS = "spark-" + "0a".repeat(16);
  private static final String THEIRS = "spark-" + "1b".repeat(16);

  /** A listing has as many pods as the cluster. */
  @Test
  void podsFarBehindTheBeginningAreToldApartToo() throws IOException {
    String ours = pod(OURS, "ours", 0, "Completed");
    String many = ours.repeat((1 << 18) / ours.length());
    file("pods.yaml", many + pod(THEIRS, "theirs", 137, "OOMKilled"));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo(THEIRS);
    assertThat(report.others()).extracting(SeveralApplicationsTest::id).containsExactly(OURS);
  }

  private static String pod(String application, String name, int exit, String reason) {
    return """
    ---
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s-exec-1
      namespace: etl
      labels:
        spark-app-selector: %s
        spark-role: executor
        spark-exec-id: "1"
    status:
      phase: %s
      containerStatuses:
      - name: spark-kubernetes-executor
        state:
          terminated:
            exitCode: %d
            reason: %s
    """
        .formatted(name, application, exit == 0 ? "Succeeded" : "Failed", exit, reason);
  }

  @Test
  void namingAnotherApplicationMakesNoLogAnotherApplications() throws IOException {
    file("events", events("local-1772359200000", 0, TEN, false));
    file(
        "driver.log",
        driver("", "10:00:00")
            + "26/03/01 10:00:20 INFO Copier: reading"
            + " /staging/application_1700000000000_0007/part\n");

    assertThat(report().others()).isEmpty();
  }

  @Test
  void aFolderNamedForAnotherApplicationStandsForTheOneWhoseFilesItHolds() throws IOException {
    file(
        "application_1700000000000_0001/events",
        events("application_1700000000000_0009", 0, TEN, false));
    file(
        "application_1700000000000_0001/gc.log",
        "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");
    file("elsewhere/readme.txt", "kept after the incident\n");

    assertThat(report().others()).isEmpty();
  }

  @Test
  void whatNamesNoApplicationJoinsTheNearestOne() throws IOException {
    file("a/events", events("app-20260301100000-0001", 0, TEN, false));
    file("a/gc-executor-1.log", "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");
    file("b/events", events("app-20260301100000-0002", 0, TEN, false));
    file("b/executor-2.log", executor("9", ""));

    Report report = report();

    assertThat(report.others()).hasSize(1);
    Diagnosis first = byId(report, "app-20260301100000-0001");
    assertThat(first.application().executors().get("1").gc()).isPresent();
    assertThat(first.application().executors()).doesNotContainKey("9");
    assertThat(byId(report, "app-20260301100000-0002").application().executors()).containsKey("9");
  }

  @Test
  void whatNamesNoApplicationInACommonFolderJoinsTheOneThatRanThen() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, false));
    file("two", events("app-20260301120000-0002", 0, TEN.plusSeconds(7200), false));
    file("stderr", executor("9", "").replace("10:00:0", "12:00:0"));

    Report report = report();

    assertThat(byId(report, "app-20260301120000-0002").application().executors()).containsKey("9");
    assertThat(byId(report, "app-20260301100000-0001").application().executors())
        .doesNotContainKey("9");
  }

  @Test
  void whatCannotBeGivenToAnApplicationIsListedAsUnused() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, false));
    file("two", events("app-20260301120000-0002", 0, TEN.plusSeconds(7200), false));
    file(
        "gc.log",
        "[0.012s][info][gc] Using G1\n"
            + "[1.012s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(256M)"
            + " 7.001ms\n");

    assertThat(report().sources())
        .filteredOn(source -> !source.used())
        .singleElement()
        .extracting(SourceUse::note)
        .asString()
        .startsWith("of 2 applications it is not known whose it is");
  }

  @Test
  void aWorkersLogTellsEachApplicationOnlyOfItsOwnExecutors() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, true));
    file("two", events("app-20260301100000-0002", 0, TEN, false));
    file(
        "worker.log",
"""
26/03/01 09:59:00 INFO Worker: Starting Spark worker 10.0.0.1:7078 with 4 cores, 8.0 GiB RAM
26/03/01 10:00:30 INFO Worker: Executor app-20260301100000-0002/1 finished with state EXITED message Command exited with code 52 exitStatus 52
""");

    Report report = report();

    assertThat(exits(report, "app-20260301100000-0002")).isEqualTo(1);
    assertThat(exits(report, "app-20260301100000-0001")).isZero();
  }

  @Test
  void contextsThatRanOneAfterTheOtherInOneDriverAreApplicationsOfTheirOwn() throws IOException {
    file(
        "driver.log",
        driver("app-20260301100000-0001", "10:00:00")
            + failure("10:00:20")
            + "26/03/01 10:00:21 INFO SparkContext: Successfully stopped SparkContext\n"
            + driver("app-20260301100100-0002", "10:01:00")
            + "26/03/01 10:01:21 INFO SparkContext: Successfully stopped SparkContext\n");

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0001");
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
    assertThat(report.others())
        .singleElement()
        .extracting(SeveralApplicationsTest::id)
        .isEqualTo("app-20260301100100-0002");
    assertThat(report.others().get(0).incidents()).isEmpty();
  }

  @Test
  void theLinesOfASecondContextJoinItsOwnEventLog() throws IOException {
    file("two/events", events("app-20260301100100-0002", 0, TEN.plusSeconds(60), true));
    file(
        "driver.log",
        driver("app-20260301100000-0001", "10:00:00")
            + failure("10:00:20")
            + "26/03/01 10:00:21 INFO SparkContext: Successfully stopped SparkContext\n"
            + driver("app-20260301100100-0002", "10:01:00")
            + "26/03/01 10:01:21 INFO SparkContext: Successfully stopped SparkContext\n");

    Report report = report();

    assertThat(report.others()).hasSize(1);
    assertThat(byId(report, "app-20260301100100-0002").application().driver().hasOwnLog()).isTrue();
  }

  @Test
  void twoLogsThatRunThroughEachOtherAreNotTornApart() throws IOException {
    file("driver.log", driver("", "10:00:00") + driver("", "10:00:05") + failure("10:00:20"));

    assertThat(report().others()).isEmpty();
  }

  @Test
  void theLastAttemptIsTheApplicationsResultAndTheEarlierOneSaysWhyThereIsALast()
      throws IOException {
    String id = "application_1700000000000_0001";
    file("eventlog/" + id + "_1", events(id, 1, TEN, false));
    file("eventlog/" + id + "_2", events(id, 2, TEN.plusSeconds(120), true));

    Report report = report();

    assertThat(report.diagnosis().application().identity().attempt()).isEqualTo(2);
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("healthy");
    assertThat(report.earlierAttempts())
        .singleElement()
        .satisfies(first -> assertThat(first.verdict().cause()).isEqualTo("heap-oom"));
    assertThat(new TextReport(100, Ink.PLAIN).render(report))
        .contains(id + ", attempt 2", "EARLIER ATTEMPTS", "Attempt 1, 2026-03-01 10:00:00Z failed");
  }

  @Test
  void driversInContainersOfTwoAttemptsAreTwoAttempts() throws IOException {
    file(
        "yarn.log",
        container(1, 1, driver("", "10:00:00") + failure("10:00:20"))
            + container(1, 2, executor("1", ""))
            + container(
                2,
                1,
                driver("", "10:02:00")
                    + "26/03/01 10:02:20 INFO SparkContext: Successfully stopped SparkContext\n")
            + container(2, 2, executor("1", "").replace("10:00:0", "10:02:0")));

    Report report = report();

    assertThat(report.diagnosis().application().identity().attempt()).isEqualTo(2);
    assertThat(report.diagnosis().incidents()).isEmpty();
    assertThat(report.earlierAttempts())
        .singleElement()
        .satisfies(first -> assertThat(first.verdict().cause()).isEqualTo("heap-oom"));
  }

  @Test
  void masterAttemptsOfOneDriverAreOneApplication() throws IOException {
    file("driver.log", driver("application_1700000000000_0001", "10:00:00") + failure("10:00:20"));
    file(
        "yarn.log",
        container(
                1,
                1,
                "26/03/01 10:00:02 INFO ApplicationMaster: ApplicationAttemptId:"
                    + " appattempt_1700000000000_0001_000001\n")
            + container(
                2,
                1,
                "26/03/01 10:01:02 INFO ApplicationMaster: ApplicationAttemptId:"
                    + " appattempt_1700000000000_0001_000002\n")
            + container(2, 2, executor("5", "")));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
  }

  @Test
  void twoCopiesOfOneEventLogCountOnce() throws IOException {
    String id = "app-20260301100000-0001";
    file("a/" + id + ".inprogress", events(id, 0, TEN, false));
    file("b/" + id, events(id, 0, TEN, false));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.sources())
        .filteredOn(source -> !source.used())
        .singleElement()
        .extracting(SourceUse::name)
        .asString()
        .endsWith(".inprogress");
  }

  @Test
  void aFolderOfAThousandEventLogsIsDiagnosedWithoutKeepingThemAll() throws IOException {
    for (int i = 0; i < 1000; i++) {
      String id = "app-20260301100000-%04d".formatted(i);
      file("history/" + id, events(id, 0, TEN.plusSeconds(i), i != 500));
    }

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0500");
    assertThat(report.diagnosis().application().executors()).isNotEmpty();
    assertThat(report.others()).hasSize(999);
    assertThat(report.others())
        .allSatisfy(one -> assertThat(one.application().executors()).isEmpty());
  }

  private static String events(String id, int attempt, Instant start, boolean succeeds) {
    long at = start.toEpochMilli();
    String attempted = attempt == 0 ? "" : ",\"App Attempt ID\":\"" + attempt + "\"";
    String begin =
"""
{"Event":"SparkListenerLogStart","Spark Version":"4.1.1"}
{"Event":"SparkListenerApplicationStart","App Name":"nightly","App ID":"%s","Timestamp":%d,"User":"u"%s}
{"Event":"SparkListenerExecutorAdded","Timestamp":%d,"Executor ID":"1","Executor Info":{"Host":"node-1","Total Cores":2}}
{"Event":"SparkListenerJobStart","Job ID":0,"Submission Time":%d,"Stage Infos":[],"Stage IDs":[0]}
"""
            .formatted(id, at, attempted, at + 5000, at + 6000);
    String failure =
"""
{"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"ExceptionFailure","Class Name":"java.lang.OutOfMemoryError","Description":"Java heap space","Stack Trace":[],"Full Stack Trace":"java.lang.OutOfMemoryError: Java heap space\\n\\tat Main.main(Main.java:1)\\n"},"Task Info":{"Task ID":3,"Index":3,"Attempt":3,"Launch Time":%d,"Executor ID":"1","Host":"node-1","Finish Time":%d,"Failed":true}}
"""
            .formatted(at + 7000, at + 8000);
    String result =
        succeeds
            ? "{\"Result\":\"JobSucceeded\"}"
            : "{\"Result\":\"JobFailed\",\"Exception\":{\"Message\":\"Job aborted due to stage"
                + " failure: Task 3 in stage 0.0 failed 4 times, most recent failure: Lost task"
                + " 3.3 in stage 0.0 (TID 3) (node-1 executor 1): java.lang.OutOfMemoryError:"
                + " Java heap space\",\"Stack Trace\":[]}}";
    return begin
        + (succeeds ? "" : failure)
        + "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":0,\"Completion Time\":"
        + (at + 9000)
        + ",\"Job Result\":"
        + result
        + "}\n{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":"
        + (at + 10_000)
        + "}\n";
  }

  private static String driver(String id, String time) {
    String begin =
        """
        26/03/01 TIME INFO SparkContext: Running Spark version 4.1.1
        26/03/01 TIME INFO SparkContext: Submitted application: nightly
        """;
    String connected =
        id.isEmpty()
            ? ""
            : id.startsWith("application_")
                ? "26/03/01 TIME INFO YarnClientImpl: Submitted application " + id + "\n"
                : "26/03/01 TIME INFO StandaloneSchedulerBackend: Connected to Spark cluster with"
                    + " app ID "
                    + id
                    + "\n";
    String job =
        "26/03/01 TIME INFO DAGScheduler: Got job 0 (count at Main.java:10) with 2 output"
            + " partitions\n";
    return (begin + connected + job).replace("TIME", time);
  }

  private static String failure(String time) {
    return
"""
26/03/01 TIME WARN TaskSetManager: Lost task 3.3 in stage 0.0 (TID 3) (node-1 executor 1): java.lang.OutOfMemoryError: Java heap space
26/03/01 TIME ERROR TaskSetManager: Task 3 in stage 0.0 failed 4 times; aborting job
26/03/01 TIME INFO DAGScheduler: Job 0 failed: count at Main.java:10, took 3.1 s
"""
        .replace("TIME", time);
  }

  private static String executor(String id, String application) {
    String of =
        application.isEmpty()
            ? ""
            : "Spark Executor Command: \"java\" \"--app-id\" \"" + application + "\"\n";
    return of
        +
"""
26/03/01 10:00:05 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 873@node-1
26/03/01 10:00:06 INFO Executor: Starting executor ID %s on host node-1
26/03/01 10:00:07 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)
"""
            .formatted(id);
  }

  private static String container(int attempt, int number, String log) {
    return """
    Container: container_1700000000000_0001_%02d_%06d on node-1_8041
    ====================================================
    LogType:stderr
    LogLength:%d
    Log Contents:
    %sEnd of LogType:stderr

    """
        .formatted(attempt, number, log.length(), log);
  }

  private static int exits(Report report, String id) {
    return byId(report, id)
        .application()
        .executors()
        .get("1")
        .facts()
        .count(ExecutorSignal.Exited.class);
  }

  private static String id(Diagnosis diagnosis) {
    Identity identity = diagnosis.application().identity();
    return String.valueOf(identity.id());
  }

  private static Diagnosis byId(Report report, String id) {
    return report.all().stream().filter(one -> id(one).equals(id)).findFirst().orElseThrow();
  }

  private Report report() {
    return new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
        .investigate(List.of(folder.toString()));
  }

  private void file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
