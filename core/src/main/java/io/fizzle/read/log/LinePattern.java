package io.fizzle.read.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One kind of line: the literals that announce it, its exact form, and what it tells.
 *
 * @param name unique, for tests and for people
 * @param literals the line is looked at where one of these stands in it; rare in healthy logs
 * @param form what the message must look like; bounded repetitions only
 * @param anywhere true where the form may stand anywhere in the message, false where it begins it
 */
record LinePattern(
    String name, List<String> literals, Pattern form, boolean anywhere, Reading reading) {

  /** Forms are looked for in so many first characters of a message. */
  private static final int LONGEST = 16 << 10;

  /** Turns a line that has the form into signals. */
  @FunctionalInterface
  interface Reading {
    void read(LogEntry entry, Matcher match);
  }

  LinePattern {
    literals = List.copyOf(literals);
  }

  /** A message that begins with this form. */
  static LinePattern of(String name, String literal, String form, Reading reading) {
    return new LinePattern(name, List.of(literal), Pattern.compile(form), false, reading);
  }

  /** A text that has this form somewhere. */
  static LinePattern within(String name, String literal, String form, Reading reading) {
    return new LinePattern(name, List.of(literal), Pattern.compile(form), true, reading);
  }

  /** The same, announced by any of several literals. */
  LinePattern announcedBy(String... others) {
    return new LinePattern(name, List.of(others), form, anywhere, reading);
  }

  /**
   * Reads the entry where it has this form; a line without a recognised header may have it
   * anywhere.
   */
  boolean read(LogEntry entry) {
    String message = entry.message();
    Matcher match = form.matcher(message).region(0, Math.min(message.length(), LONGEST));
    boolean found = anywhere || !entry.line().headed() ? match.find() : match.lookingAt();
    if (found) {
      reading.read(entry, match);
    }
    return found;
  }
}
