package io.fizzle.read.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks one JSON text in a byte array from left to right, entering what is asked for and passing
 * over the rest.
 *
 * <p>It reads what Spark writes and is lenient with the rest: commas and literals are not checked,
 * a value of another type than asked for counts as absent. Nothing recurses, so nesting cannot
 * exhaust the stack. Where a structure does not close before the text's end, every method throws
 * {@link MalformedEventException}.
 *
 * <p>Usage: {@code if (enterObject()) while (nextField()) switch (field()) ...}, each branch
 * consuming exactly one value.
 */
final class JsonCursor {
  private static final long QUOTES = Words.repeat('"');
  private static final long BACKSLASHES = Words.repeat('\\');
  private static final int OPENING = '{';
  private static final int CLOSING = '}';

  /** Maps {@code [ ]} onto {@code { }}, which differ from them in this bit only. */
  private static final int BRACE_BIT = 0x20;

  /** Digits that cannot overflow. */
  private static final int LONGEST_NUMBER = 18;

  private static final long LAST_BEFORE_OVERFLOW = (Long.MAX_VALUE - 9) / 10;

  private final TextDecoder decoder = new TextDecoder();
  private final IdCache ids = new IdCache();
  private byte[] bytes = {};
  private int at;
  private int end;
  private int nameFrom;
  private int nameTo;

  /** Puts the cursor before the first byte of {@code [from, to)}. */
  void reset(byte[] newBytes, int from, int to) {
    bytes = newBytes;
    at = from;
    end = to;
  }

  /** Where the cursor stands, for a later {@link #seek}. */
  int position() {
    return at;
  }

  /** Goes back to a position of this same text. */
  void seek(int position) {
    at = position;
  }

  /** Enters an object; another value is passed over. */
  boolean enterObject() {
    return enter('{');
  }

  /** Enters an array; another value is passed over. */
  boolean enterArray() {
    return enter('[');
  }

  private boolean enter(char bracket) {
    if (peek() == bracket) {
      at++;
      return true;
    }
    skip();
    return false;
  }

  /** Goes on to the object's next value, or leaves the object. */
  boolean nextField() {
    int next = afterComma();
    if (next == '}') {
      at++;
      return false;
    }
    if (next != '"') {
      throw new MalformedEventException("field name expected");
    }
    nameFrom = at + 1;
    at = closingQuote(nameFrom) + 1;
    nameTo = at - 1;
    if (peek() != ':') {
      throw new MalformedEventException("colon expected");
    }
    at++;
    return true;
  }

  /** The field that {@link #nextField} went on to. */
  Field field() {
    return Field.NAMES.find(bytes, nameFrom, nameTo);
  }

  /** The name of the field that {@link #nextField} went on to. */
  String fieldName() {
    return decoder.decode(bytes, nameFrom, nameTo);
  }

  /** Goes on to the array's next value, or leaves the array. */
  boolean nextElement() {
    if (afterComma() == ']') {
      at++;
      return false;
    }
    return true;
  }

  /** A whole number, fractions cut off, saturating; {@code absent} for a value of another type. */
  long number(long absent) {
    int first = peek();
    if (first != '-' && (first < '0' || first > '9')) {
      skip();
      return absent;
    }
    int position = first == '-' ? at + 1 : at;
    long value = 0;
    while (position < end) {
      int digit = bytes[position] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value > LAST_BEFORE_OVERFLOW ? Long.MAX_VALUE : value * 10 + digit;
      position++;
    }
    at = position;
    skipScalar();
    return first == '-' ? -value : value;
  }

  /** A number with its fraction; {@code absent} for a value of another type. */
  double decimal(double absent) {
    int first = peek();
    if (first != '-' && (first < '0' || first > '9')) {
      skip();
      return absent;
    }
    int from = at;
    skipScalar();
    try {
      return Double.parseDouble(new String(bytes, from, at - from, StandardCharsets.US_ASCII));
    } catch (NumberFormatException other) {
      return absent;
    }
  }

