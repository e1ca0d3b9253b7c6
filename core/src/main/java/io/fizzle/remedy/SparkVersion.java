package io.fizzle.remedy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Spark version; vendor suffixes such as {@code 3.5.1-amzn-0} are ignored.
 *
 * @param major from 0
 * @param minor from 0
 * @param patch from 0
 */
public record SparkVersion(int major, int minor, int patch) implements Comparable<SparkVersion> {

  /** The newest line whose configuration was checked; assumed where the version is not known. */
  public static final SparkVersion NEWEST = new SparkVersion(4, 2, 0);

  /**
   * The oldest line whose configuration was checked, and the first that manages memory as all since
   * do (SPARK-10000); an older one is taken for it.
   */
  public static final SparkVersion OLDEST = new SparkVersion(1, 6, 0);

  /** The lines whose configuration was checked, oldest first. */
  public static final List<String> LINES =
      List.of(
          "1.6", "2.0", "2.1", "2.2", "2.3", "2.4", "3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "4.0",
          "4.1", "4.2");

  private static final Pattern LEADING_NUMBERS =
      Pattern.compile("^(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,4}))?");
  private static final Comparator<SparkVersion> ORDER =
      Comparator.comparingInt(SparkVersion::major)
          .thenComparingInt(SparkVersion::minor)
          .thenComparingInt(SparkVersion::patch);

  /** Reads the leading numbers of a version text; empty where it does not begin with a digit. */
  public static Optional<SparkVersion> parse(String text) {
    Matcher matcher = LEADING_NUMBERS.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        new SparkVersion(
            number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))));
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** True for a release of one of {@link #LINES}. */
  public boolean isKnown() {
    return LINES.contains(line());
  }

  /**
   * This version where it is known, else the newest line that is not newer, at least the oldest.
   */
  public SparkVersion nearestKnown() {
    return isKnown()
        ? this
        : LINES.stream()
            .flatMap(line -> parse(line).stream())
            .filter(line -> line.compareTo(this) <= 0)
            .max(Comparator.naturalOrder())
            .orElse(OLDEST);
  }

  public boolean atLeast(int otherMajor, int otherMinor) {
    return compareTo(new SparkVersion(otherMajor, otherMinor, 0)) >= 0;
  }

  @Override
  public int compareTo(SparkVersion other) {
    return ORDER.compare(this, other);
  }

  /** Major and minor, for example {@code 3.5}. */
  public String line() {
    return major + "." + minor;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
