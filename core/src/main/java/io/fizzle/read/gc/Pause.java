package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;

/**
 * A pause as its text tells it.
 *
 * @param cause the collector's cause, followed by the JVM's own words where room ran out during the
 *     pause ({@code (Evacuation Failure: Allocation)}, {@code (to-space exhausted)}, {@code
 *     (promotion failed)}, {@code (concurrent mode failure)}); for a concurrent collector's short
 *     phases the phase's name; may be empty
 */
record Pause(PauseKind kind, String cause, long micros, HeapChange heap) {

  Pause failing(String words) {
    return new Pause(kind, cause.isEmpty() ? words : cause + " " + words, micros, heap);
  }
}
