package io.fizzle.read;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Maps a source's written times to the common clock.
 *
 * @param zone the offset in which local times of this source were written
 * @param skew added to every time of this source, zoned ones included; corrects a wrong host clock
 */
public record SourceClock(ZoneOffset zone, Duration skew) {

  public static final SourceClock UTC = new SourceClock(ZoneOffset.UTC, Duration.ZERO);

  /** A time written without a zone. */
  public Instant local(LocalDateTime written) {
    return written.toInstant(zone).plus(skew);
  }

  /** A time written with its zone, or as epoch milliseconds. */
  public Instant zoned(Instant written) {
    return written.plus(skew);
  }
}
