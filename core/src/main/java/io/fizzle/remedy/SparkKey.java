package io.fizzle.remedy;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key of Spark.
 *
 * @param name the name of today; a trailing {@code *} stands for any further name
 * @param sizeUnit unit of a size without suffix; {@link SparkSize.Unit#BYTE} for other kinds
 * @param timeUnit unit of a time without suffix; seconds for other kinds
 * @param suffixesSince first version that understands a size suffix for this key; null for all
 * @param since first version that reads the key
 * @param until first version that does not read it any more; null where it is still read
 * @param defaults default value by the version it holds from; empty where Spark has none
 * @param former an older name; null where there was none
 */
record SparkKey(
    String name,
    Kind kind,
    SparkSize.Unit sizeUnit,
    TimeUnit timeUnit,
    @Nullable SparkVersion suffixesSince,
    SparkVersion since,
    @Nullable SparkVersion until,
    NavigableMap<SparkVersion, String> defaults,
    @Nullable Former former) {

  /** What a value of the key is. */
  enum Kind {
    SIZE,
    TIME,
    COUNT,
    RATIO,
    FLAG,
    TEXT
  }

  /**
   * An older name of a key.
   *
   * @param deprecated the version that introduced the new name
   * @param gone the version that stopped reading the old name; null where it is still accepted
   */
  record Former(String name, SparkVersion deprecated, @Nullable SparkVersion gone) {}

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,12})?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  /**
   * The name to use in this version; null where the version does not know the key under any name.
   */
  @Nullable String nameAt(SparkVersion version) {
    if (former != null && version.compareTo(former.deprecated) < 0) {
      return former.name;
    }
    boolean exists =
        version.compareTo(since) >= 0 && (until == null || version.compareTo(until) < 0);
    return exists ? name : null;
  }

  /** True where this version still reads the older name. */
  boolean readsFormer(SparkVersion version) {
    return former != null && (former.gone == null || version.compareTo(former.gone) < 0);
  }

  /** The default in this version; null where Spark has none. */
  @Nullable String defaultAt(SparkVersion version) {
    var entry = defaults.floorEntry(version);
    return entry == null ? null : entry.getValue();
  }

  /**
   * The value as a number: bytes for sizes (negative ones are how SQL keys say "off"; at most 1
   * PiB, so that sums cannot overflow), milliseconds for times, the count itself; empty where Spark
   * would refuse the text or the kind has no number.
   */
  OptionalLong number(String text) {
    String trimmed = text.trim();
    return switch (kind) {
      case SIZE -> {
        boolean negative = trimmed.startsWith("-");
        yield SparkSize.parse(negative ? trimmed.substring(1) : trimmed, sizeUnit)
            .map(size -> Math.min(size.bytes(), SparkSize.Unit.PIB.bytes()))
            .map(bytes -> OptionalLong.of(negative ? -bytes : bytes))
            .orElseGet(OptionalLong::empty);
      }
      case TIME ->
          SparkTime.parse(trimmed, timeUnit)
              .map(time -> OptionalLong.of(time.millis()))
              .orElseGet(OptionalLong::empty);
      case COUNT -> WHOLE.matcher(trimmed).matches() ? whole(trimmed) : OptionalLong.empty();
      default -> OptionalLong.empty();
    };
  }

  /** Spark's counts are Ints. */
  private static OptionalLong whole(String digits) {
    long number = Long.parseLong(digits);
    return number == (int) number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** True where Spark could read the text as a value of this key. */
  boolean accepts(String text) {
    return switch (kind) {
      case SIZE, TIME, COUNT -> number(text).isPresent();
      case RATIO -> DECIMAL.matcher(text.trim()).matches();
      case FLAG -> {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        yield lower.equals("true") || lower.equals("false");
      }
      case TEXT -> true;
    };
  }

  /** A size in the form that this version reads: some keys were plain numbers once. */
  String sizeText(SparkSize size, @Nullable String sample, SparkVersion version) {
    if (suffixesSince != null && version.compareTo(suffixesSince) < 0) {
      return Long.toString(size.bytes() / sizeUnit.bytes());
    }
    return sample == null ? size.text() : size.textLike(sample);
  }
}
