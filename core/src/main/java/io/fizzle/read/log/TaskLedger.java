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
  private static final int MOST_STAGES = 64;
  private static final int MOST_PRINTS = 16;

  /** Of a description so many first characters are compared. */
  private static final int LONGEST_PRINT = 600;

  private final Map<String, Failure> failures = new Bounded<>(MOST);
  private final Map<String, Boolean> attempts = new Bounded<>(MOST);
  private final Map<String, Integer> duplicates = new Bounded<>(MOST);
  private final Map<String, Map<String, Failure>> prints = new Bounded<>(MOST_STAGES);
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

  /**
   * Notes a failure that is told in full. Of the same description TaskSetManager prints no more
   * than that in the further lines of a stage's attempt.
   */
  void printedInFull(String exception, TaskLoss loss, Failure failure) {
    duplicates.put(exception, 0);
    prints
        .computeIfAbsent(stage(loss), key -> new Bounded<>(MOST_PRINTS))
        .put(beginning(loss.reason(), 2 * LONGEST_PRINT), failure);
  }

  /**
   * The failure that a {@code [duplicate n]} line repeats, null where none is known.
   *
   * @param exception its class
   * @param description its message, as far as the line tells it
   */
  @Nullable Failure repeated(TaskLoss loss, String exception, String description) {
    String told = beginning(description, LONGEST_PRINT);
    Failure found = null;
    for (Map.Entry<String, Failure> print : prints.getOrDefault(stage(loss), Map.of()).entrySet()) {
      found = tells(print.getKey(), exception, told) ? print.getValue() : found;
    }
    return found;
  }

  /** Some classes print more than their name before the colon, and none without a message. */
  private static boolean tells(String full, String exception, String description) {
    if (!full.startsWith(exception)) {
      return false;
    }
    int colon = full.indexOf(": ", exception.length());
    return colon >= 0 && full.startsWith(description, colon + 2)
        || description.equals("null") && full.startsWith("\n", exception.length());
  }

  private static String stage(TaskLoss loss) {
    return loss.stage() + "." + loss.stageAttempt();
  }

  private static String beginning(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest)).strip();
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
