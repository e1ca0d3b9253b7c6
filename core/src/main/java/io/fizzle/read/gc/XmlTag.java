package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tag of OpenJ9's verbose log, read in place. OpenJ9 writes each tag on a line of its own ({@code
 * VerboseHandlerOutput.cpp} of Eclipse OMR), between whatever else goes to the same output and
 * often without an end, so a line is a better unit here than a document: nothing is resolved,
 * nothing is nested, and a line that is no tag is no harm.
 */
final class XmlTag {
  private static final int LONGEST_VALUE = 300;

  private XmlTag() {}

  /** Where the line's tag opens, -1 where its first visible character opens none. */
  static int at(Line line) {
    int at = line.from;
    while (at < line.to && (line.bytes[at] == ' ' || line.bytes[at] == '\t')) {
      at++;
    }
    return at < line.to && line.bytes[at] == '<' ? at : -1;
  }

  /** True where the tag at this position has exactly this name; the name comes with its bracket. */
  static boolean is(Line line, int at, byte[] name) {
    int end = at + name.length;
    return line.has(name, at)
        && (end == line.to
            || line.bytes[end] == ' '
            || line.bytes[end] == '>'
            || line.bytes[end] == '/');
  }

  /** An attribute's value, empty where there is none; {@code mark} is its name as {@code id="}. */
  static String value(Line line, byte[] mark) {
    int from = from(line, mark);
    int end = from < 0 ? -1 : line.find('"', from, from + LONGEST_VALUE);
    return end < 0 ? "" : line.text(from, end);
  }

  /** A whole number, -1 where there is none. */
  static long number(Line line, byte[] mark) {
    int from = from(line, mark);
    return from < 0 ? -1 : Numbers.whole(line.bytes, from, Numbers.digitsEnd(line, from));
  }

  /** Milliseconds with a fraction as microseconds, -1 where there are none. */
  static long micros(Line line, byte[] mark) {
    int from = from(line, mark);
    int end = from < 0 ? -1 : line.find('"', from, from + LONGEST_VALUE);
    return end < 0 ? -1 : Numbers.scaled(line.bytes, from, end, 3);
  }

  /** A time as OpenJ9 writes it, local and without a zone; null where there is none. */
  static @Nullable Instant time(Line line, byte[] mark, SourceClock clock) {
    int from = from(line, mark);
    int end = from < 0 ? -1 : line.find('"', from, from + LONGEST_VALUE);
    return end < 0 ? null : WrittenTime.instant(line, from, end, clock);
  }

  /** A mark stands after a blank: {@code type="} is not the end of {@code gctype="}. */
  private static int from(Line line, byte[] mark) {
    int at = line.find(mark, line.from);
    while (at > line.from && line.bytes[at - 1] != ' ') {
      at = line.find(mark, at + 1);
    }
    return at < 0 ? -1 : at + mark.length;
  }
}
