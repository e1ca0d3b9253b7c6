package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import java.nio.charset.StandardCharsets;

/**
 * One line, read in place: the bytes belong to the splitter's buffer and are valid until its next
 * line.
 */
final class Line {
  /** One more than an excerpt holds, so that Evidence marks the cut. */
  private static final int MAX_TEXT = Evidence.MAX_EXCERPT + 1;

  final byte[] bytes;
  final int from;

  /** Exclusive end, without the line break and trailing white space. */
  final int to;

  /** Counted from 1. */
  final long number;

  /** False where the input ended before a line break came. */
  final boolean ended;

  Line(byte[] bytes, int from, int to, long number, boolean ended) {
    this.bytes = bytes;
    this.from = from;
    this.number = number;
    this.ended = ended;
    int end = to;
    while (end > from && (bytes[end - 1] == '\r' || bytes[end - 1] == ' ')) {
      end--;
    }
    this.to = end;
  }

  static Line of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Line(bytes, 0, bytes.length, 1, true);
  }

  static byte[] ascii(String literal) {
    return literal.getBytes(StandardCharsets.US_ASCII);
  }

  boolean isEmpty() {
    return from == to;
  }

  /** True where the literal stands at this position. */
  boolean has(byte[] literal, int position) {
    if (position < from || position + literal.length > to) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (bytes[position + i] != literal[i]) {
        return false;
      }
    }
    return true;
  }

  boolean is(byte[] literal, int position) {
    return to - position == literal.length && has(literal, position);
  }

  /** The literal's first position at or after this one, -1 where there is none. */
  int find(byte[] literal, int position) {
    int last = to - literal.length;
    byte first = literal[0];
    for (int i = Math.max(position, from); i <= last; i++) {
      if (bytes[i] == first && has(literal, i)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The byte's first position at or after this one and before the limit, -1 where there is none.
   */
  int find(char wanted, int position, int limit) {
    int end = Math.min(limit, to);
    for (int i = position; i < end; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The position after the last white space before this one. */
  int wordStart(int position) {
    int start = position;
    while (start > from && bytes[start - 1] != ' ') {
      start--;
    }
    return start;
  }

  /** The position of the first white space, comma or closing bracket at or after this one. */
  int wordEnd(int position) {
    int end = position;
    while (end < to && bytes[end] != ' ' && bytes[end] != ',' && bytes[end] != ']') {
      end++;
    }
    return end;
  }

  /** The text from here, cut to what an excerpt can use. */
  String text(int start) {
    return text(start, Math.min(to, start + MAX_TEXT));
  }

  String text(int start, int end) {
    return new String(bytes, start, Math.max(0, end - start), StandardCharsets.UTF_8);
  }
}
