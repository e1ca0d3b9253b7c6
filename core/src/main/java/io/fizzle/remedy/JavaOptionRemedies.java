package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import java.util.ArrayList;
import java.util.List;

/** Corrections of JVM options that Spark or the JVM refuses. */
public final class JavaOptionRemedies {
  private static final String DIRECT = "-XX:MaxDirectMemorySize=";

  /** HotSpot's {@code gcConfig.cpp} since JDK 10, and {@code arguments.cpp} before. */
  private static final String TWO_COLLECTORS = "Multiple garbage collectors selected";

  private static final String COLLECTOR_CONFLICT = "Conflicting collector combinations";
  private static final String INITIAL_HEAP = "Initial heap size set to a larger value";

  private JavaOptionRemedies() {}

  /**
   * For an option with which a JVM did not start.
   *
   * @param option as the JVM printed it, with or without {@code -XX:} and its sign; or the JVM's
   *     sentence, where that names no option
   */
  public static List<Remedy> optionRejected(SparkConf conf, Jvm asked, String option) {
    Jvm jvm = conf.ruling(asked);
    JvmOptions own = conf.ownJavaOptions(jvm);
    List<String> kept = new ArrayList<>(own.options());
    kept.removeAll(refused(own, option, conf.javaMajor()));
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
            "The JVM refuses to start with " + option + ".",
            Risk.low("a JVM that does not start has no use for the option"),
            "the " + jvm.label() + " starts"));
  }

  /** The options that a refusal is about, some of which the JVM names and some it describes. */
  private static List<String> refused(JvmOptions own, String refusal, int javaMajor) {
    List<String> options = own.options();
    if (refusal.startsWith(TWO_COLLECTORS) || refusal.startsWith(COLLECTOR_CONFLICT)) {
      List<String> collectors =
          options.stream()
              .filter(option -> new JvmOptions(List.of(option), false).collector() != null)
              .toList();
      // what was written last was meant to replace what stood there before
      return collectors.subList(0, Math.max(0, collectors.size() - 1));
    }
    if (refusal.startsWith(INITIAL_HEAP)) {
      return options.stream().filter(option -> option.startsWith("-Xms")).toList();
    }
    List<String> agents =
        options.stream()
            .filter(option -> option.startsWith("-javaagent:") || option.startsWith("-agentpath:"))
            .filter(option -> refusal.contains(option.replaceFirst("^[^:]+:", "").split("=", 2)[0]))
            .toList();
    if (!agents.isEmpty()) {
      return agents;
    }
    String bare = bareName(refusal);
    return options.stream()
        .filter(
            option ->
                option.equals(refusal)
                    || bareName(option).equals(bare)
                    || !JvmFlags.isKnown(option, javaMajor))
        .toList();
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
