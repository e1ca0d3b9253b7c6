package io.fizzle.read.rest;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SignalSink;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.read.message.TaskLoss;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tasks, of a stage's object or of a list of their own. A list does not say of which stage it is;
 * its address or file name does ({@code stages/3/0/taskList}).
 */
final class RestTasks {
  /** Within a stage's object its number may come after its tasks; so many are held back. */
  private static final int MOST_HELD = 20_000;

  private static final Pattern STAGE =
      Pattern.compile("stages?[/_.-](\\d{1,9})[/_.-](\\d{1,4})(?!\\d)");
  private static final Pattern LOSS_REASON =
      Pattern.compile("ExecutorLostFailure \\(.{0,300}?\\)(?: Reason: )?", Pattern.DOTALL);
  private static final Pattern SERVED_BY =
      Pattern.compile("FetchFailed\\(BlockManagerId\\(([^,)]{1,100}),");
  private static final long NANOS = 1_000_000;

  private final ReadInput input;
  private final SignalSink sink;
  private final List<RestObject> held = new ArrayList<>();
  private final int stageByName;
  private final int attemptByName;

  RestTasks(ReadInput input, SignalSink sink) {
    this.input = input;
    this.sink = sink;
    Matcher named = STAGE.matcher(input.source().name());
    boolean found = named.find();
    stageByName = found ? Integer.parseInt(named.group(1)) : -1;
    attemptByName = found ? Integer.parseInt(named.group(2)) : 0;
  }

  void beginStage() {
    held.clear();
  }

  void hold(RestObject task) {
    if (held.size() < MOST_HELD) {
      held.add(task);
    }
  }

  /** The stage of the held tasks is known. */
  void release(int stage, int attempt) {
    held.forEach(task -> emit(task, stage, attempt));
    held.clear();
  }

  /** A task of a list. */
  void take(RestObject task) {
    emit(task, stageByName, attemptByName);
  }

  /** The task failure that a stage's failure quotes: often the only one that is told at all. */
  void quoted(Evidence evidence, String reason) {
    int stack = reason.indexOf("\nDriver stacktrace:");
    String told = stack < 0 ? reason : reason.substring(0, stack);
    int lost = told.indexOf("Lost task ");
    TaskLoss loss = lost < 0 ? null : TaskLoss.parse(told.substring(lost));
    if (loss != null) {
      sink.accept(
          new WorkSignal.TaskFailed(
              evidence,
              loss.stage(),
              loss.stageAttempt(),
              loss.index(),
              loss.attempt(),
              loss.taskId(),
              loss.executorId(),
              Failures.parse(loss.reason()),
              null,
              servedBy(loss.reason()),
              removal(loss.reason()),
              0,
              -1));
    }
  }

  private void emit(RestObject task, int stage, int attempt) {
    String status = task.textOrEmpty("status");
    if (status.equals("SUCCESS") && stage >= 0) {
      TaskMetrics metrics = metrics(task);
      if (metrics != null) {
        sink.accept(
            new WorkSignal.TaskSucceeded(
                cite(task, ""),
                stage,
                attempt,
                task.integer("index", -1),
                task.number("taskId", -1),
                task.textOrEmpty("executorId"),
                metrics));
      }
    } else if (status.equals("FAILED") || status.equals("KILLED")) {
      failed(task, stage, attempt, status);
    }
  }

  private void failed(RestObject task, int stage, int attempt, String status) {
    String error = task.textOrEmpty("errorMessage");
    String words = error.isEmpty() ? "task " + status.toLowerCase(java.util.Locale.ROOT) : error;
    Instant launched = task.time("launchTime");
    Failure failure =
        status.equals("KILLED")
            ? Failure.of(FailureKind.TASK_KILLED, "", RestSignals.firstLine(words))
            : Failures.parse(words);
    sink.accept(
        new WorkSignal.TaskFailed(
            cite(task, RestSignals.firstLine(words)),
            stage,
            attempt,
            task.integer("index", -1),
            task.integer("attempt", 0),
            task.number("taskId", -1),
            task.textOrEmpty("executorId"),
            failure,
            metrics(task),
            servedBy(error),
            removal(error),
            0,
            launched == null ? -1 : launched.toEpochMilli()));
  }

  /** When it was over, as the driver's event log tells it. */
  private Evidence cite(RestObject task, String excerpt) {
    Instant launched = task.time("launchTime");
    Instant over =
        launched == null
            ? null
            : input.clock().zoned(launched.plusMillis(Math.max(0, task.number("duration", 0))));
    return new Evidence(input.source(), task.line(), over, excerpt);
  }

  private static @Nullable TaskMetrics metrics(RestObject task) {
    Instant launched = task.time("launchTime");
    if (launched == null || !task.has("taskMetrics")) {
      return null;
    }
    RestObject metrics = task.object("taskMetrics");
    RestObject read = metrics.object("shuffleReadMetrics");
    return new TaskMetrics(
        launched.toEpochMilli(),
        task.number("duration", metrics.number("executorRunTime", 0)),
        metrics.number("executorRunTime", 0),
        metrics.number("executorCpuTime", 0) / NANOS,
        metrics.number("jvmGcTime", 0),
        metrics.number("executorDeserializeTime", 0),
        metrics.number("resultSize", 0),
        metrics.number("peakExecutionMemory", 0),
        metrics.number("memoryBytesSpilled", 0),
        metrics.number("diskBytesSpilled", 0),
        metrics.object("inputMetrics").number("bytesRead", 0),
        metrics.object("inputMetrics").number("recordsRead", 0),
        metrics.object("outputMetrics").number("bytesWritten", 0),
        read.number("remoteBytesRead", 0) + read.number("localBytesRead", 0),
        read.number("recordsRead", 0),
        read.number("fetchWaitTime", 0),
        metrics.object("shuffleWriteMetrics").number("bytesWritten", 0),
        metrics.object("shuffleWriteMetrics").number("writeTime", 0) / NANOS,
        Math.max(0, task.number("schedulerDelay", 0)));
  }

  private static @Nullable String servedBy(String reason) {
    Matcher served = SERVED_BY.matcher(reason);
    return served.lookingAt() ? served.group(1) : null;
  }

  private static @Nullable RemovalReason removal(String reason) {
    Matcher loss = LOSS_REASON.matcher(reason);
    return loss.lookingAt() ? RemovalReasons.parse(reason.substring(loss.end()).strip()) : null;
  }
}
