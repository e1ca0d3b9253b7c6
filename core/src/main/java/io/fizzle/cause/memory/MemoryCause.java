package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.MemoryError;
import io.fizzle.signal.FailureKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pool of the JVM's memory beside the heap that ran out with an error of its own. */
abstract class MemoryCause extends Cause {
  private final Set<FailureKind> pool;

  MemoryCause(String id, String title, String verdict, FailureKind... kinds) {
    super(id, title, verdict, Answer.PURE_OOM, kinds);
    pool = EnumSet.copyOf(List.of(kinds));
  }

  /**
   * The earliest error decides: a later one of another pool follows from a process that is dying.
   */
  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    List<MemoryError> errors = lost.memoryErrors();
    errors.stream()
        .filter(error -> pool.contains(error.kind()))
        .findFirst()
        .ifPresentOrElse(
            error -> {
              scale.supports(
                  Strength.PROOF, error.evidence(), "the process reported " + error.text());
              if (!pool.contains(errors.get(0).kind())) {
                scale.opposes(
                    Strength.STRONG,
                    errors.get(0).evidence(),
                    "another error came first: " + errors.get(0).text());
              }
              ExitSigns.weighMemoryExit(lost, application, scale, true);
            },
            () -> super.weighLoss(lost, application, scale));
    LastVitals.of(lost)
        .flatMap(vitals -> poolFull(vitals, application))
        .filter(full -> scale.weigh().isSupported() || diedOfUntoldError(lost))
        .ifPresent(full -> scale.supports(Strength.MODERATE, full.evidence(), full.says()));
  }

  /** What the flight recorder saw of this pool, where it was close to its limit. */
  protected Optional<Reading> poolFull(LastVitals vitals, Application application) {
    return Optional.empty();
  }

  /** Spark's handler saw an error of memory, and no log tells which. */
  private static boolean diedOfUntoldError(ProcessLost lost) {
    return lost.ledger().exitedWith(ExitSigns.SPARK_OUT_OF_MEMORY) && lost.memoryErrors().isEmpty();
  }
}
