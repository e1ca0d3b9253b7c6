package io.fizzle.application;

import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Stream;

/**
 * Compares executors and hosts within each stage, where all tasks do the same work, and folds the
 * comparison when the stage ends. Stages with other work than their neighbours (more data for each
 * task) are left out of it.
 */
final class PaceRecorder {
  /** Two tasks on each side are the fewest that have an average. */
  private static final int FEWEST_TASKS = 2;

  /** Below this a task's time is start-up and the clock's own steps. */
  private static final double LEAST_MILLIS = 50;

  /** A fifth more data for each task is other work, not a slower machine. */
  private static final double MOST_DATA = 1.2;

  private static final long NONE = -1;
  private static final int MOST_OPEN = 512;
  private static final int MOST_NAMES = 20_000;

  private final Map<String, String> hosts = new HashMap<>();
  private final Map<Long, Map<String, Sum>> open = new HashMap<>();

  /** The stage of the task before: tasks of one stage come one after the other. */
  private long lastStage = NONE;

  private Map<String, Sum> lastSums = new HashMap<>();
  private final Map<String, Total> byExecutor = new HashMap<>();
  private final Map<String, Total> byHost = new HashMap<>();

  private static final class Sum {
    private long tasks;
    private double millis;
    private double bytes;

    private void add(Sum other, int sign) {
      tasks += sign * other.tasks;
      millis += sign * other.millis;
      bytes += sign * other.bytes;
    }
  }

  private static final class Total {
    private int stages;
    private int slower;
    private long tasks;
    private double millis;
    private double expected;
  }

  void added(ExecutorSignal.Added added) {
    String host = added.host();
    if (host != null && hosts.size() < MOST_NAMES) {
      hosts.put(added.executorId(), host);
    }
  }

  void succeeded(WorkSignal.TaskSucceeded task) {
    long stage = WorkRecorder.key(task.stage(), task.stageAttempt());
    if (stage != lastStage) {
      if (!open.containsKey(stage) && open.size() >= MOST_OPEN) {
        return;
      }
      lastStage = stage;
      lastSums = open.computeIfAbsent(stage, key -> new HashMap<>());
    }
    Sum sum = lastSums.get(task.executorId());
    if (sum == null) {
      sum = new Sum();
      lastSums.put(task.executorId(), sum);
    }
    TaskMetrics metrics = task.metrics();
    if (metrics.runMillis() >= 0) {
      sum.tasks++;
      sum.millis += metrics.runMillis() - Math.max(0, metrics.shuffleFetchWaitMillis());
      sum.bytes += Math.max(0, metrics.inputBytes()) + Math.max(0, metrics.shuffleReadBytes());
    }
  }

  void ended(WorkSignal.StageEnded stage) {
    Map<String, Sum> sums = open.remove(WorkRecorder.key(stage.stage(), stage.attempt()));
    lastStage = NONE;
    if (sums == null || sums.size() < 2) {
      return;
    }
    compare(sums, byExecutor);
    Map<String, Sum> onHosts = new HashMap<>();
    sums.forEach(
        (executor, sum) ->
            onHosts
                .computeIfAbsent(hosts.getOrDefault(executor, ""), host -> new Sum())
                .add(sum, 1));
    compare(onHosts, byHost);
  }

  private static void compare(Map<String, Sum> sums, Map<String, Total> totals) {
    Sum all = new Sum();
    sums.values().forEach(sum -> all.add(sum, 1));
    for (Entry<String, Sum> entry : sums.entrySet()) {
      Sum own = entry.getValue();
      Sum others = new Sum();
      others.add(all, 1);
      others.add(own, -1);
      if (own.tasks < FEWEST_TASKS
          || others.tasks < FEWEST_TASKS
          || others.millis / others.tasks < LEAST_MILLIS
          || own.bytes / own.tasks > MOST_DATA * Math.max(1, others.bytes / others.tasks)
          || totals.size() >= MOST_NAMES && !totals.containsKey(entry.getKey())) {
        continue;
      }
      Total total = totals.computeIfAbsent(entry.getKey(), name -> new Total());
      double expected = others.millis / others.tasks * own.tasks;
      total.stages++;
      total.slower += own.millis > expected ? 1 : 0;
      total.tasks += own.tasks;
      total.millis += own.millis;
      total.expected += expected;
    }
  }

  /** Hosts, then executors. */
  List<Pace> build() {
    return Stream.concat(paces(byHost, true), paces(byExecutor, false)).toList();
  }

  private static Stream<Pace> paces(Map<String, Total> totals, boolean host) {
    return totals.entrySet().stream()
        .sorted(Entry.comparingByKey())
        .map(
            entry -> {
              Total total = entry.getValue();
              return new Pace(
                  entry.getKey(),
                  host,
                  total.stages,
                  total.slower,
                  total.tasks,
                  total.millis,
                  total.expected);
            });
  }

  /** The host of each executor. */
  Map<String, String> hosts() {
    return Map.copyOf(hosts);
  }
}
