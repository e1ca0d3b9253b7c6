package io.fizzle.read.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable's class name at a place of a line, and what follows it.
 *
 * @param type the class name as written
 * @param messageStart where its message begins
 * @param messageEnd where its message ends: the end of the line, but for {@code type (message)}
 */
record Headline(String type, int messageStart, int messageEnd) {
  private static final int LONGEST_TYPE = 300;
  private static final List<String> ENDINGS =
      List.of(
          "Exception",
          "Error",
          "Throwable",
          "Failure",
          "Fault",
          "Timeout",
          "Interrupt",
          "Exit",
          "InvalidToken");

  /** HotSpot's words where even the report of an uncaught throwable failed. */
  private static final String UNCAUGHT = " thrown from the UncaughtExceptionHandler";

  /** What counts as the name of a throwable. */
  enum Names {
    /** With a package and one of the usual endings. */
    QUALIFIED,
    /** With one of the usual endings. */
    SIMPLE,
    /** Any class name, where the place says that a throwable stands there. */
    ANY
  }

  /** The throwable that a line names at a position, null where it names none there. */
  static @Nullable Headline at(String line, int from, Names names) {
    int end = nameEnd(line, from);
    String name = line.substring(from, end);
    if (!isThrowable(name, names)) {
      return null;
    }
    String type = name.equals("OutOfMemoryError") ? "java.lang.OutOfMemoryError" : name;
    if (end == line.length() || line.substring(end).isBlank()) {
      return new Headline(type, line.length(), line.length());
    }
    if (line.charAt(end) == ':' || line.startsWith("):", end)) {
      int start = line.indexOf(':', end) + 1;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      return new Headline(type, start, line.length());
    }
    if (line.startsWith(UNCAUGHT, end)) {
      return new Headline(type, line.length(), line.length());
    }
    return inParentheses(line, end, type);
  }

  /**
   * {@code type (message) [duplicate 3]} as Spark shortens it, {@code type(quoted type): message}
   * of Hadoop.
   */
  private static @Nullable Headline inParentheses(String line, int end, String type) {
    if (line.startsWith(" (", end)) {
      int close = line.lastIndexOf(')');
      return close > end + 1 ? new Headline(type, end + 2, close) : null;
    }
    if (line.charAt(end) == '(') {
      int close = line.indexOf("):", end);
      return close > 0 && isThrowable(line.substring(end + 1, close), Names.QUALIFIED)
          ? new Headline(type, end + 1, line.length())
          : null;
    }
    return null;
  }

  private static int nameEnd(String line, int from) {
    int limit = Math.min(line.length(), from + LONGEST_TYPE);
    int at = from;
    while (at < limit && isNamePart(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '$';
  }

  private static boolean isThrowable(String name, Names names) {
    int dot = name.lastIndexOf('.');
    if ((dot < 0 && names == Names.QUALIFIED) || dot == 0 || name.contains("..")) {
      return false;
    }
    if (dot == name.length() - 1 || !isCapital(name.charAt(dot + 1))) {
      return false;
    }
    return names == Names.ANY
        || ENDINGS.stream().anyMatch(ending -> name.endsWith(ending) && !name.equals(ending));
  }

  private static boolean isCapital(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_';
  }
}
