package io.fizzle.read.eventlog;

import java.nio.charset.StandardCharsets;

/**
 * Makes text of a JSON string's bytes: resolves escapes, replaces invalid UTF-8, cuts what is too
 * long.
 */
final class TextDecoder {
  /**
   * Longest string looked at. A JVM prints at most 1024 frames of a link ({@code
   * MaxJavaStackTraceDepth}), about 100 bytes each, so this holds a chain of two full links.
   */
  static final int MAX_BYTES = 256 * 1024;

  private static final int REPLACEMENT = 0xFFFD;
  private static final int LONGEST_CHARACTER = 4;

  private byte[] plain = new byte[1024];
  private int length;

  /** The text of the bytes between a string's quotes. */
  String decode(byte[] bytes, int from, int to) {
    int last = Math.min(to, from + MAX_BYTES);
    int escape = Words.indexOf('\\', bytes, from, last);
    if (escape == last) {
      return new String(bytes, from, last - from, StandardCharsets.UTF_8);
    }
    int needed = last - from + LONGEST_CHARACTER;
    if (plain.length < needed) {
      plain = new byte[Math.max(needed, 2 * plain.length)];
    }
    length = 0;
    int at = from;
    while (at < last) {
      System.arraycopy(bytes, at, plain, length, escape - at);
      length += escape - at;
      at = escape < last ? resolve(bytes, escape, last) : last;
      escape = Words.indexOf('\\', bytes, at, last);
    }
    return new String(plain, 0, length, StandardCharsets.UTF_8);
  }

  /** Resolves the escape at {@code at} and returns the place after it. */
  private int resolve(byte[] bytes, int at, int last) {
    if (at + 1 >= last) {
      return last;
    }
    byte kind = bytes[at + 1];
    if (kind != 'u') {
      plain[length++] =
          switch (kind) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> kind;
          };
      return at + 2;
    }
    int unit = hexadecimal(bytes, at + 2, last);
    int next = Math.min(last, at + 6);
    if (Character.isHighSurrogate((char) unit) && next + 1 < last && bytes[next] == '\\') {
      int low = bytes[next + 1] == 'u' ? hexadecimal(bytes, next + 2, last) : REPLACEMENT;
      if (Character.isLowSurrogate((char) low)) {
        append(Character.toCodePoint((char) unit, (char) low));
        return Math.min(last, next + 6);
      }
    }
    append(Character.isSurrogate((char) unit) ? REPLACEMENT : unit);
    return next;
  }

  /** Four hexadecimal digits, or the replacement character where they are none. */
  private static int hexadecimal(byte[] bytes, int from, int last) {
    if (from + 4 > last) {
      return REPLACEMENT;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit < 0) {
        return REPLACEMENT;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Outgrows the escape it stands for only where that was cut off, so once at most. */
  private void append(int codePoint) {
    if (codePoint < 0x80) {
      plain[length++] = (byte) codePoint;
      return;
    }
    byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    System.arraycopy(encoded, 0, plain, length, encoded.length);
    length += encoded.length;
  }
}
