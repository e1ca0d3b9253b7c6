package io.fizzle.spark.instrument;

import java.util.Locale;

/** Amounts as people read them. */
final class Amounts {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Amounts() {}

  /** {@code 4.6 MiB}; bytes as they are below 1 KiB. */
  static String bytes(long bytes) {
    if (bytes < Thresholds.KIB) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= Thresholds.KIB && unit < UNITS.length - 1) {
      amount /= Thresholds.KIB;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 100 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }

  /** {@code 1 row}, {@code 2 rows}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 5 s}. */
  static String millis(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    return millis / 60_000 + " min " + millis / 1_000 % 60 + " s";
  }
}
