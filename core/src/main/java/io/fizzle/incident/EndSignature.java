package io.fizzle.incident;

import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.RemovalReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an executor ended, without who, where and when: executors with equal signatures were lost in
 * the same way.
 *
 * @param reason what the decisive removal record says; null where no record gives a reason
 * @param exitCode null where nobody tells it
 * @param registered whether it ever got to work
 * @param root the error that its process died of; null where none is told
 */
public record EndSignature(
    RemovalReason.@Nullable Kind reason,
    @Nullable Integer exitCode,
    boolean registered,
    @Nullable FailureKind root) {

  /** How this executor ended. */
  public static EndSignature of(ExecutorLost lost) {
    RemovalReason decisive = lost.ledger().decisive();
    return new EndSignature(
        decisive == null ? null : decisive.kind(),
        lost.ledger().exitCode(),
        lost.life().facts().has(ExecutorSignal.Added.class),
        root(lost).orElse(null));
  }

  private static Optional<FailureKind> root(ExecutorLost lost) {
    return lost.memoryErrors().stream()
        .map(MemoryError::kind)
        .findFirst()
        .or(
            () ->
                lost.life()
                    .facts()
                    .first(ExecutorSignal.StartFailed.class)
                    .map(ExecutorSignal.StartFailed::failure)
                    .map(Failure::kind))
        .or(
            () ->
                lost.life()
                    .facts()
                    .first(FailureSignal.Uncaught.class)
                    .map(FailureSignal.Uncaught::failure)
                    .map(Failure::kind));
  }
}
