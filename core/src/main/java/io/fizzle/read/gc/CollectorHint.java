package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the collector of a log that lost its beginning, from words that only one collector uses.
 */
final class CollectorHint {

  private CollectorHint() {}

  static @Nullable String of(Pause pause) {
    String cause = pause.cause();
    if (cause.startsWith("G1 ")) {
      return "G1";
    }
    if (pause.kind() == PauseKind.DEGENERATED || isShenandoahPhase(pause)) {
      return "Shenandoah";
    }
    return pause.kind() == PauseKind.ALLOCATION_STALL || isZPhase(pause) ? "Z" : null;
  }

  private static boolean isShenandoahPhase(Pause pause) {
    return pause.kind() == PauseKind.CONCURRENT_PHASE
        && (pause.cause().startsWith("Init") || pause.cause().startsWith("Final"));
  }

  private static boolean isZPhase(Pause pause) {
    return pause.kind() == PauseKind.CONCURRENT_PHASE && !isShenandoahPhase(pause);
  }
}
