package io.fizzle.read.log;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as log lines write them; all units of memory are powers of 1024. */
final class Quantity {
  /** A size such as {@code 4.2 GB}, {@code 512.0 MiB} or {@code 1024B}; two groups. */
  static final String SIZE = "([0-9]{1,15}(?:[.,][0-9]{1,6})?) ?([KMGTP]?)i?B";

  private static final Pattern BYTES = Pattern.compile(SIZE);

  private Quantity() {}

  /** Bytes of a size, 0 where the text has none. */
  static long bytes(String text) {
    Matcher size = BYTES.matcher(text);
    return size.find() ? bytes(size.group(1), size.group(2)) : 0;
  }

  static long bytes(String number, String unit) {
    int power = unit.isEmpty() ? 0 : "KMGTP".indexOf(unit.charAt(0)) + 1;
    return (long) (Double.parseDouble(number.replace(',', '.')) * Math.pow(1024, power));
  }

  /** Milliseconds of a number with a unit that begins with {@code ms}, {@code s} or {@code m}. */
  static long millis(String number, String unit) {
    double value = Double.parseDouble(number);
    String lower = unit.toLowerCase(Locale.ROOT);
    if (lower.startsWith("ms") || lower.startsWith("milli")) {
      return (long) value;
    }
    return (long) (value * (lower.startsWith("m") ? 60_000 : 1_000));
  }
}
