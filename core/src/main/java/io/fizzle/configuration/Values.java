package io.fizzle.configuration;

import io.fizzle.remedy.AllowedValues;
import io.fizzle.remedy.SparkKey;
import io.fizzle.remedy.SparkKeys;
import io.fizzle.remedy.SparkVersion;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Values that Spark cannot read, or reads and refuses. */
final class Values implements ConfigurationRule {

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkVersion version = configuration.conf().version();
    for (Setting setting : configuration.all()) {
      SparkKey key = SparkKeys.find(setting.key());
      boolean substituted = setting.value().contains("${");
      if (key != null
          && setting.isReadable()
          && !substituted
          && key.isOfThisKindIn(version)
          && key.nameAt(version) != null) {
        check(setting, key, version, problems);
      }
    }
  }

  private static void check(
      Setting setting, SparkKey key, SparkVersion version, Consumer<Problem> problems) {
    AllowedValues allowed = key.allowedAt(version);
    if (!key.accepts(setting.value())) {
      problems.accept(
          problem(
              setting, key, "\"" + setting.value() + "\" is no " + kind(key), meant(setting, key)));
    } else if (!allowed.allows(setting.value())) {
      problems.accept(
          problem(
              setting,
              key,
              "\"" + setting.value() + "\" is not among the values that Spark knows",
              "one of " + String.join(", ", allowed.choices())));
    } else if (!inRange(setting.value(), key, allowed)) {
      problems.accept(
          problem(setting, key, setting.value() + " is out of range", allowed.range() + unit(key)));
    }
  }

  private static boolean inRange(String value, SparkKey key, AllowedValues allowed) {
    if (allowed.range().isEmpty()) {
      return true;
    }
    if (key.kind() == SparkKey.Kind.RATIO) {
      return allowed.allows(Double.parseDouble(value.trim()));
    }
    OptionalLong number = key.number(value);
    return number.isEmpty() || allowed.allows(inUnit(number.getAsLong(), key));
  }

  /** Ranges are in the unit that the key's own number has. */
  private static double inUnit(long number, SparkKey key) {
    return switch (key.kind()) {
      case SIZE -> (double) number / key.sizeUnit().bytes();
      case TIME ->
          (double) key.timeUnit().convert(number, java.util.concurrent.TimeUnit.MILLISECONDS);
      default -> number;
    };
  }

  private static String unit(SparkKey key) {
    return switch (key.kind()) {
      case SIZE -> " " + key.sizeUnit().label();
      case TIME -> " " + key.timeUnit().toString().toLowerCase(java.util.Locale.ROOT);
      default -> "";
    };
  }

  private static String kind(SparkKey key) {
    return switch (key.kind()) {
      case SIZE -> "size";
      case TIME -> "time";
      case COUNT, LONG -> "whole number";
      case RATIO -> "number";
      case FLAG -> "true or false";
      case CHOICE, TEXT -> "value";
    };
  }

  private static String meant(Setting setting, SparkKey key) {
    String meant = SparkKeys.meant(key, setting.value());
    return switch (key.kind()) {
      case SIZE ->
          meant.isEmpty()
              ? "a whole number with k, m, g, t or p, for example 4g"
              : "write " + meant;
      case TIME -> "a whole number with us, ms, s, m, h or d, for example 120s";
      case FLAG -> "true or false";
      default -> "a whole number";
    };
  }

  private static Problem problem(Setting setting, SparkKey key, String says, String fix) {
    return new Problem(
        Severity.ERROR,
        setting.key(),
        setting.evidence(),
        says,
        "throws where it is read (" + key.source() + ")",
        fix);
  }
}
