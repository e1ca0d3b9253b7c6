package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import java.time.Instant;

/**
 * What stands before a legacy event: {@code 2017-11-22T09:53:19.188+0800: 1.083: }, either part of
 * it, or nothing.
 *
 * @param from where the stamp begins
 */
record LegacyStamp(int from, Moment moment) {
  private static final int SEPARATOR_LENGTH = 2;

  /** Reads backwards from where the event begins. */
  static LegacyStamp before(Line line, int event, SourceClock clock) {
    long uptimeMicros = -1;
    int from = event;
    int end = numberEnd(line, from);
    if (end >= 0) {
      int start = Numbers.decimalStart(line, end);
      uptimeMicros = isFraction(line, start, end) ? Numbers.scaled(line.bytes, start, end, 6) : -1;
      from = uptimeMicros < 0 ? from : start;
    }
    Instant time = null;
    int dateEnd = numberEnd(line, from);
    int date = dateEnd - WrittenTime.LENGTH;
    if (dateEnd >= 0 && date >= line.from) {
      time = WrittenTime.instant(line, date, dateEnd, clock);
      from = time == null ? from : date;
    }
    return new LegacyStamp(from, new Moment(uptimeMicros, time));
  }

  /** Where what a {@code ": "} before this position closes ends, -1 where there is none. */
  private static int numberEnd(Line line, int position) {
    int end = position - SEPARATOR_LENGTH;
    boolean separated = end > line.from && line.bytes[end] == ':' && line.bytes[end + 1] == ' ';
    return separated ? end : -1;
  }

  private static boolean isFraction(Line line, int from, int to) {
    return line.find('.', from, to) >= 0 || line.find(',', from, to) >= 0;
  }

  /** True where a stamp stands there. */
  boolean isTold() {
    return moment.uptimeMicros() >= 0 || moment.time() != null;
  }
}
