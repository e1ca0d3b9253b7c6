package io.fizzle.application;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From the first to the last moment of what was seen; grows with what is added. */
final class Span {
  private @Nullable Instant from;
  private @Nullable Instant to;

  /** Adds what ended then; without an end or a length it is not known when it was. */
  void add(@Nullable Instant end, long millis) {
    if (end == null || millis < 0) {
      return;
    }
    Instant start = end.minusMillis(millis);
    from = from == null || start.isBefore(from) ? start : from;
    to = to == null || end.isAfter(to) ? end : to;
  }

  Optional<Instant> from() {
    return Optional.ofNullable(from);
  }

  Optional<Instant> to() {
    return Optional.ofNullable(to);
  }
}
