package io.fizzle.read.log;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Headers of Python's {@code logging}, in a file that Spark's logger writes too. {@code
 * Logger.exception} puts one directly before a traceback; a line of Spark's before a traceback
 * stands there by chance.
 */
final class PythonLogHeader {
  /** {@code logging.BASIC_FORMAT}: {@code ERROR:root:message}. */
  private static final Pattern BASIC =
      Pattern.compile("(DEBUG|INFO|WARNING|ERROR|CRITICAL):[\\w.-]{1,200}:");

  private static final Pattern TIMED =
      Pattern.compile(
          "\\[?(\\d{2,4}[-/]\\d{2}[-/]\\d{2}[ T]\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d{1,6})?)(.{0,160}?)"
              + "\\b(DEBUG|INFO|WARN|WARNING|ERROR|CRITICAL|FATAL)\\b(.?.?)");

  /** Levels that neither Log4j nor Logback has. */
  private static final Set<String> PYTHONS_OWN = Set.of("WARNING", "CRITICAL");

  private PythonLogHeader() {}

  /**
   * The level of a line that Python's logger wrote; empty for all other lines, and where it cannot
   * be told from Spark's.
   *
   * @param drivers a line of the driver's JVM, empty where none is known
   */
  static String level(String line, String drivers) {
    Matcher basic = BASIC.matcher(line);
    if (basic.lookingAt()) {
      return basic.group(1);
    }
    Matcher timed = TIMED.matcher(line);
    if (!timed.lookingAt()) {
      return "";
    }
    boolean python =
        PYTHONS_OWN.contains(timed.group(3))
            || timed.group(2).endsWith(" - ") && timed.group(4).startsWith(" -")
            || isOtherLayout(timed.group(1), drivers);
    return python ? timed.group(3) : "";
  }

  private static boolean isOtherLayout(String time, String drivers) {
    Matcher timed = TIMED.matcher(drivers);
    return timed.lookingAt() && !shape(time).equals(shape(timed.group(1)));
  }

  private static String shape(String time) {
    return time.replaceAll("\\d", "9");
  }
}
