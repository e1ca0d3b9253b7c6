package io.fizzle.read.message;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes as messages print them: {@code 4.2 GB}, {@code 512.0 MiB}, {@code 65536}.
 *
 * <p>Hadoop ({@code StringUtils.TraditionalBinaryPrefix}) and Spark ({@code Utils.bytesToString}:
 * {@code KB} up to 2.4, {@code KiB} since 3.0) both count in powers of 1024 whichever unit they
 * print.
 */
public final class MemorySize {
  private static final Pattern SIZE =
      Pattern.compile("\\s?(\\d{1,18})(?:\\.(\\d{1,9}))?\\s?([KMGTPE]?)(?:i?B|bytes)?\\s?");
  private static final String UNITS = "KMGTPE";

  private MemorySize() {}

  /**
   * The size in bytes, rounded down.
   *
   * @return at least 0; 0 also for a text that is no size
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text);
    if (text.length() > 40 || !size.matches()) {
      return 0;
    }
    int power = size.group(3).isEmpty() ? 0 : UNITS.indexOf(size.group(3)) + 1;
    long factor = 1L << (10 * power);
    if (size.group(2) == null) {
      long whole = Long.parseLong(size.group(1));
      return whole > Long.MAX_VALUE / factor ? Long.MAX_VALUE : whole * factor;
    }
    return (long) (Double.parseDouble(size.group(1) + "." + size.group(2)) * factor);
  }
}
