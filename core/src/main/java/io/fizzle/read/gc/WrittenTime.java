package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as the JVM writes them ({@code os::iso8601_time}, JDK 8 to 25): {@code
 * 2026-11-21T09:16:30.066+0000}; a missing offset is tolerated.
 */
final class WrittenTime {
  /** {@code 2026-11-21T09:16:30}. */
  private static final int SECONDS_LENGTH = 19;

  private static final int FRACTION_LENGTH = 4;
  private static final int OFFSET_LENGTH = 5;

  /** The full form, with milliseconds and offset. */
  static final int LENGTH = SECONDS_LENGTH + FRACTION_LENGTH + OFFSET_LENGTH;

  private static final int MILLI_NANOS = 1_000_000;

  private WrittenTime() {}

  /** True where a date begins here; looks at its first bytes only. */
  static boolean begins(Line line, int from, int to) {
    return to - from >= SECONDS_LENGTH
        && line.bytes[from + 4] == '-'
        && line.bytes[from + 7] == '-'
        && line.bytes[from + 13] == ':';
  }

  /** The instant, on the common clock; null where the bytes are no such time. */
  static @Nullable Instant instant(Line line, int from, int to, SourceClock clock) {
    LocalDateTime written = local(line, from, to);
    if (written == null) {
      return null;
    }
    ZoneOffset offset = offset(line, from, to);
    return offset == null ? clock.local(written) : clock.zoned(written.toInstant(offset));
  }

  /** The offset that the time carries, null where it has none. */
  static @Nullable ZoneOffset offset(Line line, int from, int to) {
    int sign = from + LENGTH - OFFSET_LENGTH;
    if (to - from != LENGTH || (line.bytes[sign] != '+' && line.bytes[sign] != '-')) {
      return null;
    }
    int hours = number(line, sign + 1, 2);
    int minutes = number(line, sign + 3, 2);
    if (hours < 0 || hours > 17 || minutes < 0 || minutes > 59) {
      return null;
    }
    int direction = line.bytes[sign] == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(direction * hours, direction * minutes);
  }

  private static @Nullable LocalDateTime local(Line line, int from, int to) {
    if (!begins(line, from, to)) {
      return null;
    }
    int year = number(line, from, 4);
    int month = number(line, from + 5, 2);
    int day = number(line, from + 8, 2);
    int hour = number(line, from + 11, 2);
    int minute = number(line, from + 14, 2);
    int second = number(line, from + 17, 2);
    if (year < 0 || month < 1 || month > 12 || !YearMonth.of(year, month).isValidDay(day)) {
      return null;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return null;
    }
    boolean fraction = to - from >= SECONDS_LENGTH + FRACTION_LENGTH;
    int millis = fraction ? number(line, from + SECONDS_LENGTH + 1, 3) : 0;
    return millis < 0
        ? null
        : LocalDateTime.of(year, month, day, hour, minute, second, millis * MILLI_NANOS);
  }

  private static int number(Line line, int from, int digits) {
    return (int) Numbers.whole(line.bytes, from, from + digits);
  }
}
