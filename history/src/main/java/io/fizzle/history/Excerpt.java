package io.fizzle.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line that proves something, secrets masked.
 *
 * @param source where it stood
 * @param line counted from 1, 0 where a whole source is meant
 * @param time when it happened; null where the source does not say
 * @param text the line
 * @param says what it means
 */
public record Excerpt(String source, long line, @Nullable Instant time, String text, String says) {}