  /** A whole number that may stand in quotes, as values of accumulators do. */
  long looseNumber(long absent) {
    if (peek() != '"') {
      return number(absent);
    }
    int from = at + 1;
    int to = closingQuote(from);
    at = to + 1;
    long value = 0;
    if (from == to || to - from > LONGEST_NUMBER) {
      return absent;
    }
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return absent;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** A whole number within the range of int; {@code absent} for any other value. */
  int integer(int absent) {
    long value = number(absent);
    return value == (int) value ? (int) value : absent;
  }

  /**
   * A string's text, cut to {@value TextDecoder#MAX_BYTES} bytes; null for a value of another type.
   */
  @Nullable String text() {
    if (peek() != '"') {
      skip();
      return null;
    }
    int from = at + 1;
    int to = closingQuote(from);
    at = to + 1;
    return decoder.decode(bytes, from, to);
  }

  /** A string's text; empty for a value of another type. */
  String textOrEmpty() {
    String text = text();
    return text == null ? "" : text;
  }

  /** A short string that comes again and again, such as an executor id; null for another type. */
  @Nullable String id() {
    if (peek() != '"') {
      skip();
      return null;
    }
    int from = at + 1;
    int to = closingQuote(from);
    at = to + 1;
    return ids.find(bytes, from, to, decoder);
  }

  /** Whether the value is this ASCII string; consumes it. */
  boolean isText(byte[] expected) {
    int first = peek();
    int from = at + 1;
    skip();
    int to = at - 1;
    return first == '"' && Arrays.equals(expected, 0, expected.length, bytes, from, to);
  }

  /** Passes over one value of any type. */
  void skip() {
    switch (peek()) {
      case '"' -> at = closingQuote(at + 1) + 1;
      case '{', '[' -> skipContainer();
      default -> {
        int first = at;
        skipScalar();
        // a loop over elements must get on even where there is none, as in [}
        if (at == first) {
          throw new MalformedEventException("value expected");
        }
      }
    }
  }

  private void skipContainer() {
    byte[] source = bytes;
    int limit = end;
    int depth = 0;
    int position = at;
    while (position < limit) {
      int character = source[position++];
      if (character == '"') {
        position = closingQuote(position) + 1;
        continue;
      }
      int brace = character | BRACE_BIT;
      if (brace == OPENING) {
        depth++;
      } else if (brace == CLOSING && --depth == 0) {
        at = position;
        return;
      }
    }
    throw new MalformedEventException("cut off");
  }

  /** To the end of a number or literal. */
  private void skipScalar() {
    int position = at;
    while (position < end) {
      int character = bytes[position];
      if (character == ',' || (character | BRACE_BIT) == CLOSING) {
        at = position;
        return;
      }
      position++;
    }
    throw new MalformedEventException("cut off");
  }

  /** The place of the quote that ends the string whose first byte is at {@code from}. */
  private int closingQuote(int from) {
    byte[] source = bytes;
    int position = from;
    while (position < end) {
      long word = Words.at(source, position);
      long marks = Words.zeros(word ^ QUOTES) | Words.zeros(word ^ BACKSLASHES);
      if (marks == 0) {
        position += Long.BYTES;
        continue;
      }
      position += Words.first(marks);
      if (position >= end) {
        break;
      }
      if (source[position] == '"') {
        return position;
      }
      position += 2;
    }
    throw new MalformedEventException("cut off");
  }

  private int afterComma() {
    int next = peek();
    if (next == ',') {
      at++;
      return peek();
    }
    return next;
  }

  /** The next byte that is no white space. */
  private int peek() {
    while (at < end) {
      int character = bytes[at];
      if (character > ' ' || character < 0) {
        return character;
      }
      at++;
    }
    throw new MalformedEventException("cut off");
  }
}
