package io.fizzle.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A citation that a person can open.
 *
 * @param source where it was read
 * @param line the line, counted from 1; for an event log the event's line over all files of a
 *     rolling log; 0 where a whole source is meant
 * @param time when it happened, on the common clock; null where the source does not say
 * @param excerpt the cited text, redacted and at most {@value #MAX_EXCERPT} characters; empty where
 *     the line carries only numbers
 */
public record Evidence(Source source, long line, @Nullable Instant time, String excerpt) {

  public static final int MAX_EXCERPT = 400;

  public Evidence {
    excerpt = Redaction.excerpt(excerpt);
  }

  /** The same citation on a shifted clock. */
  public Evidence at(@Nullable Instant newTime) {
    return new Evidence(source, line, newTime, excerpt);
  }
}
