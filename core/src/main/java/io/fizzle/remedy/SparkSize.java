package io.fizzle.remedy;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as Spark's configuration writes it.
 *
 * <p>The syntax is that of {@code JavaUtils.byteStringAs} (Spark 4.0.1, {@code
 * org/apache/spark/network/util/JavaUtils.java}; the same in 2.4.8): digits and one of {@code b k
 * kb m mb g gb t tb p pb}, any case, in powers of 1024. Fractions are refused, and {@code 1500k}
 * for a key in MiB is 1 MiB, because Spark cuts to the key's unit.
 *
 * @param bytes at least 0
 */
public record SparkSize(long bytes) implements Comparable<SparkSize> {

  /** A unit of Spark's {@code ByteUnit}. */
  public enum Unit {
    BYTE("b", "B", 0),
    KIB("k", "KiB", 10),
    MIB("m", "MiB", 20),
    GIB("g", "GiB", 30),
    TIB("t", "TiB", 40),
    PIB("p", "PiB", 50);

    private final String suffix;
    private final String label;
    private final int shift;

    Unit(String suffix, String label, int shift) {
      this.suffix = suffix;
      this.label = label;
      this.shift = shift;
    }

    /** For people, for example {@code MiB}. */
    public String label() {
      return label;
    }

    /** How many bytes one of this unit is. */
    public long bytes() {
      return 1L << shift;
    }
  }

  public static final long MIB = Unit.MIB.bytes();
  public static final long GIB = Unit.GIB.bytes();

  private static final int LONGEST = 40;
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,19})([a-z]{1,2})?");
  private static final Map<String, Unit> SUFFIXES =
      Map.ofEntries(
          Map.entry("b", Unit.BYTE),
          Map.entry("k", Unit.KIB),
          Map.entry("kb", Unit.KIB),
          Map.entry("m", Unit.MIB),
          Map.entry("mb", Unit.MIB),
          Map.entry("g", Unit.GIB),
          Map.entry("gb", Unit.GIB),
          Map.entry("t", Unit.TIB),
          Map.entry("tb", Unit.TIB),
          Map.entry("p", Unit.PIB),
          Map.entry("pb", Unit.PIB));

  public SparkSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size: " + bytes);
    }
  }

  public static SparkSize ofMib(long mebibytes) {
    return new SparkSize(Math.multiplyExact(mebibytes, MIB));
  }

  /**
   * Reads a value as Spark would for a key in this unit.
   *
   * @param unit the unit of a number without suffix, to which Spark also cuts the result
   * @return empty where Spark would refuse the text or the size exceeds 2^63 - 1 bytes
   */
  public static Optional<SparkSize> parse(String text, Unit unit) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT).trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String suffix = matcher.group(2);
    Unit given = suffix == null ? unit : SUFFIXES.get(suffix);
    if (given == null) {
      return Optional.empty();
    }
    try {
      long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), given.bytes());
      return Optional.of(new SparkSize(bytes & -unit.bytes()));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  /** The shortest exact text with one suffix, for example {@code 1536m} or {@code 2g}. */
  public String text() {
    Unit unit = Unit.BYTE;
    for (Unit larger : Unit.values()) {
      if (bytes != 0 && bytes % larger.bytes() == 0) {
        unit = larger;
      }
    }
    return bytes / unit.bytes() + unit.suffix;
  }

  /**
   * The text in the unit that a person used before where that is exact, else {@link #text()}.
   *
   * @param sample the old value, for example {@code 4096m}
   */
  public String textLike(String sample) {
    Matcher matcher = TEXT.matcher(sample.toLowerCase(Locale.ROOT).trim());
    String suffix = matcher.matches() ? matcher.group(2) : null;
    Unit unit = suffix == null ? null : SUFFIXES.get(suffix);
    if (unit == null || bytes % unit.bytes() != 0) {
      return text();
    }
    return bytes / unit.bytes() + unit.suffix;
  }

  /** For people, with at most one decimal: {@code 1.5 GiB}. */
  public String human() {
    Unit unit = Unit.BYTE;
    for (Unit larger : Unit.values()) {
      if (bytes >= larger.bytes()) {
        unit = larger;
      }
    }
    String number = String.format(Locale.ROOT, "%.1f", (double) bytes / unit.bytes());
    return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number)
        + " "
        + unit.label;
  }

  /** {@link #human()} of a plain number of bytes. */
  public static String human(long bytes) {
    return new SparkSize(bytes).human();
  }

  /**
   * The next multiple of the step, at least this size; sizes beyond the last multiple stay as they
   * are.
   */
  public SparkSize roundUp(SparkSize step) {
    long rest = bytes % step.bytes;
    if (rest == 0 || bytes > Long.MAX_VALUE - step.bytes) {
      return this;
    }
    return new SparkSize(bytes - rest + step.bytes);
  }

  @Override
  public int compareTo(SparkSize other) {
    return Long.compare(bytes, other.bytes);
  }
}
