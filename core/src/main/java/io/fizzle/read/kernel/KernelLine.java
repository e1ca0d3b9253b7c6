package io.fizzle.read.kernel;

import io.fizzle.read.SourceClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a kernel log taken apart.
 *
 * @param time on the common clock; null for {@code dmesg}'s seconds since boot, whose boot is not
 *     told
 * @param message the kernel's own words
 */
record KernelLine(@Nullable Instant time, String message) {

  /**
   * {@code dmesg}, with the priority of {@code -r} or {@code -x}: {@code <4>[ 344.420000] text}.
   */
  private static final Pattern UPTIME =
      Pattern.compile(
          "^(?:<\\d{1,3}>|\\w{1,8} {0,4}:\\w{1,8} {0,4}: )?\\[ {0,6}\\d{1,10}\\.\\d{3,9}] ?(.*)$");

  /** {@code dmesg -T}: {@code [Sat Nov 21 09:01:10 2026] text}. */
  private static final Pattern CTIME =
      Pattern.compile("^\\[\\w{3} (\\w{3}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2}) (\\d{4})] (.*)$");

  /** {@code dmesg --time-format iso}, {@code journalctl -o short-iso}, rsyslog's RFC 3339 form. */
  private static final Pattern ISO =
      Pattern.compile(
          "^(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2})(?:[.,](\\d{1,9}))?(Z|[+-]\\d{2}:?\\d{2})"
              + " (.*)$");

  /** Traditional syslog and {@code journalctl}, without a year. */
  private static final Pattern SYSLOG =
      Pattern.compile("^(\\w{3}) {1,2}(\\d{1,2}) (\\d{2}:\\d{2}:\\d{2})(?:\\.\\d{1,9})? (.*)$");

  /** {@code journalctl -o short-full}: {@code Sat 2026-11-21 09:01:10 UTC}. */
  private static final Pattern FULL =
      Pattern.compile("^\\w{3} (\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}) (\\w{2,6}) (.*)$");

  /** {@code node-7 kernel: } with the kernel's own uptime, where the daemon kept it. */
  private static final Pattern TAG =
      Pattern.compile("^(?:\\S{1,255} )?kernel: (?:\\[ {0,6}\\d{1,10}\\.\\d{3,9}] )?(.*)$");

  private static final DateTimeFormatter MONTH_DAY =
      DateTimeFormatter.ofPattern("yyyy MMM d", Locale.ROOT);

  /**
   * @param reference a day near the log's own, for layouts that write no year; null leaves these
   *     undated
   * @return null where the line has no kernel log's layout
   */
  static @Nullable KernelLine parse(String line, SourceClock clock, @Nullable LocalDate reference) {
    if (line.startsWith("{")) {
      return JournalEntry.parse(line, clock);
    }
    Matcher uptime = UPTIME.matcher(line);
    if (uptime.find()) {
      return new KernelLine(null, uptime.group(1));
    }
    try {
      return dated(line, clock, reference);
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  private static @Nullable KernelLine dated(
      String line, SourceClock clock, @Nullable LocalDate reference) {
    Matcher ctime = CTIME.matcher(line);
    if (ctime.find()) {
      LocalDate day = day(Integer.parseInt(ctime.group(4)), ctime.group(1), ctime.group(2));
      LocalTime time = LocalTime.parse(ctime.group(3));
      return new KernelLine(clock.local(day.atTime(time)), ctime.group(5));
    }
    Matcher iso = ISO.matcher(line);
    if (iso.find()) {
      return new KernelLine(clock.zoned(zoned(iso)), untagged(iso.group(5)));
    }
    Matcher full = FULL.matcher(line);
    if (full.find()) {
      LocalDateTime local = LocalDate.parse(full.group(1)).atTime(LocalTime.parse(full.group(2)));
      boolean universal = full.group(3).equals("UTC") || full.group(3).equals("GMT");
      Instant time = universal ? clock.zoned(local.toInstant(ZoneOffset.UTC)) : clock.local(local);
      return new KernelLine(time, untagged(full.group(4)));
    }
    Matcher syslog = SYSLOG.matcher(line);
    return syslog.find()
        ? new KernelLine(yearless(syslog, clock, reference), untagged(syslog.group(4)))
        : null;
  }

  private static Instant zoned(Matcher iso) {
    String zone = iso.group(4);
    String colon = zone.length() == 5 ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
    String fraction = iso.group(3) == null ? "" : "." + iso.group(3);
    return OffsetDateTime.parse(iso.group(1) + "T" + iso.group(2) + fraction + colon).toInstant();
  }

  /** The year that puts the day nearest to the reference: logs cross New Year. */
  private static @Nullable Instant yearless(
      Matcher syslog, SourceClock clock, @Nullable LocalDate reference) {
    if (reference == null) {
      return null;
    }
    LocalDateTime best = null;
    long distance = Long.MAX_VALUE;
    for (int year = reference.getYear() - 1; year <= reference.getYear() + 1; year++) {
      LocalDate day = day(year, syslog.group(1), syslog.group(2));
      long days = Math.abs(Duration.between(reference.atStartOfDay(), day.atStartOfDay()).toDays());
      if (days < distance) {
        distance = days;
        best = day.atTime(LocalTime.parse(syslog.group(3)));
      }
    }
    return best == null ? null : clock.local(best);
  }

  private static LocalDate day(int year, String month, String day) {
    return LocalDate.parse(year + " " + month + " " + day, MONTH_DAY);
  }

  private static String untagged(String rest) {
    Matcher tag = TAG.matcher(rest);
    return tag.find() ? tag.group(1) : rest;
  }
}
