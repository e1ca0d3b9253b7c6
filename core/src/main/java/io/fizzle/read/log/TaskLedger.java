package io.fizzle.read.log;

import io.fizzle.read.message.TaskLoss;
import io.fizzle.signal.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which task failures and aborts were already told; Spark repeats each of them in several lines.
 */
final class TaskLedger {
  private static final int MOST = 1024;

  private final Map<String, Failure> failures = new Bounded<>(MOST);
  private final Map<String, Boolean> attempts = new Bounded<>(MOST);
  private final Map<String, Integer> duplicates = new Bounded<>(MOST);
  private final Map<String, Boolean> aborts = new Bounded<>(MOST);
  private final Map<Integer, Integer> stageAttempts = new Bounded<>(MOST);
  private @Nullable Failure lastAbort;

  /** Notes a failed attempt; false where it was told before. */
  boolean failed(TaskLoss loss, Failure failure) {
    failures.put(loss.stage() + "/" + loss.index(), failure);
    String attempt =
        loss.stage() + "." + loss.stageAttempt() + "/" + loss.index() + "." + loss.attempt();
    return attempts.put(attempt, true) == null;
  }

  /** The last failure of a task's attempts, null where none was told. */
  @Nullable Failure lastFailure(int stage, int index) {
    return failures.get(stage + "/" + index);
  }

  /**
   * How many further attempts a {@code [duplicate n]} line stands for: those between it and the
   * last line told of the same exception. Spark counts equal exceptions from 0 and starts anew with
   * every full trace (TaskSetManager.handleFailedTask).
   */
  int missedDuplicates(String exception, int number) {
    Integer seen = duplicates.put(exception, number);
    return seen == null ? number : Math.max(0, number - seen - 1);
  }

  void printedInFull(String exception) {
    duplicates.put(exception, 0);
  }

  /** Notes an abort; false where the same was told before. */
  boolean aborted(String key, Failure failure) {
    lastAbort = failure;
    return aborts.put(key, true) == null;
  }

  /** The failure that the last abort named, null where none was told. */
  @Nullable Failure lastAbort() {
    return lastAbort;
  }

  void stageSubmitted(int stage, int attempt) {
    stageAttempts.put(stage, attempt);
  }

  /** The newest attempt of a stage, 0 where no line told. */
  int stageAttempt(int stage) {
    return stageAttempts.getOrDefault(stage, 0);
  }
}
