package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that Spark cannot read, such as {@code 1.5g}, {@code 4 GB} or {@code 4Gi}. */
final class MalformedValues {
  private static final Pattern LOOSE_SIZE =
      Pattern.compile("([0-9]{1,9})(?:\\.([0-9]{1,6}))?\\s{0,4}([kmgtp])(?:i?b|i)?");

  private static final String UNITS = "bkmgtp";

  private MalformedValues() {}

  static List<Remedy> corrections(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    for (String name : conf.malformed()) {
      SparkKey key = SparkKeys.require(name);
      String value = conf.properties().getOrDefault(name, "");
      String meant = key.kind() == SparkKey.Kind.SIZE ? meantSize(value) : "";
      if (!meant.isEmpty() && !key.accepts(meant)) {
        meant = "";
      }
      if (key.nameAt(conf.version()) != null) {
        remedies.add(
            ConfigurationRemedies.correction(
                List.of(conf.change(name, meant)),
                meant.isEmpty() ? "" : value.trim() + " = " + meant,
                "Spark cannot read \""
                    + value.trim()
                    + "\" as a value of "
                    + name
                    + (key.kind() == SparkKey.Kind.SIZE
                        ? ": sizes are whole numbers with k, m, g, t or p."
                        : ".")));
      }
    }
    return remedies;
  }

  /** The size that was meant, in whole MiB or KiB; empty where that cannot be told. */
  static String meantSize(String value) {
    Matcher matcher = LOOSE_SIZE.matcher(value.trim().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return "";
    }
    String unit = matcher.group(3);
    if (matcher.group(2) == null) {
      return matcher.group(1) + unit;
    }
    char finer = UNITS.charAt(UNITS.indexOf(unit) - 1);
    double number = Double.parseDouble(matcher.group(1) + "." + matcher.group(2));
    return Long.toString((long) Math.ceil(number * 1024)) + finer;
  }
}
