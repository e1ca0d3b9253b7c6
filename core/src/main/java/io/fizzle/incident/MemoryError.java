package io.fizzle.incident;

import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An out-of-memory error of one JVM.
 *
 * @param fatal true where the process is known to die of it
 * @param metrics what the failed task measured, null where the error is not a task's or nothing was
 *     measured
 */
public record MemoryError(
    FailureKind kind,
    String text,
    boolean fatal,
    @Nullable TaskMetrics metrics,
    Evidence evidence) {

  /** All of this process, earliest first; errors without a time come last. */
  static List<MemoryError> of(ProcessLife life) {
    List<MemoryError> errors = new ArrayList<>();
    for (WorkSignal.TaskFailed failed : life.facts().all(WorkSignal.TaskFailed.class)) {
      addIfMemory(errors, failed.failure(), false, failed.metrics(), failed.evidence());
    }
    for (FailureSignal.Uncaught uncaught : life.facts().all(FailureSignal.Uncaught.class)) {
      addIfMemory(errors, uncaught.failure(), true, null, uncaught.evidence());
    }
    for (FailureSignal.Logged logged : life.facts().all(FailureSignal.Logged.class)) {
      if (!wasSurvived(logged, life)) {
        addIfMemory(errors, logged.failure(), false, null, logged.evidence());
      }
    }
    for (FailureSignal.DriverFailed failed : life.facts().all(FailureSignal.DriverFailed.class)) {
      addIfMemory(errors, failed.failure(), true, null, failed.evidence());
    }
    for (JvmSignal.OutOfMemory said : life.facts().all(JvmSignal.OutOfMemory.class)) {
      errors.add(
          new MemoryError(
              said.kind(), said.evidence().excerpt(), said.terminating(), null, said.evidence()));
    }
    for (JvmSignal.Crashed crash : life.facts().all(JvmSignal.Crashed.class)) {
      if (crash.memory() != null) {
        errors.add(new MemoryError(crash.memory(), crash.error(), true, null, crash.evidence()));
      }
    }
    errors.sort(
        Comparator.comparing(
            error -> error.evidence().time(),
            Comparator.nullsLast(Comparator.<Instant>naturalOrder())));
    return List.copyOf(errors);
  }

  /**
   * Code that catches an error and prints it gives it no headline, as Spark and the JVM do where
   * they do not go on. A process that answered to SIGTERM afterwards had gone on. Of a pasted
   * fragment the headline may have been cut.
   */
  private static boolean wasSurvived(FailureSignal.Logged logged, ProcessLife life) {
    return life.hasOwnLog()
        && !logged.failure().type().isEmpty()
        && logged.evidence().excerpt().startsWith(logged.failure().type())
        && life.facts().all(JvmSignal.SignalReceived.class).stream()
            .anyMatch(signal -> follows(signal.evidence(), logged.evidence()));
  }

  private static boolean follows(Evidence later, Evidence earlier) {
    return later.source().equals(earlier.source()) && later.line() > earlier.line();
  }

  private static void addIfMemory(
      List<MemoryError> errors,
      Failure failure,
      boolean fatal,
      @Nullable TaskMetrics metrics,
      Evidence evidence) {
    if (failure.kind().isJvmOutOfMemory()) {
      errors.add(new MemoryError(failure.kind(), failure.headline(), fatal, metrics, evidence));
    }
  }
}
