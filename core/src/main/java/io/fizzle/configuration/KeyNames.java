package io.fizzle.configuration;

import io.fizzle.remedy.SparkKey;
import io.fizzle.remedy.SparkKey.Retirement;
import io.fizzle.remedy.SparkKeys;
import io.fizzle.remedy.SparkVersion;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keys that the version does not know, or not any more, or under another name. */
final class KeyNames implements ConfigurationRule {

  @Override
  public void check(Configuration configuration, Consumer<Problem> problems) {
    SparkVersion version = configuration.conf().version();
    KeyIndex index = new KeyIndex(version);
    for (Setting setting : configuration.all()) {
      SparkKey key = SparkKeys.find(setting.key());
      if (key != null) {
        known(setting, key, configuration, problems);
      } else if (!setting.isOption()) {
        unknown(setting, version, index, problems);
      }
    }
  }

  private static void unknown(
      Setting setting, SparkVersion version, KeyIndex index, Consumer<Problem> problems) {
    if (!setting.key().startsWith("spark.")) {
      problems.accept(
          problem(
              Severity.WARNING,
              setting,
              "is no key of Spark: only keys that begin with spark. are taken",
              "spark-submit leaves it out with a warning (deploy/SparkSubmit.scala)",
              "for Hadoop, write spark.hadoop." + setting.key()));
      return;
    }
    List<String> near = index.near(setting.key());
    if (near.isEmpty()
        && (ForeignKeys.mayHaveAnyName(setting.key())
            || ForeignKeys.isVendors(setting.key(), index))) {
      return;
    }
    problems.accept(
        problem(
            Severity.WARNING,
            setting,
            "no Spark reads this key" + (near.isEmpty() ? "" : ", it looks misspelt"),
            "Spark " + version.line() + " takes any key without a word, and nothing reads it",
            near.isEmpty()
                ? "take it out, unless a library of yours reads it"
                : "did you mean " + String.join(" or ", near) + "?"));
  }

  private static void known(
      Setting setting, SparkKey key, Configuration configuration, Consumer<Problem> problems) {
    SparkVersion version = configuration.conf().version();
    SparkKey.Former former = key.former(setting.key());
    Retirement retirement = retirement(setting.key(), version);
    Setting today = former == null ? null : configuration.find(key.name());
    if (today != null && key.existsIn(version)) {
      outdone(setting, today, problems);
    } else if (retirement != null) {
      retired(setting, retirement, problems);
    } else if (former != null) {
      renamed(setting, key, former, version, problems);
    } else if (key.until() != null
        && version.compareTo(key.until()) >= 0
        && key.retirements().isEmpty()) {
      problems.accept(
          problem(
              Severity.WARNING,
              setting,
              "Spark does not read this key any more since " + key.until().line(),
              "nothing: Spark "
                  + version.line()
                  + " has no such key; the last release that had it kept it in "
                  + key.source(),
              "take it out"));
    } else if (version.compareTo(key.since()) < 0 && !setting.recorded()) {
      String older = key.nameAt(version);
      problems.accept(
          problem(
              Severity.WARNING,
              setting,
              "this key is new in Spark " + key.since() + "; " + version.line() + " has none",
              "nothing: Spark " + version.line() + " does not read it (" + key.source() + ")",
              older == null ? "take it out, or run a newer Spark" : "write " + older));
    }
  }

  /** Of two names of one key the one of today counts: {@code SparkConf.getOption}, Spark 4.1.1. */
  private static void outdone(Setting former, Setting today, Consumer<Problem> problems) {
    boolean same = former.value().trim().equals(today.value().trim());
    problems.accept(
        problem(
            same ? Severity.NOTE : Severity.WARNING,
            former,
            "has no effect beside "
                + today.key()
                + ", the name of the same key today"
                + (same ? "" : ", which is set to " + today.value()),
            "an older name is only read where the one of today is not set (SparkConf.scala,"
                + " getOption)",
            "take it out"));
  }

  private static @Nullable Retirement retirement(String name, SparkVersion version) {
    SparkKey key = SparkKeys.row(name);
    return key == null ? null : key.retirementAt(version);
  }

  private static void retired(Setting setting, Retirement retired, Consumer<Problem> problems) {
    boolean accepted = setting.value().trim().equals(retired.accepted());
    String use = retired.replacement() == null ? "take it out" : "write " + retired.replacement();
    switch (retired.fate()) {
      case DEPRECATED ->
          problems.accept(
              problem(
                  Severity.NOTE,
                  setting,
                  "is deprecated since Spark " + retired.since(),
                  "Spark still reads it, with a warning (SparkConf.scala, SQLConf.scala)",
                  retired.replacement() == null ? "" : use));
      case INEFFECTIVE ->
          problems.accept(
              problem(
                  Severity.WARNING,
                  setting,
                  "has no effect since Spark " + retired.since(),
                  "Spark logs a warning and does nothing (SparkConf.scala, deprecatedConfigs)",
                  use));
      case REMOVED ->
          problems.accept(
              problem(
                  accepted ? Severity.NOTE : Severity.ERROR,
                  setting,
                  "was removed in Spark " + retired.since(),
                  "a session that sets it to anything but \""
                      + retired.accepted()
                      + "\" gets an AnalysisException (SQLConf.scala, removedSQLConfigs)",
                  use));
    }
  }

  private static void renamed(
      Setting setting,
      SparkKey key,
      SparkKey.Former former,
      SparkVersion version,
      Consumer<Problem> problems) {
    if (version.compareTo(key.since()) < 0) {
      return;
    }
    boolean read = key.reads(former, version);
    problems.accept(
        problem(
            read ? Severity.NOTE : Severity.WARNING,
            setting,
            "is called " + key.name() + " since Spark " + since(key, former),
            read
                ? "Spark " + version.line() + " still reads the older name (" + key.source() + ")"
                : "nothing: Spark " + version.line() + " does not read the older name any more",
            "write " + key.name()));
  }

  /** The oldest release whose jars were read had some new names already. */
  private static String since(SparkKey key, SparkKey.Former former) {
    SparkVersion renamed = former.deprecated();
    if (!renamed.equals(SparkKeys.OLDEST_READ)) {
      return renamed.line();
    }
    return key.since().major() == 0 ? renamed.line() + " or before" : key.since().line();
  }

  private static Problem problem(
      Severity severity, Setting setting, String says, String spark, String fix) {
    return new Problem(severity, setting.key(), setting.evidence(), says, spark, fix);
  }
}
