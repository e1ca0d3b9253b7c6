package io.fizzle.application;

import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.StageEnded;
import io.fizzle.signal.WorkSignal.StageShaped;
import io.fizzle.signal.WorkSignal.StageStarted;
import io.fizzle.signal.WorkSignal.TaskFailed;
import io.fizzle.signal.WorkSignal.TaskSucceeded;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Folds task and stage signals into distributions and a bounded list of failed attempts. */
final class WorkRecorder {
  /** More different failed attempts add nothing to a diagnosis; they are still counted by stage. */
  private static final int MOST_FAILED_ATTEMPTS = 4096;

  /**
   * A profile takes about 4 KiB, and a streaming application runs stages without end. Beyond twice
   * this many, those that tell least are dropped.
   */
  private static final int MOST_STAGES = 2048;

  private final Map<Long, StageProfile> stages = new LinkedHashMap<>();
  private final Map<AttemptKey, FailedAttempt> failed = new LinkedHashMap<>();

  /** Where a task of which an attempt failed succeeded; empty until it does. */
  private final Map<Task, String> succeededOn = new HashMap<>();

  private record Task(int stage, int index) {}

  private record AttemptKey(int stage, int stageAttempt, int index, int attempt, long taskId) {}

  void add(WorkSignal signal) {
    if (signal instanceof TaskSucceeded succeeded) {
      stage(succeeded.stage(), succeeded.stageAttempt()).succeeded(succeeded);
      if (!succeededOn.isEmpty()) {
        succeededOn.computeIfPresent(
            new Task(succeeded.stage(), succeeded.index()), (task, none) -> succeeded.executorId());
      }
    } else if (signal instanceof TaskFailed taskFailed) {
      addFailed(taskFailed);
    } else if (signal instanceof StageStarted started) {
      stage(started.stage(), started.attempt()).started(started);
    } else if (signal instanceof StageEnded ended) {
      stage(ended.stage(), ended.attempt()).ended(ended);
    } else if (signal instanceof StageShaped shaped) {
      stage(shaped.stage(), shaped.attempt()).shaped(shaped);
    }
  }

  static long key(int stage, int attempt) {
    return ((long) stage << 32) | (Math.max(0, attempt) & 0xffffffffL);
  }

  StageProfile stage(long key) {
    return stage((int) (key >> 32), (int) key);
  }

  StageProfile stage(int stage, int attempt) {
    long key = key(stage, attempt);
    StageProfile known = stages.get(key);
    if (known != null) {
      return known;
    }
    if (stages.size() >= 2 * MOST_STAGES) {
      dropStages();
    }
    StageProfile profile = new StageProfile(stage, Math.max(0, attempt));
    stages.put(key, profile);
    return profile;
  }

  /** Keeps what failed, what still runs and what ran longest, in this order. */
  private void dropStages() {
    List<Long> leastFirst =
        stages.entrySet().stream()
            .sorted(
                Comparator.comparing(
                        (Map.Entry<Long, StageProfile> entry) -> weight(entry.getValue()))
                    .thenComparing(entry -> entry.getValue().runMillis()))
            .map(Map.Entry::getKey)
            .toList();
    leastFirst.subList(0, stages.size() - MOST_STAGES).forEach(stages::remove);
  }

  private static int weight(StageProfile stage) {
    if (stage.failure().isPresent() || stage.failedTasks() > 0) {
      return 2;
    }
    return stage.completed().isEmpty() ? 1 : 0;
  }

  private void addFailed(TaskFailed signal) {
    // Executor logs do not tell the stage attempt, event logs always do; the rest identifies the
    // attempt.
    AttemptKey key =
        signal.index() < 0
            ? new AttemptKey(signal.stage(), 0, -1, failed.size(), -1)
            : new AttemptKey(
                signal.stage(),
                Math.max(0, signal.stageAttempt()),
                signal.index(),
                signal.attempt(),
                0);
    FailedAttempt known = failed.get(key);
    if (known != null) {
      failed.put(key, known.merge(signal));
      return;
    }
    if (signal.stage() >= 0) {
      stage(signal.stage(), signal.stageAttempt()).failedTask(signal);
    }
    if (failed.size() < MOST_FAILED_ATTEMPTS) {
      failed.put(key, FailedAttempt.of(signal));
      if (signal.stage() >= 0 && signal.index() >= 0) {
        succeededOn.putIfAbsent(new Task(signal.stage(), signal.index()), "");
      }
    }
  }

  List<StageProfile> stages() {
    return List.copyOf(stages.values());
  }

  List<FailedAttempt> failedAttempts() {
    return failed.values().stream()
        .map(this::withSuccess)
        .sorted(
            Comparator.comparing(
                FailedAttempt::time, Comparator.nullsLast(Comparator.<Instant>naturalOrder())))
        .toList();
  }

  private FailedAttempt withSuccess(FailedAttempt attempt) {
    String executor = succeededOn.getOrDefault(new Task(attempt.stage(), attempt.index()), "");
    return executor.isEmpty() ? attempt : attempt.succeededOn(executor);
  }
}
