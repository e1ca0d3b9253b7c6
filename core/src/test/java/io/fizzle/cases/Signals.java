package io.fizzle.cases;

import io.fizzle.application.Application;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.Signal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literal signals of a run that begins at {@link #START}; times are seconds since then. */
public final class Signals {
  public static final Instant START = Instant.parse("2026-03-04T09:15:00Z");
  public static final Source DRIVER_LOG =
      new Source("driver.log", SourceKind.SPARK_LOG, Owner.DRIVER);
  public static final long MIB = 1L << 20;

  private Signals() {}

  public static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  public static Evidence told(double seconds) {
    return new Evidence(DRIVER_LOG, 1, at(seconds), "line of second " + seconds);
  }

  /** A line without a time. */
  public static Evidence undated(long line) {
    return new Evidence(DRIVER_LOG, line, null, "line " + line);
  }

  public static Application application(Signal... signals) {
    return application(List.of(signals));
  }

  public static Application application(List<Signal> signals) {
    ApplicationBuilder builder = new ApplicationBuilder();
    signals.forEach(builder::accept);
    return builder.build();
  }

  // -- executors

  public static ExecutorSignal.Added added(String executor, double seconds) {
    return new ExecutorSignal.Added(told(seconds), executor, "host-" + executor, 4);
  }

  public static ExecutorSignal.Removed removed(
      String executor, double seconds, RemovalReason reason) {
    return new ExecutorSignal.Removed(told(seconds), executor, null, reason);
  }

  public static ExecutorSignal.Exited exited(
      String executor, double seconds, int status, boolean onRequest) {
    return new ExecutorSignal.Exited(told(seconds), executor, null, status, onRequest, "");
  }

  public static ExecutorSignal.HeartbeatMissed missed(
      String executor, double seconds, Duration silence) {
    return new ExecutorSignal.HeartbeatMissed(told(seconds), executor, silence.toMillis(), 120_000);
  }

  public static RemovalReason reason(RemovalReason.Kind kind) {
    return new RemovalReason(kind, null, 0, 0, 0, null, kind.name());
  }

  public static RemovalReason exit(int code) {
    return new RemovalReason(
        RemovalReason.Kind.EXITED, code, 0, 0, 0, null, "Command exited with code " + code);
  }

  public static RemovalReason timeout(Duration silence) {
    return new RemovalReason(
        RemovalReason.Kind.HEARTBEAT_TIMEOUT,
        null,
        silence.toMillis(),
        0,
        0,
        null,
        "Executor heartbeat timed out after " + silence.toMillis() + " ms");
  }

  // -- work

  public static Failure heapSpace() {
    return Failure.of(FailureKind.HEAP_SPACE, "java.lang.OutOfMemoryError", "Java heap space");
  }

  public static Failure thrown(String message) {
    return Failure.of(FailureKind.OTHER, "java.lang.IllegalStateException", message);
  }

  public static WorkSignal.TaskFailed taskFailed(
      int stage, int index, int attempt, String executor, double seconds, Failure failure) {
    return taskFailed(stage, index, attempt, executor, seconds, failure, null, null);
  }

  public static WorkSignal.TaskFailed taskFailed(
      int stage,
      int index,
      int attempt,
      String executor,
      double seconds,
      Failure failure,
      @Nullable String fetchFrom,
      @Nullable RemovalReason removal) {
    return new WorkSignal.TaskFailed(
        told(seconds),
        stage,
        0,
        index,
        attempt,
        100L * index + attempt,
        executor,
        failure,
        null,
        fetchFrom,
        removal,
        0,
        -1);
  }

  public static WorkSignal.TaskFailed taskLost(
      int stage, int index, int attempt, String executor, double seconds, RemovalReason reason) {
    Failure failure = Failure.of(FailureKind.EXECUTOR_LOST, "ExecutorLostFailure", reason.text());
    return taskFailed(stage, index, attempt, executor, seconds, failure, null, reason);
  }

  public static WorkSignal.Aborted aborted(int stage, int index, double seconds, Failure failure) {
    return new WorkSignal.Aborted(told(seconds), stage, index, index < 0 ? 0 : 4, failure);
  }

  public static WorkSignal.TaskSucceeded taskSucceeded(
      int stage, int index, String executor, double seconds, long millis) {
    return new WorkSignal.TaskSucceeded(
        told(seconds), stage, 0, index, 100L * index, executor, metrics(millis, 0));
  }

  public static TaskMetrics metrics(long millis, long gcMillis) {
    return new TaskMetrics(
        START.toEpochMilli(),
        millis,
        millis,
        millis,
        gcMillis,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  // -- processes

  public static Source gcLog(String name, Owner owner, long pid) {
    return new Source(name, SourceKind.GC_LOG, owner, pid);
  }

  /**
   * A pause of a JVM that started at {@link #START}.
   *
   * @param begin when it began, in seconds
   * @param millis how long it took
   * @param before heap in use before it in MiB, after it {@code after}
   */
  public static JvmSignal.GcPause pause(
      Source log, PauseKind kind, double begin, long millis, long before, long after) {
    return new JvmSignal.GcPause(
        new Evidence(log, 1, at(begin), ""),
        log.owner(),
        kind,
        "Allocation Failure",
        Math.round(begin * 1000),
        millis * 1000,
        before * MIB,
        after * MIB,
        2048 * MIB);
  }

  public static JvmSignal.GcLogEnded gcLogEnded(Source log, double seconds) {
    return new JvmSignal.GcLogEnded(
        new Evidence(log, 9, at(seconds), ""), log.owner(), false, Math.round(seconds * 1000));
  }

  public static JvmSignal.ProcessIdentified process(Owner owner, double seconds, long pid) {
    return new JvmSignal.ProcessIdentified(told(seconds), owner, pid, null);
  }

  public static JvmSignal.LogEnded logEnded(Owner owner, double seconds, boolean orderly) {
    return new JvmSignal.LogEnded(told(seconds), owner, orderly, true);
  }

  public static FailureSignal.Uncaught uncaught(Owner owner, double seconds, Failure failure) {
    return new FailureSignal.Uncaught(told(seconds), owner, failure);
  }

  public static FailureSignal.DriverFailed driverFailed(double seconds, Failure failure) {
    return new FailureSignal.DriverFailed(told(seconds), failure);
  }

  /** A traceback in the driver's log, after so many lines. */
  public static FailureSignal.PythonTraceback traceback(long line, boolean logged, String text) {
    return new FailureSignal.PythonTraceback(undated(line), thrown(text), logged);
  }

  // -- the application

  public static ApplicationSignal.Stopping stopping(double seconds) {
    return new ApplicationSignal.Stopping(told(seconds), false);
  }

  public static ApplicationSignal.Ended ended(double seconds) {
    return new ApplicationSignal.Ended(told(seconds), 0);
  }

  public static WorkSignal.JobStarted jobStarted(int job, double seconds) {
    return new WorkSignal.JobStarted(told(seconds), job);
  }

  public static WorkSignal.QueryEnded queryEnded(double seconds, @Nullable Failure failure) {
    return new WorkSignal.QueryEnded(told(seconds), failure);
  }

  public static WorkSignal.JobEnded jobEnded(int job, double seconds, @Nullable Failure failure) {
    return new WorkSignal.JobEnded(told(seconds), job, failure);
  }
}
