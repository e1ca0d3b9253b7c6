package io.fizzle.read.rest;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the objects of one answer tell. Not thread-safe. */
final class RestSignals {
  private static final String MASK = "*********(redacted)";

  private final ReadInput input;
  private final SignalSink sink;
  private final RestTasks tasks;
  private final RestQueries queries;

  /** More than one application in a list is a server's, not this application's. */
  private final List<RestObject> applications = new ArrayList<>();

  RestSignals(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
    this.tasks = new RestTasks(input, sink);
    this.queries = new RestQueries(input, sink);
  }

  void beginStage() {
    tasks.beginStage();
  }

  /** A task within a stage's object. */
  void task(RestObject task) {
    tasks.hold(task);
  }

  void take(RestObject object) {
    if (RestShape.STAGES.fits(object)) {
      stage(object);
    } else if (RestShape.EXECUTORS.fits(object)) {
      executor(object);
    } else if (RestShape.JOBS.fits(object)) {
      job(object);
    } else if (RestShape.QUERIES.fits(object)) {
      queries.take(object);
    } else if (RestShape.TASKS.fits(object)) {
      tasks.take(object);
    } else if (object.has("runtime") && object.has("sparkProperties")) {
      environment(object);
    } else if (object.has("attempts") && object.has("id") && applications.size() < 2) {
      applications.add(object);
    }
  }

  /**
   * The source ends.
   *
   * @param whole false where it broke, so that a list of one may have been longer
   */
  void finish(boolean whole) {
    if (whole && applications.size() == 1) {
      application(applications.get(0));
    }
  }

  private void application(RestObject object) {
    List<RestObject> attempts = object.objects("attempts");
    RestObject last = attempts.isEmpty() ? new RestObject(Map.of(), 0) : attempts.get(0);
    Instant start = last.time("startTime");
    Evidence evidence = cite(object, start, "application " + object.textOrEmpty("id"));
    sink.accept(
        new ApplicationSignal.Identified(
            evidence,
            object.text("id"),
            object.text("name"),
            last.text("appSparkVersion"),
            null,
            null));
    if (start != null) {
      sink.accept(new ApplicationSignal.Started(evidence));
    }
    Instant end = last.time("endTime");
    if (last.is("completed") && end != null) {
      sink.accept(new ApplicationSignal.Ended(cite(object, end, "completed"), null));
    } else if (last.has("completed") && !last.is("completed")) {
      sink.accept(new ApplicationSignal.Unfinished(cite(object, start, "not completed")));
    }
  }

  private void environment(RestObject object) {
    Map<String, String> properties = new HashMap<>();
    for (Object pair : object.elements("sparkProperties")) {
      if (pair instanceof List<?> entry && entry.size() == 2) {
        String key = String.valueOf(entry.get(0));
        String value = String.valueOf(entry.get(1));
        properties.put(key, Redaction.isSecretKey(key) ? MASK : Redaction.redact(value));
      }
    }
    Evidence evidence = cite(object, null, "environment");
    sink.accept(
        new ApplicationSignal.Identified(
            evidence,
            properties.get("spark.app.id"),
            properties.get("spark.app.name"),
            null,
            properties.get("spark.master"),
            object.object("runtime").text("javaVersion")));
    sink.accept(new ApplicationSignal.Configured(evidence, properties, true));
  }

  private void executor(RestObject object) {
    String id = object.textOrEmpty("id");
    if (!id.equals("driver")) {
      String host = host(object.textOrEmpty("hostPort"));
      sink.accept(
          new ExecutorSignal.Added(
              cite(object, object.time("addTime"), "executor " + id + " on " + host),
              id,
              host.isEmpty() ? null : host,
              object.integer("totalCores", 0)));
      Instant removed = object.time("removeTime");
      String reason = object.textOrEmpty("removeReason");
      if (removed != null || !reason.isEmpty()) {
        sink.accept(
            new ExecutorSignal.Removed(
                cite(object, removed, "executor " + id + " removed: " + reason.replace('\n', ' ')),
                id,
                host.isEmpty() ? null : host,
                RemovalReasons.parse(reason)));
      }
    }
    peaks(object, id);
  }

  /** An executor that never sent a heartbeat has peaks of 0: nothing was measured. */
  private void peaks(RestObject object, String id) {
    RestObject peaks = object.object("peakMemoryMetrics");
    long heap = peaks.number("JVMHeapMemory", 0);
    if (heap > 0) {
      sink.accept(
          new ExecutorSignal.PeakMetrics(
              cite(object, null, "peak memory of " + id),
              id,
              heap,
              peaks.number("JVMOffHeapMemory", -1),
              peaks.number("DirectPoolMemory", -1),
              measured(peaks, "ProcessTreeJVMRSSMemory"),
              measured(peaks, "ProcessTreePythonRSSMemory"),
              peaks.number("MajorGCCount", -1),
              object.number("totalGCTime", -1)));
    }
  }

  /** Process trees are measured only where {@code processTreeMetrics} is on; else they are 0. */
  private static long measured(RestObject peaks, String field) {
    long value = peaks.number(field, 0);
    return value > 0 ? value : -1;
  }

  private static String host(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    return colon < 0 ? hostPort : hostPort.substring(0, colon);
  }

  private void job(RestObject object) {
    int job = object.integer("jobId", -1);
    String status = object.textOrEmpty("status");
    sink.accept(new WorkSignal.JobStarted(cite(object, object.time("submissionTime"), ""), job));
    if (status.equals("SUCCEEDED") || status.equals("FAILED")) {
      String words = "job " + job + " " + status;
      sink.accept(
          new WorkSignal.JobEnded(
              cite(object, object.time("completionTime"), words),
              job,
              status.equals("SUCCEEDED") ? null : Failure.of(FailureKind.OTHER, "", words)));
    }
  }

  private void stage(RestObject object) {
    int stage = object.integer("stageId", -1);
    int attempt = object.integer("attemptId", 0);
    String name = object.textOrEmpty("name");
    int count = object.integer("numTasks", -1);
    Instant submitted = object.time("submissionTime");
    Instant completed = object.time("completionTime");
    String status = object.textOrEmpty("status");
    if (submitted != null) {
      sink.accept(
          new WorkSignal.StageStarted(cite(object, submitted, ""), stage, attempt, name, count));
    }
    if (status.equals("COMPLETE") || status.equals("FAILED")) {
      String reason = object.textOrEmpty("failureReason");
      Evidence evidence = cite(object, completed, firstLine(reason));
      sink.accept(
          new WorkSignal.StageEnded(
              evidence,
              stage,
              attempt,
              name,
              count,
              submitted,
              completed,
              failure(status, reason)));
      tasks.quoted(evidence, reason);
    }
    tasks.release(stage, attempt);
  }

  private static @Nullable Failure failure(String status, String reason) {
    return status.equals("FAILED") ? Failures.parse(reason) : null;
  }

  private Evidence cite(RestObject object, @Nullable Instant time, String excerpt) {
    Instant shifted = time == null ? null : input.clock().zoned(time);
    return new Evidence(input.source(), object.line(), shifted, excerpt);
  }

  static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }
}
