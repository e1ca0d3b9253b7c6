package io.fizzle.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may stay.
 *
 * @param from runs that started on an earlier day go; null for no limit
 * @param mostBytes the oldest days go until it is no larger; 0 for no limit
 */
public record Retention(@Nullable Instant from, long mostBytes) {}
