package io.fizzle;

import io.fizzle.application.Application.Identity;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.report.Report;
import io.fizzle.signal.ExecutorSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** What applications leave behind, in a few lines each, and what is made of it. */
final class ApplicationSources {
  static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

  private ApplicationSources() {}

  static String events(String id, int attempt, Instant start, boolean succeeds) {
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

  static String driver(String id, String time) {
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

  static String failure(String time) {
    return
"""
26/03/01 TIME WARN TaskSetManager: Lost task 3.3 in stage 0.0 (TID 3) (node-1 executor 1): java.lang.OutOfMemoryError: Java heap space
26/03/01 TIME ERROR TaskSetManager: Task 3 in stage 0.0 failed 4 times; aborting job
26/03/01 TIME INFO DAGScheduler: Job 0 failed: count at Main.java:10, took 3.1 s
"""
        .replace("TIME", time);
  }

  static String executor(String id, String application) {
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

  static String container(int attempt, int number, String log) {
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

  static int exits(Report report, String id) {
    return byId(report, id)
        .application()
        .executors()
        .get("1")
        .facts()
        .count(ExecutorSignal.Exited.class);
  }

  static String id(Diagnosis diagnosis) {
    Identity identity = diagnosis.application().identity();
    return String.valueOf(identity.id());
  }

  static Diagnosis byId(Report report, String id) {
    return report.all().stream().filter(one -> id(one).equals(id)).findFirst().orElseThrow();
  }

  /** Reads everything in the folder. */
  static Report report(Path folder) {
    return new Investigation(Investigation.Options.DEFAULT, (source, number, total, size) -> {})
        .investigate(List.of(folder.toString()));
  }

  static void file(Path folder, String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
