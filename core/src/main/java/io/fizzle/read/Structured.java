package io.fizzle.read;

import io.fizzle.read.rest.RestShape;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognises text that is data for programs, not a log, and says what it is. */
final class Structured {
  private static final int SAMPLE = 5;
  private static final int LINE = 1_000;
  private static final int COLUMNS = 4;

  /** Prometheus' text exposition format. */
  private static final Pattern METRIC =
      Pattern.compile(
          "# (?:HELP|TYPE) .{1,400}|[a-zA-Z_:][\\w:]{0,300}(?:\\{[^}]{0,900}})?"
              + " -?[\\d.eE+naNIf-]{1,30}(?: \\d{1,15})?");

  /**
   * A line of a log in JSON: it has a message and a level, and is whole. Spark's structured logging
   * (SparkLayout.json, Spark 4.0), Log4j's other JSON layouts, Docker's json-file driver.
   */
  private static final Pattern LOG_LINE =
      Pattern.compile(
          "^(?=.{0,8000}\"(?:msg|message|log)\"\\s?:)"
              + "\\{\"(?:.{0,8000}?)\"(?:level|log\\.level|severity|stream)\"\\s?:\\s?\"\\w");

  private static final Pattern JSON =
      Pattern.compile("^(?:\\{\\s{0,40}(?:\"|\\}|\\{|$)|\\[\\s{0,40}(?:\\{|\\[|\"|]\\s{0,9}$))");

  private static final Pattern CELLS = Pattern.compile("[^,]{0,200}(?:,[^,]{0,200}){3,200}");
  private static final Pattern SPACED = Pattern.compile(", |\\bat |: ");

  private Structured() {}

  /** What the data is, null where the text may be a log. */
  static @Nullable String describe(String text) {
    String start = text.stripLeading();
    if (LOG_LINE.matcher(start).find()) {
      return null;
    }
    RestShape answer = RestShape.of(start);
    if (answer != null) {
      return "Spark's REST API: " + answer.words() + ", of which nothing is read";
    }
    if (JSON.matcher(start).find()) {
      return "JSON of a kind that is not read (no event log)";
    }
    if (start.startsWith("-----BEGIN PGP MESSAGE-----")
        || start.startsWith("-----BEGIN AGE ENCRYPTED FILE-----")
        || start.startsWith("$ANSIBLE_VAULT;")) {
      return "encrypted; decrypt it first";
    }
    if (start.startsWith("-----BEGIN ")) {
      return "a key or a certificate, which is of no use here: do not hand it out";
    }
    if (start.startsWith("<?xml")
        || start.regionMatches(true, 0, "<html", 0, 5)
        || start.regionMatches(true, 0, "<!doctype", 0, 9)) {
      return "XML or HTML";
    }
    List<String> lines =
        start
            .lines()
            .limit(SAMPLE)
            .map(line -> line.substring(0, Math.min(line.length(), LINE)))
            .toList();
    if (!lines.isEmpty() && lines.stream().allMatch(line -> METRIC.matcher(line).matches())) {
      return "metrics in Prometheus' text format, which are not read yet";
    }
    return isTable(lines) ? "a table (CSV), which is not read" : null;
  }

  private static boolean isTable(List<String> lines) {
    if (lines.size() < 2) {
      return false;
    }
    long commas = commas(lines.get(0));
    return commas >= COLUMNS - 1
        && lines.stream()
            .allMatch(
                line ->
                    CELLS.matcher(line).matches()
                        && !SPACED.matcher(line).find()
                        && commas(line) == commas);
  }

  private static long commas(String line) {
    return line.chars().filter(character -> character == ',').count();
  }
}
