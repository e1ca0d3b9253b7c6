package io.fizzle.read.crash;

import io.fizzle.read.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a crash report was written, and how long its JVM had lived by then. */
final class CrashTime {

  /**
   * C's {@code asctime} with the zone's abbreviation: {@code Time: Sat Nov 21 09:01:26 2026 UTC
   * elapsed time: 16.450997 seconds} since JDK 11; JDK 8 to 10 write no zone, JDK 8 two lines.
   */
  private static final Pattern TIME =
      Pattern.compile(
          "^[Tt]ime: \\w{3} (\\w{3}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2}) (\\d{4})(?:"
              + " (\\w{1,8}))?");

  private static final Pattern ELAPSED =
      Pattern.compile("elapsed time: (\\d{1,12}(?:\\.\\d{1,9})?) seconds");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy MMM d HH:mm:ss", Locale.ROOT);

  private @Nullable LocalDateTime written;
  private boolean universal;
  private @Nullable Duration elapsed;

  /** Takes what this line tells; true where it told something. */
  boolean accept(String line) {
    Matcher time = TIME.matcher(line);
    if (time.find()) {
      written = parse(time);
      universal = "UTC".equals(time.group(5)) || "GMT".equals(time.group(5));
    }
    if (line.equals("timezone: UTC") || line.equals("timezone: GMT")) {
      universal = true;
    }
    Matcher uptime = ELAPSED.matcher(line);
    if (uptime.find()) {
      elapsed = Duration.ofMillis(Math.round(Double.parseDouble(uptime.group(1)) * 1000));
    }
    return written != null;
  }

  /**
   * The crash, null where the report does not tell. Other zones than UTC are abbreviations:
   * ambiguous.
   */
  @Nullable Instant crash(SourceClock clock) {
    LocalDateTime local = written;
    if (local == null) {
      return null;
    }
    return universal ? clock.zoned(local.toInstant(ZoneOffset.UTC)) : clock.local(local);
  }

  /** The JVM's start, null where the report does not tell. */
  @Nullable Instant start(SourceClock clock) {
    Instant crash = crash(clock);
    Duration uptime = elapsed;
    return crash == null || uptime == null ? null : crash.minus(uptime);
  }

  private static @Nullable LocalDateTime parse(Matcher time) {
    try {
      return LocalDateTime.parse(
          String.join(" ", time.group(4), time.group(1), time.group(2), time.group(3)), FORMAT);
    } catch (DateTimeParseException notATime) {
      return null;
    }
  }
}
