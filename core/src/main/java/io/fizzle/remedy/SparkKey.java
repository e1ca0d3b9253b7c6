package io.fizzle.remedy;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key of Spark, as {@code spark-keys.tsv} has it.
 *
 * @param name the name of today; a trailing {@code *} stands for any further name
 * @param sizeUnit unit of a size without suffix; {@link SparkSize.Unit#BYTE} for other kinds
 * @param timeUnit unit of a time without suffix; seconds for other kinds
 * @param suffixesSince first version that understands a size suffix for this key; null for all
 * @param kindSince first version in which values are of this kind; null for all
 * @param since first version that reads the key
 * @param until first version that does not read it any more; null where it is still read
 * @param defaults default value by the version it holds from; empty where Spark has none or
 *     computes it; {@code =key} where it is the value of another key
 * @param formers older names, empty where there were none
 * @param allowed by version what Spark accepts: see {@link AllowedValues}
 * @param retirements by version what became of a key that Spark gave up
 * @param marks {@code internal}, {@code static}; {@code literal} where Spark's code holds the name
 *     and its registry does not
 * @param source file of Spark, without {@code org/apache/spark/}
 */
public record SparkKey(
    String name,
    Kind kind,
    SparkSize.Unit sizeUnit,
    TimeUnit timeUnit,
    @Nullable SparkVersion suffixesSince,
    @Nullable SparkVersion kindSince,
    SparkVersion since,
    @Nullable SparkVersion until,
    NavigableMap<SparkVersion, String> defaults,
    List<Former> formers,
    NavigableMap<SparkVersion, String> allowed,
    NavigableMap<SparkVersion, Retirement> retirements,
    Set<String> marks,
    String source) {

  public SparkKey {
    formers = List.copyOf(formers);
    marks = Set.copyOf(marks);
  }

  /** What a value of the key is. */
  public enum Kind {
    SIZE,
    TIME,
    /** An Int. */
    COUNT,
    /** A Long. */
    LONG,
    RATIO,
    FLAG,
    /** One of the values that {@link SparkKey#allowed} lists. */
    CHOICE,
    TEXT
  }

  /**
   * An older name of a key.
   *
   * @param deprecated the version that introduced the new name
   * @param gone the version that stopped reading the old name; null where it is still accepted
   */
  public record Former(String name, SparkVersion deprecated, @Nullable SparkVersion gone) {
    /** True where this version still reads the older name. */
    boolean isReadBy(SparkVersion version) {
      return gone == null || version.compareTo(gone) < 0;
    }
  }

  /**
   * What Spark does with a key that it gave up.
   *
   * @param since the version that did
   * @param replacement the key that Spark names instead; null where it names none
   * @param accepted the one value of a removed key that Spark does not refuse; null where it
   *     refuses none
   */
  public record Retirement(
      Fate fate, SparkVersion since, @Nullable String replacement, @Nullable String accepted) {
    /** What happens to who sets the key. */
    public enum Fate {
      /** It works, with a warning. */
      DEPRECATED,
      /** It does nothing, with a warning. */
      INEFFECTIVE,
      /** Setting it to another value than the accepted one throws. */
      REMOVED
    }
  }

  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]{1,18}(?:\\.[0-9]{0,18})?(?:[eE]-?[0-9]{1,2})?");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");

  /**
   * The name to use in this version; null where the version does not know the key under any name.
   */
  public @Nullable String nameAt(SparkVersion version) {
    if (existsIn(version)) {
      return name;
    }
    return version.compareTo(since) >= 0
        ? null
        : formers.stream()
            .filter(former -> reads(former, version))
            .map(Former::name)
            .findFirst()
            .orElse(null);
  }

  /** True where this version reads the older name: it may be younger than the version. */
  public boolean reads(Former former, SparkVersion version) {
    SparkKey own = SparkKeys.row(former.name());
    return former.isReadBy(version) && (own == null || version.compareTo(own.since) >= 0);
  }

  /** True where this version reads the key under its name of today. */
  public boolean existsIn(SparkVersion version) {
    return version.compareTo(since) >= 0 && (until == null || version.compareTo(until) < 0);
  }

  /** The older name; null where the key was never called so. */
  public @Nullable Former former(String older) {
    return formers.stream().filter(one -> one.name.equals(older)).findFirst().orElse(null);
  }

  /** What became of the key in this version or before; null where Spark did not give it up. */
  public @Nullable Retirement retirementAt(SparkVersion version) {
    var entry = retirements.floorEntry(version);
    return entry == null ? null : entry.getValue();
  }

  /** What Spark accepts in this version. */
  public AllowedValues allowedAt(SparkVersion version) {
    var entry = allowed.floorEntry(version);
    return AllowedValues.parse(kind, entry == null ? "-" : entry.getValue());
  }

  /** False for versions that took values of another kind. */
  public boolean isOfThisKindIn(SparkVersion version) {
    return kindSince == null || version.compareTo(kindSince) >= 0;
  }

  /** True where a running session cannot change the key, only who starts it. */
  public boolean isStatic() {
    return marks.contains("static");
  }

  /** The default in this version; null where Spark has none. */
  public @Nullable String defaultAt(SparkVersion version) {
    var entry = defaults.floorEntry(version);
    return entry == null ? null : entry.getValue();
  }

  /**
   * The value as a number: bytes for sizes (negative ones are how SQL keys say "off"; at most 1
   * PiB, so that sums cannot overflow), milliseconds for times, the count itself; empty where Spark
   * would refuse the text or the kind has no number.
   */
  public OptionalLong number(String text) {
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
      case LONG -> WHOLE.matcher(trimmed).matches() ? whole(trimmed) : OptionalLong.empty();
      default -> OptionalLong.empty();
    };
  }

  /** Spark's counts are Ints, some are Longs. */
  private OptionalLong whole(String digits) {
    try {
      long number = Long.parseLong(digits);
      boolean fits = kind == Kind.LONG || number == (int) number;
      return fits ? OptionalLong.of(number) : OptionalLong.empty();
    } catch (NumberFormatException tooLarge) {
      return OptionalLong.empty();
    }
  }

  /** True where Spark could read the text as a value of this key. */
  public boolean accepts(String text) {
    return switch (kind) {
      case SIZE, TIME, COUNT, LONG -> number(text).isPresent();
      case RATIO -> DECIMAL.matcher(text.trim()).matches();
      case FLAG -> {
        String lower = text.trim().toLowerCase(Locale.ROOT);
        yield lower.equals("true") || lower.equals("false");
      }
      case CHOICE, TEXT -> true;
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
