package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bracketed decorators before a unified-logging line, told apart by their shape because which
 * of them are on is the user's choice ({@code -Xlog} in the JDK's {@code java} manual; JDK 9 to
 * 25). Reused from line to line.
 */
final class Decorators {
  private static final int MAX_LENGTH = 300;

  /** {@code timemillis} is an epoch, {@code uptimemillis} is not; no JVM is up for three years. */
  private static final long SMALLEST_EPOCH_MILLIS = 100_000_000_000L;

  private static final int NANOS_OF_MILLI_DIGITS = 6;
  private static final byte[][] LEVELS = {
    Line.ascii("info"),
    Line.ascii("debug"),
    Line.ascii("trace"),
    Line.ascii("warning"),
    Line.ascii("error")
  };
  private static final byte[] GC = Line.ascii("gc");
  private static final byte[] SAFEPOINT = Line.ascii("safepoint");

  private int body;
  private long uptimeMicros;
  private long epochMillis;
  private int timeFrom;
  private int timeTo;
  private int tagsFrom;
  private int tagsTo;
  private int hostFrom;
  private int hostTo;
  private long firstNumber;
  private int numbers;
  private boolean typed;

  /** Reads the line's decorators, if it has any. */
  void read(Line line) {
    clear(line.from);
    while (body < line.to && line.bytes[body] == '[') {
      int close = close(line, body + 1);
      if (close < 0) {
        break;
      }
      classify(line, body + 1, close);
      body = close + 1;
    }
    if (body > line.from && body < line.to && line.bytes[body] == ' ') {
      body++;
    }
  }

  private void clear(int start) {
    body = start;
    uptimeMicros = -1;
    epochMillis = -1;
    timeFrom = -1;
    tagsFrom = -1;
    tagsTo = -1;
    hostFrom = -1;
    numbers = 0;
    typed = false;
  }

  /**
   * The closing bracket, -1 where what stands between is no decorator: it has no blank but padding.
   */
  private static int close(Line line, int from) {
    int limit = Math.min(line.to, from + MAX_LENGTH);
    boolean padding = false;
    for (int i = from; i < limit; i++) {
      byte b = line.bytes[i];
      if (b == ']') {
        return i > from ? i : -1;
      }
      if (b == ' ') {
        padding = true;
      } else if (padding || !isDecoration(b)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isDecoration(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= ':')
        || (b >= 'A' && b <= 'Z')
        || (b >= '+' && b <= '.')
        || b == '_';
  }

  private void classify(Line line, int from, int close) {
    int to = close;
    while (to > from && line.bytes[to - 1] == ' ') {
      to--;
    }
    if (from < to && Numbers.isDigit(line.bytes[from])) {
      classifyNumber(line, from, to);
    } else if (isLevel(line, from, to)) {
      typed = true;
    } else {
      hostFrom = tagsFrom < 0 ? hostFrom : tagsFrom;
      hostTo = tagsTo;
      tagsFrom = from;
      tagsTo = to;
      typed |= line.has(GC, from) || line.has(SAFEPOINT, from);
    }
  }

  private void classifyNumber(Line line, int from, int to) {
    byte[] bytes = line.bytes;
    if (WrittenTime.begins(line, from, to)) {
      if (timeFrom < 0) {
        timeFrom = from;
        timeTo = to;
      }
      typed = true;
    } else if (bytes[to - 1] != 's') {
      firstNumber = numbers == 0 ? Numbers.whole(bytes, from, to) : firstNumber;
      numbers++;
    } else if (bytes[to - 2] == 'm') {
      millis(Numbers.whole(bytes, from, to - 2));
    } else if (bytes[to - 2] == 'n') {
      millis(Numbers.whole(bytes, from, Math.max(from, to - 2 - NANOS_OF_MILLI_DIGITS)));
    } else {
      uptimeMicros = Numbers.scaled(bytes, from, to - 1, 6);
      typed |= uptimeMicros >= 0;
    }
  }

  private void millis(long value) {
    if (value >= SMALLEST_EPOCH_MILLIS) {
      epochMillis = value;
    } else if (value >= 0 && uptimeMicros < 0) {
      uptimeMicros = value * 1000;
    }
    typed |= value >= 0;
  }

  private static boolean isLevel(Line line, int from, int to) {
    for (byte[] level : LEVELS) {
      if (level.length == to - from && line.has(level, from)) {
        return true;
      }
    }
    return false;
  }

  /** True where a decorator of unified logging was seen, not just any bracketed word. */
  boolean present() {
    return typed;
  }

  /** Where the message starts; its own indentation is part of it. */
  int body() {
    return body;
  }

  /** -1 where no decorator tells it. */
  long uptimeMicros() {
    return uptimeMicros;
  }

  Moment moment(Line line, SourceClock clock) {
    return new Moment(uptimeMicros, time(line, clock));
  }

  private @Nullable Instant time(Line line, SourceClock clock) {
    if (timeFrom >= 0) {
      return WrittenTime.instant(line, timeFrom, timeTo, clock);
    }
    return epochMillis < 0 ? null : clock.zoned(Instant.ofEpochMilli(epochMillis));
  }

  /** The time decorator's position, -1 where there is none; it ends at {@link #timeTo()}. */
  int timeFrom() {
    return timeFrom;
  }

  int timeTo() {
    return timeTo;
  }

  /**
   * The process id, 0 where not told: of two bare numbers the first, in the fixed order of
   * decorators; a single one may be the thread's.
   */
  long pid() {
    return numbers == 2 && firstNumber > 0 ? firstNumber : 0;
  }

  @Nullable String host(Line line) {
    return hostFrom < 0 ? null : line.text(hostFrom, hostTo);
  }

  /** True where the tags begin with this literal. */
  boolean tagged(Line line, byte[] tags) {
    return tagsFrom >= 0 && tagsFrom + tags.length <= tagsTo && line.has(tags, tagsFrom);
  }

  boolean tagsEnd(Line line, byte[] suffix) {
    return tagsTo - tagsFrom >= suffix.length && line.has(suffix, tagsTo - suffix.length);
  }
}
