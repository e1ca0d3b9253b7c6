package io.fizzle.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days and months as tables count them: from 1970, in UTC. */
public final class Days {
  private static final int MONTHS = 12;

  private Days() {}

  /** The day of a time; 0 is 1970-01-01. */
  public static int day(Instant time) {
    return Math.toIntExact(Math.floorDiv(time.getEpochSecond(), 86_400L));
  }

  /** The beginning of a day. */
  public static Instant begin(int day) {
    return Instant.ofEpochSecond(day * 86_400L);
  }

  /** The month of a time; 0 is January 1970. */
  public static int month(Instant time) {
    LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
    return (date.getYear() - 1970) * MONTHS + date.getMonthValue() - 1;
  }

  /** The beginning of a month. */
  public static Instant beginOfMonth(int month) {
    return LocalDate.of(1970, 1, 1).plusMonths(month).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
