package io.fizzle.read.gc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, as far as the log tells.
 *
 * @param uptimeMicros since the JVM's start, -1 where not told
 * @param time on the common clock, null where not told
 */
record Moment(long uptimeMicros, @Nullable Instant time) {

  Moment minus(long micros) {
    return new Moment(
        uptimeMicros < 0 ? -1 : Math.max(0, uptimeMicros - micros),
        time == null ? null : time.minus(micros, ChronoUnit.MICROS));
  }

  long uptimeMillis() {
    return uptimeMicros < 0 ? -1 : uptimeMicros / 1000;
  }
}
