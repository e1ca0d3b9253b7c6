package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One task attempt that did not succeed, merged from all sources that tell of it.
 *
 * @param index the task's index in its stage, -1 where not told
 * @param executorId empty where not told
 * @param evidence at most a few citations, the most telling first
 * @param attempts how many attempts stand behind it (Spark folds duplicates of one exception)
 * @param succeededOn the executor on which the same task succeeded afterwards; null where that was
 *     not seen
 */
public record FailedAttempt(
    int stage,
    int stageAttempt,
    int index,
    int attempt,
    String executorId,
    Failure failure,
    List<Evidence> evidence,
    @Nullable TaskMetrics metrics,
    @Nullable String fetchFrom,
    @Nullable RemovalReason removal,
    int attempts,
    @Nullable String succeededOn) {

  private static final int MOST_EVIDENCE = 4;

  public FailedAttempt {
    evidence = List.copyOf(evidence);
  }

  static FailedAttempt of(TaskFailed signal) {
    return new FailedAttempt(
        signal.stage(),
        signal.stageAttempt(),
        signal.index(),
        signal.attempt(),
        signal.executorId(),
        signal.failure(),
        List.of(signal.evidence()),
        signal.metrics(),
        signal.fetchFrom(),
        signal.removal(),
        1,
        null);
  }

  /** A failure that an executor logged of one of its tasks; stage and task are not told. */
  public static FailedAttempt logged(String executorId, FailureSignal.Logged signal) {
    return new FailedAttempt(
        -1,
        -1,
        -1,
        -1,
        executorId,
        signal.failure(),
        List.of(signal.evidence()),
        null,
        null,
        null,
        1,
        null);
  }

  /** The same attempt told by another source: the more telling failure stays. */
  FailedAttempt merge(TaskFailed signal) {
    boolean better = signal.failure().frames().size() > failure.frames().size();
    List<Evidence> all = new java.util.ArrayList<>(evidence);
    if (all.size() < MOST_EVIDENCE) {
      all.add(better ? 0 : all.size(), signal.evidence());
    }
    return new FailedAttempt(
        stage,
        stageAttempt,
        index,
        attempt,
        executorId.isEmpty() ? signal.executorId() : executorId,
        better ? signal.failure() : failure,
        List.copyOf(all),
        metrics == null ? signal.metrics() : metrics,
        fetchFrom == null ? signal.fetchFrom() : fetchFrom,
        removal == null ? signal.removal() : removal,
        attempts,
        succeededOn);
  }

  FailedAttempt succeededOn(String executor) {
    return new FailedAttempt(
        stage,
        stageAttempt,
        index,
        attempt,
        executorId,
        failure,
        evidence,
        metrics,
        fetchFrom,
        removal,
        attempts,
        executor);
  }

  /** When it ended, by the first source that tells a time; null where none does. */
  public @Nullable Instant time() {
    return evidence.stream()
        .map(Evidence::time)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
