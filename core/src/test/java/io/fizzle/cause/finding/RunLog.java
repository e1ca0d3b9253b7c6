package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.ApplicationBuilder;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event log in the making: times in seconds from its start, sizes in bytes. */
final class RunLog {
  static final long MIB = 1L << 20;
  private static final Instant START = Instant.parse("2026-03-04T09:15:00Z");
  private static final Source LOG = new Source("eventlog", SourceKind.EVENT_LOG, Owner.DRIVER);

  private final List<Signal> signals = new ArrayList<>();
  private long line;
  private long tasks;

  /** A run on a cluster with these settings, pairs of keys and values. */
  static RunLog on(String master, String version, String... settings) {
    RunLog log = new RunLog();
    Map<String, String> properties = new HashMap<>(Map.of("spark.logConf", "true"));
    for (int i = 0; i < settings.length; i += 2) {
      properties.put(settings[i], settings[i + 1]);
    }
    log.signals.add(
        new ApplicationSignal.Identified(log.at(0), "app-1", "orders", version, master, "17.0.1"));
    log.signals.add(new ApplicationSignal.Configured(log.at(0), properties, true));
    log.signals.add(new ApplicationSignal.Started(log.at(0)));
    return log;
  }

  private Evidence at(double seconds) {
    return new Evidence(LOG, ++line, START.plusMillis(Math.round(seconds * 1000)), "");
  }

  RunLog executor(String id, int cores) {
    signals.add(new ExecutorSignal.Added(at(0), id, "host-" + id, cores));
    return this;
  }

  RunLog job(double from, double to) {
    signals.add(new WorkSignal.JobStarted(at(from), 0));
    signals.add(new WorkSignal.JobEnded(at(to), 0, null));
    return this;
  }

  RunLog stage(int stage, int tasksOfIt, double from, double to) {
    signals.add(new WorkSignal.StageStarted(at(from), stage, 0, "count at Orders:7", tasksOfIt));
    signals.add(
        new WorkSignal.StageEnded(
            at(to), stage, 0, "count at Orders:7", tasksOfIt, null, null, null));
    return this;
  }

  /** A stage of which the event log tells when it was submitted and completed. */
  RunLog timedStage(int stage, int tasksOfIt, double from, double to) {
    signals.add(new WorkSignal.StageStarted(at(from), stage, 0, "count at Orders:7", tasksOfIt));
    Instant submitted = START.plusMillis(Math.round(from * 1000));
    Evidence end = at(to);
    signals.add(
        new WorkSignal.StageEnded(
            end, stage, 0, "count at Orders:7", tasksOfIt, submitted, end.time(), null));
    return this;
  }

  /** A task that succeeded: all of its time running, but for what is measured otherwise. */
  RunLog task(int stage, int index, String executor, double from, double to, Measured measured) {
    long id = tasks++;
    signals.add(new WorkSignal.TaskStarted(at(from), stage, 0, index, 0, id, executor));
    long duration = Math.round((to - from) * 1000);
    long away = measured.delay + measured.loading;
    signals.add(
        new WorkSignal.TaskSucceeded(
            at(to),
            stage,
            0,
            index,
            id,
            executor,
            new TaskMetrics(
                0,
                duration,
                duration - away,
                duration - away,
                measured.gc,
                measured.loading,
                100,
                0,
                measured.spilled,
                measured.spilled / 2,
                0,
                0,
                0,
                measured.shuffled,
                10,
                measured.fetchWait,
                0,
                0,
                measured.delay)));
    return this;
  }

  RunLog task(int stage, int index, String executor, double from, double to) {
    return task(stage, index, executor, from, to, new Measured());
  }

  /** A task that failed. */
  RunLog failed(int stage, int index, String executor, double from, double to) {
    long id = tasks++;
    signals.add(new WorkSignal.TaskStarted(at(from), stage, 0, index, 0, id, executor));
    Failure failure = Failure.of(FailureKind.OTHER, "java.io.IOException", "disk quota");
    signals.add(
        new WorkSignal.TaskFailed(
            at(to), stage, 0, index, 0, id, executor, failure, null, null, null, 0, -1));
    return this;
  }

  RunLog with(java.util.function.Function<Evidence, Signal> signal, double seconds) {
    signals.add(signal.apply(at(seconds)));
    return this;
  }

  RunLog plan(long execution, QuerySignal.Operator... operators) {
    return with(
        evidence ->
            new QuerySignal.Planned(evidence, execution, "count at Orders:7", List.of(operators)),
        0.1);
  }

  RunLog ended(double seconds) {
    return with(evidence -> new ApplicationSignal.Ended(evidence, 0), seconds);
  }

  /** The picture, its signals told in the order of time as Spark writes them. */
  Application application() {
    ApplicationBuilder builder = new ApplicationBuilder();
    signals.stream()
        .sorted(Comparator.comparing((Signal signal) -> signal.evidence().time()))
        .forEach(builder::accept);
    return builder.build();
  }

  List<Finding> findings() {
    return findings(Thresholds.shipped());
  }

  List<Finding> findings(Thresholds thresholds) {
    return Findings.find(application(), thresholds, List.of());
  }

  List<String> causes() {
    return findings().stream().map(Finding::cause).toList();
  }

  Finding only(String cause) {
    return findings().stream()
        .filter(finding -> finding.cause().equals(cause))
        .reduce(
            (one, other) -> {
              throw new AssertionError("two of " + cause);
            })
        .orElseThrow(() -> new AssertionError("no " + cause + " among " + causes()));
  }

  /** What a task measured beside its time; milliseconds and bytes. */
  static final class Measured {
    private long gc;
    private long loading;
    private long delay;
    private long spilled;
    private long shuffled;
    private long fetchWait;

    static Measured reading(long bytes) {
      Measured measured = new Measured();
      measured.shuffled = bytes;
      return measured;
    }

    Measured gc(long millis) {
      gc = millis;
      return this;
    }

    Measured loading(long millis) {
      loading = millis;
      return this;
    }

    Measured delay(long millis) {
      delay = millis;
      return this;
    }

    Measured spilling(long bytes) {
      spilled = bytes;
      return this;
    }

    Measured waiting(long millis) {
      fetchWait = millis;
      return this;
    }
  }

  /** Two executors of two cores each on YARN. */
  static RunLog cluster(String... settings) {
    return on("yarn", "3.5.1", settings).executor("1", 2).executor("2", 2);
  }

  /** Eight tasks on four cores, the last of them from 2 s until {@code end}. */
  static RunLog waves(RunLog log, double end, Measured last) {
    log.job(0, end + 1).stage(0, 8, 1, end).ended(end + 1);
    for (int i = 0; i < 7; i++) {
      double from = i < 4 ? 1 : 2;
      log.task(0, i, i % 2 == 0 ? "1" : "2", from, from + 1, Measured.reading(10 * MIB));
    }
    return log.task(0, 7, "2", 2, end, last);
  }

  static List<String> fixes(Finding finding) {
    return finding.remedies().stream().map(Remedy::title).toList();
  }
}
