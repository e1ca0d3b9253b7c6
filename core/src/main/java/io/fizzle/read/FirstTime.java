package io.fizzle.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first time that a source writes, as it writes it.
 *
 * @param written date and time as printed
 * @param offset the zone printed with it, null for a local time
 */
public record FirstTime(LocalDateTime written, @Nullable ZoneOffset offset) {

  /** Lines looked at: a launch command and JVM warnings may precede the first dated line. */
  private static final int LINES = 400;

  private static final int COLUMNS = 240;

  /**
   * ISO 8601 with {@code T} or a blank (log4j's {@code %d}, unified GC logging, Kubernetes), and
   * Spark's default {@code yy/MM/dd HH:mm:ss} (log4j2-defaults.properties).
   */
  private static final Pattern TIME =
      Pattern.compile(
          "(?<![\\d/-])(\\d{4}|\\d{2})[-/](\\d{2})[-/](\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})"
              + "(?:[.,](\\d{1,9}))?(Z|[+-]\\d{2}:?\\d{2}| UTC| GMT)?(?!\\d)");

  private static final Pattern EPOCH = Pattern.compile("\"Timestamp\":(\\d{12,13})\\b");
  private static final String APPLICATION_START = "\"SparkListenerApplicationStart\"";
  private static final int EVENT_LENGTH = 2_000;

  /** A time on the common clock already. */
  public static FirstTime at(Instant instant) {
    return new FirstTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
  }

  /** The instant, null for a local time. */
  public @Nullable Instant instant() {
    return offset == null ? null : written.toInstant(offset);
  }

  /**
   * The first local time of a text, else its first time, null where its first {@value #LINES} lines
   * have none. Local ones count more because log4j's own status lines and Kubernetes' prefixes are
   * in UTC whatever the zone of the log behind them.
   */
  static @Nullable FirstTime in(String text) {
    FirstTime zoned = null;
    int start = 0;
    for (int line = 0; line < LINES && start < text.length(); line++) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      FirstTime time = inLine(text.substring(start, Math.min(end, start + COLUMNS)));
      if (time != null && time.offset() == null) {
        return time;
      }
      zoned = zoned == null ? time : zoned;
      start = end + 1;
    }
    return zoned;
  }

  /**
   * The application's start in the beginning of an event log, else its first timestamp, else null.
   */
  static @Nullable FirstTime inEventLog(String text) {
    int event = text.indexOf(APPLICATION_START);
    String place =
        event < 0 ? text : text.substring(event, Math.min(text.length(), event + EVENT_LENGTH));
    Matcher matcher = EPOCH.matcher(place);
    return matcher.find() ? at(Instant.ofEpochMilli(Long.parseLong(matcher.group(1)))) : null;
  }

  private static @Nullable FirstTime inLine(String line) {
    Matcher matcher = TIME.matcher(line);
    FirstTime zoned = null;
    while (matcher.find()) {
      FirstTime time = of(matcher);
      if (time != null && time.offset() == null) {
        return time;
      }
      zoned = zoned == null ? time : zoned;
    }
    return zoned;
  }

  private static @Nullable FirstTime of(Matcher matcher) {
    int year = Integer.parseInt(matcher.group(1));
    try {
      LocalDateTime written =
          LocalDateTime.of(
              year < 100 ? 2000 + year : year,
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)),
              Integer.parseInt(matcher.group(4)),
              Integer.parseInt(matcher.group(5)),
              Integer.parseInt(matcher.group(6)),
              nanos(matcher.group(7)));
      return new FirstTime(written, offset(matcher.group(8)));
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static @Nullable ZoneOffset offset(@Nullable String zone) {
    if (zone == null) {
      return null;
    }
    return zone.startsWith("+") || zone.startsWith("-") ? ZoneOffset.of(zone) : ZoneOffset.UTC;
  }
}
