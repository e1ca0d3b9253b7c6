package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/** Corrections of JVM options that Spark or the JVM refuses. */
public final class JavaOptionRemedies {
  private static final String DIRECT = "-XX:MaxDirectMemorySize=";

  private JavaOptionRemedies() {}

  /**
   * For an option that the JVM did not know ({@code Unrecognized VM option}).
   *
   * @param option as the JVM printed it, with or without {@code -XX:} and its sign
   */
  public static List<Remedy> optionRejected(SparkConf conf, Jvm asked, String option) {
    Jvm jvm = conf.ruling(asked);
    JvmOptions own = conf.ownJavaOptions(jvm);
    String bare = option.replaceFirst("^-XX:[+-]?", "");
    List<String> kept =
        own.options().stream()
            .filter(given -> !given.equals(option) && !bareName(given).equals(bareName(bare)))
            .filter(given -> JvmFlags.isKnown(given, conf.javaMajor()))
            .toList();
    if (kept.size() == own.options().size()) {
      return List.of();
    }
    JvmOptions changed = new JvmOptions(kept, own.ignoresUnknown());
    if (own.gcLog() != null && changed.gcLog() == null) {
      changed = changed.with(gcLogOption(conf.javaMajor(), own.gcLog()), "");
    }
    return List.of(
        new ConfigurationChange(
            conf.optionsChange(jvm, changed),
            "",
            "This JVM does not know " + option + " and refuses to start with it.",
            Risk.low("options that no longer exist have no effect anyway"),
            "the " + jvm.label() + " starts"));
  }

  private static String bareName(String option) {
    return option.replaceFirst("^-XX:[+-]?", "").replaceFirst("=.{0,400}$", "");
  }

  /**
   * The option that writes a GC log to this place, for JDK 9 and later unless the JDK is known to
   * be 8.
   */
  private static String gcLogOption(int javaMajor, String place) {
    if (javaMajor == 8) {
      return "-Xloggc:" + place;
    }
    String output = place.equals("stdout") ? "stdout" : "file=" + place;
    return "-Xlog:gc*,safepoint:" + output + ":time,uptime,level,tags";
  }

  /** Options that belong into Spark's own keys: heap size and Spark properties. */
  static List<Remedy> misplaced(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    for (Jvm jvm : Jvm.values()) {
      JvmOptions own = conf.ownJavaOptions(jvm);
      String heap = own.value("-Xmx");
      if (heap != null) {
        remedies.add(heapSize(conf, jvm, own, heap));
      }
      if (jvm == Jvm.EXECUTOR && own.value("-Dspark") != null) {
        remedies.add(
            ConfigurationRemedies.correction(
                List.of(conf.optionsChange(jvm, own.without("-Dspark"))),
                "",
                "Spark properties are not passed as JVM options to executors: use --conf for "
                    + "spark"
                    + own.value("-Dspark")
                    + "."));
      }
    }
    return remedies;
  }

  private static Remedy heapSize(SparkConf conf, Jvm jvm, JvmOptions own, String heap) {
    List<Change> changes = new ArrayList<>();
    changes.add(conf.optionsChange(jvm, own.without("-Xmx")));
    SparkSize.parse(heap, SparkSize.Unit.BYTE)
        .filter(size -> size.bytes() >= MemoryPlan.LEAST_HEAP)
        .map(size -> size.roundUp(SparkSize.ofMib(1)))
        .ifPresent(size -> changes.add(conf.change(jvm.memoryKey(), size)));
    return ConfigurationRemedies.correction(
        changes,
        "",
        "Spark sets -Xmx itself from "
            + jvm.memoryKey()
            + " and refuses it among the JVM options.");
  }

  /**
   * Since Spark 3.2 an executor does not start where its direct memory is below {@code
   * spark.network.maxRemoteBlockSizeFetchToMem} (Spark 4.1.1, {@code
   * CoarseGrainedExecutorBackend.scala}).
   */
  static List<Remedy> directBelowFetch(SparkConf conf) {
    if (!conf.version().atLeast(3, 2) || conf.manager() == ClusterManager.LOCAL) {
      return List.of();
    }
    SparkSize fetch = conf.size("spark.network.maxRemoteBlockSizeFetchToMem");
    JvmOptions options = conf.javaOptions(Jvm.EXECUTOR);
    long direct = options.maxDirectMemory().orElse(Long.MAX_VALUE);
    if (direct >= fetch.bytes()) {
      return List.of();
    }
    SparkSize size = fetch.roundUp(SparkSize.ofMib(256));
    return List.of(
        ConfigurationRemedies.correction(
            List.of(conf.optionChange(Jvm.EXECUTOR, DIRECT, size.text())),
            SparkSize.human(direct) + " < " + fetch.human() + ", rounded up to " + size.human(),
            "An executor needs at least spark.network.maxRemoteBlockSizeFetchToMem of direct"
                + " memory; with less each one ends at its start and is replaced without end."));
  }
}
