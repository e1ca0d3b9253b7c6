package io.fizzle.comparison;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.read.eventlog.EventLogReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes the event log of a run, and diagnoses it. Times in milliseconds after the start. */
final class RunLog {
  private static final long START = 1_700_000_000_000L;
  private static final Source SOURCE = new Source("eventlog", SourceKind.EVENT_LOG, Owner.DRIVER);

  private final List<String> events = new ArrayList<>();
  private final String configuration;
  private final String version;
  private String name = "monthly-totals";
  private int stages;
  private int executions;

  RunLog(String version, String... settings) {
    this.version = version;
    StringBuilder properties = new StringBuilder("\"spark.master\":\"yarn\"");
    for (int i = 0; i + 1 < settings.length; i += 2) {
      properties.append(",\"%s\":\"%s\"".formatted(settings[i], settings[i + 1]));
    }
    this.configuration = properties.toString();
  }

  RunLog named(String otherName) {
    name = otherName;
    return this;
  }

  RunLog executor(String id, long at, int cores) {
    events.add(
        """
        {"Event":"SparkListenerExecutorAdded","Timestamp":%d,"Executor ID":"%s","Executor Info":{"Host":"node-%s","Total Cores":%d,"Log Urls":{}}}\
        """
            .formatted(START + at, id, id, cores));
    return this;
  }

  /** Tasks of one stage, all begun at once. */
  record Tasks(int count, long millis, long cpuMillis, long gcMillis, long bytes) {}

  /** A stage, submitted at a time, its tasks launched at another. */
  RunLog stage(String site, long submitted, long launched, Tasks tasks) {
    int stage = stages++;
    long ended = launched + tasks.millis();
    for (int index = 0; index < tasks.count(); index++) {
      events.add(
          """
          {"Event":"SparkListenerTaskEnd","Stage ID":%d,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"Success"},"Task Info":{"Task ID":%d,"Index":%d,"Attempt":0,"Launch Time":%d,"Executor ID":"1","Host":"node-1","Finish Time":%d,"Failed":false,"Killed":false},"Task Metrics":{"Executor Run Time":%d,"Executor CPU Time":%d,"JVM GC Time":%d,"Result Size":10,"Input Metrics":{"Bytes Read":%d,"Records Read":5}}}\
          """
              .formatted(
                  stage,
                  index,
                  index,
                  START + launched,
                  START + ended,
                  tasks.millis(),
                  tasks.cpuMillis() * 1_000_000,
                  tasks.gcMillis(),
                  tasks.bytes()));
    }
    events.add(
        """
        {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":%d,"Stage Attempt ID":0,"Stage Name":"%s","Number of Tasks":%d,"RDD Info":[],"Submission Time":%d,"Completion Time":%d}}\
        """
            .formatted(stage, site, tasks.count(), START + submitted, START + ended));
    return this;
  }

  RunLog query(String operator) {
    events.add(
        """
        {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","executionId":%d,"description":"count","sparkPlanInfo":{"nodeName":"%s","children":[]},"time":%d}\
        """
            .formatted(executions++, operator, START));
    return this;
  }

  /** The diagnosis of the run that succeeded at this time. */
  Diagnosis succeeded(long at) {
    return ended(at, "{\"Result\":\"JobSucceeded\"}");
  }

  /** The diagnosis of the run whose job failed with this message. */
  Diagnosis failed(long at, String message) {
    return ended(
        at,
        "{\"Result\":\"JobFailed\",\"Exception\":{\"Message\":\"%s\",\"Stack Trace\":[]}}"
            .formatted(message));
  }

  private Diagnosis ended(long at, String result) {
    List<String> lines = new ArrayList<>();
    lines.add("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"%s\"}".formatted(version));
    lines.add(
        "{\"Event\":\"SparkListenerEnvironmentUpdate\",\"JVM Information\":{\"Java Version\":\"17.0.1\"},\"Spark Properties\":{%s}}"
            .formatted(configuration));
    lines.add(
        "{\"Event\":\"SparkListenerApplicationStart\",\"App Name\":\"%s\",\"App ID\":\"application_1_1\",\"Timestamp\":%d,\"User\":\"u\"}"
            .formatted(name, START));
    lines.addAll(events);
    lines.add(
        "{\"Event\":\"SparkListenerJobEnd\",\"Job ID\":0,\"Completion Time\":%d,\"Job Result\":%s}"
            .formatted(START + at - 1, result));
    lines.add("{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":%d}".formatted(START + at));
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    ApplicationBuilder builder = new ApplicationBuilder();
    new EventLogReader()
        .read(
            new ReadInput(SOURCE, SourceClock.UTC),
            new ByteArrayInputStream(bytes),
            builder::accept);
    return Diagnostician.standard().diagnose(builder.build());
  }
}
