package io.fizzle.cause;

import java.time.Duration;
import java.util.Locale;

/** How causes write numbers into their sentences: always with units, never in a local format. */
public final class Numbers {

  private Numbers() {}

  /** A share from 0 to 1 as whole percent. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  /** Seconds with one decimal below a minute, else minutes and seconds. */
  public static String duration(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return String.format(
        Locale.ROOT, "%d min %d s", duration.toMinutes(), duration.toSecondsPart());
  }

  /** Bytes in binary units with at most one decimal. */
  public static String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
