package io.fizzle.read.rest;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric of SQL as Spark prints it ({@code SQLMetrics.stringValue}, {@code Utils.bytesToString},
 * {@code Utils.msDurationToString}): {@code 1,234}, {@code 10.0 MiB}, {@code 1.2 s}, and the sum
 * before what stands in parentheses, in a line of its own or after the words for it.
 */
final class PrintedMetric {
  /** In bytes, milliseconds, or as it is. */
  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("", 1.0),
          Map.entry("B", 1.0),
          Map.entry("KiB", 0x1p10),
          Map.entry("MiB", 0x1p20),
          Map.entry("GiB", 0x1p30),
          Map.entry("TiB", 0x1p40),
          Map.entry("PiB", 0x1p50),
          Map.entry("EiB", 0x1p60),
          Map.entry("ms", 1.0),
          Map.entry("s", 1e3),
          Map.entry("m", 60e3),
          Map.entry("h", 3600e3));

  private static final Pattern VALUE =
      Pattern.compile(
          "(?:^|\\n)\\s{0,9}(\\d[\\d,]{0,24}(?:\\.\\d{1,6})?)(?: ([A-Za-z]{1,3}))?(?: \\(|\\s*$)");

  private PrintedMetric() {}

  /** Its value, rounded as it was printed; -1 where there is none, as for an average. */
  static long value(String printed) {
    Matcher value = VALUE.matcher(printed);
    if (!value.find()) {
      return -1;
    }
    Double unit = UNITS.get(value.group(2) == null ? "" : value.group(2));
    double number = Double.parseDouble(value.group(1).replace(",", ""));
    return unit == null ? -1 : Math.round(Math.min(number * unit, Long.MAX_VALUE));
  }
}
