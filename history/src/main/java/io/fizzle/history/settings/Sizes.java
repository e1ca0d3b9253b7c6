package io.fizzle.history.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and times as people write them in options and settings. */
public final class Sizes {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s{0,3}([kmgt]?)i?b?");
  private static final Pattern DAYS = Pattern.compile("(\\d{1,5})\\s{0,3}d(?:ays?)?");

  private Sizes() {}

  /** Bytes of {@code 500MB} or {@code 2g}; units count in 1024. */
  public static Optional<Long> parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int power = "kmgt".indexOf(matcher.group(2)) + (matcher.group(2).isEmpty() ? 0 : 1);
    double bytes = Long.parseLong(matcher.group(1)) * Math.pow(1024, power);
    return bytes > 0 && bytes < Long.MAX_VALUE ? Optional.of((long) bytes) : Optional.empty();
  }

  /** Days of {@code 30d}; a number alone is days too. */
  public static OptionalLong days(String text) {
    String written = text.strip().toLowerCase(Locale.ROOT);
    Matcher matcher = DAYS.matcher(written.matches("\\d{1,5}") ? written + "d" : written);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
