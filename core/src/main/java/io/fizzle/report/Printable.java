package io.fizzle.report;

import io.fizzle.evidence.Redaction;

/**
 * Makes foreign text fit to be shown: what a terminal would obey, or a reader would not see, is
 * written out as {@code \x1b}, and secrets are masked.
 *
 * <p>Log lines, names and configuration come from whoever wrote to the log. An escape sequence in
 * one may move the cursor, change the title or answer in the user's name; a bidirectional control
 * may show a path that is not the one (CVE-2021-42574).
 */
final class Printable {
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int DELETE = 0x7f;
  private static final int LAST_C1_CONTROL = 0x9f;

  private Printable() {}

  /** The text on one line, without secrets and without anything that acts instead of showing. */
  static String of(String text) {
    String open = Redaction.redact(text);
    return open.codePoints().allMatch(Printable::isHarmless) ? open : written(open);
  }

  private static String written(String text) {
    StringBuilder written = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> write(character, written));
    return written.toString();
  }

  private static void write(int character, StringBuilder written) {
    if (Character.isWhitespace(character) || character == '\u0085') {
      written.append(' ');
    } else if (isHarmless(character)) {
      written.appendCodePoint(character);
    } else if (character <= LAST_C1_CONTROL) {
      written.append(String.format("\\x%02x", character));
    } else {
      written.append(String.format("\\u%04x", character));
    }
  }

  /** True for what shows itself and does nothing else. */
  static boolean isHarmless(int character) {
    if (character < DELETE) {
      return character >= FIRST_PRINTABLE;
    }
    return character > LAST_C1_CONTROL
        && character != '\u2028'
        && character != '\u2029'
        && !isSurrogate(character)
        && !isInvisible(character);
  }

  private static boolean isSurrogate(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** Format characters but those that letters of living scripts and emoji are joined with. */
  private static boolean isInvisible(int character) {
    return Character.getType(character) == Character.FORMAT
        && character != '\u200c'
        && character != '\u200d';
  }
}
