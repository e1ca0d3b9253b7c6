package io.fizzle.remedy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as Spark's configuration writes it.
 *
 * <p>The syntax is that of {@code JavaUtils.timeStringAs} (Spark 4.0.1, {@code
 * org/apache/spark/network/util/JavaUtils.java}; the same in 2.4.8): a whole number and one of
 * {@code us ms s m min h d}. Spark cuts to the key's unit: {@code 1500ms} for a key in seconds is 1
 * s.
 *
 * @param millis may be negative, which some keys take for "never"
 */
public record SparkTime(long millis) implements Comparable<SparkTime> {

  private static final int LONGEST = 40;
  private static final Pattern TEXT = Pattern.compile("(-?[0-9]{1,19})([a-z]{1,3})?");
  private static final Map<String, TimeUnit> SUFFIXES =
      Map.of(
          "us", TimeUnit.MICROSECONDS,
          "ms", TimeUnit.MILLISECONDS,
          "s", TimeUnit.SECONDS,
          "m", TimeUnit.MINUTES,
          "min", TimeUnit.MINUTES,
          "h", TimeUnit.HOURS,
          "d", TimeUnit.DAYS);

  public static SparkTime ofSeconds(long seconds) {
    return new SparkTime(Math.multiplyExact(seconds, 1000L));
  }

  /**
   * Reads a value as Spark would for a key in this unit.
   *
   * @param unit the unit of a number without suffix, to which Spark also cuts the result
   * @return empty where Spark would refuse the text; very long times end at 2^63 - 1 ms
   */
  public static Optional<SparkTime> parse(String text, TimeUnit unit) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT).trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String suffix = matcher.group(2);
    TimeUnit given = suffix == null ? unit : SUFFIXES.get(suffix);
    if (given == null) {
      return Optional.empty();
    }
    try {
      long inUnit = unit.convert(Long.parseLong(matcher.group(1)), given);
      return Optional.of(new SparkTime(unit.toMillis(inUnit)));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /**
   * The text in seconds where that is exact, else in milliseconds: {@code 120s}, {@code 1500ms}.
   */
  public String text() {
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** For people: {@code 500 ms}, {@code 90 s}, {@code 10 min}. */
  public String human() {
    if (millis % 1000 != 0 && millis < 10_000) {
      return millis + " ms";
    }
    long seconds = millis / 1000;
    return seconds >= 300 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  @Override
  public int compareTo(SparkTime other) {
    return Long.compare(millis, other.millis);
  }
}
