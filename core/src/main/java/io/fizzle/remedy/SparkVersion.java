package io.fizzle.remedy;

import java.util.Comparator;
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
