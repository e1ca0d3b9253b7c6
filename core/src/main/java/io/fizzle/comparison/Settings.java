package io.fizzle.comparison;

import io.fizzle.remedy.ClusterManager;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.SparkConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was configured differently, as far as it can change a run: no ids, addresses, times, paths,
 * names or what is only written down; values that Spark reads as the same are the same.
 */
public final class Settings {
  /** What names a run, its place or its papers. */
  private static final Pattern NAMES =
      Pattern.compile(
          "spark\\.(?:app\\.|executor\\.id|ui\\.|eventLog\\.|history\\.|repl\\.|jars|files|archives"
              + "|submit\\.|metrics\\.|authenticate|extraListeners|yarn\\.(?:app|dist|historyServer"
              + "|secondary|am\\.|tags|queue|stagingDir|archive|jars)|org\\.apache\\.hadoop\\."
              + "|driver\\.(?:host|port|bindAddress|blockManager|appUIAddress|extraClassPath"
              + "|extraLibraryPath)|executor\\.(?:extraClassPath|extraLibraryPath|logs)"
              + "|blockManager\\.port|port\\.|kubernetes\\.(?:driver\\.(?:pod|label|annotation|service)"
              + "|executor\\.(?:pod|label|annotation)|submission|context|namespace|authenticate"
              + "|container\\.image|resource\\.type|file\\.upload)|sql\\.warehouse|hadoop\\."
              + "|proxy|logConf|log\\.|executorEnv\\.|redaction|ssl|local\\.dir|worker\\.|deploy)"
              + ".{0,200}");

  private static final Pattern OUTPUT =
      Pattern.compile(
          "-Xlog.{0,500}|-Xloggc.{0,500}|-D.{0,500}|-XX:HeapDumpPath.{0,500}"
              + "|-XX:ErrorFile.{0,500}|-javaagent.{0,500}|-XX:SharedArchiveFile.{0,500}"
              + "|-XX:[+-]Print.{0,200}");

  private static final Pattern STANDALONE = Pattern.compile("spark://.{1,500}");
  private static final Pattern PLACE = Pattern.compile("(?:[a-z0-9]{1,20}:)?/.{0,500}");

  /** Keys whose default changed between versions in a way that moves run times. */
  private static final Set<String> DEFAULTS_THAT_MATTER =
      Set.of(
          "spark.sql.adaptive.enabled",
          "spark.sql.adaptive.skewJoin.enabled",
          "spark.sql.autoBroadcastJoinThreshold",
          "spark.sql.shuffle.partitions",
          "spark.memory.fraction",
          "spark.memory.storageFraction",
          "spark.io.compression.codec");

  private Settings() {}

  /** The settings that differ, in the order of their keys. */
  public static List<Setting> different(SparkConf before, SparkConf after) {
    Set<String> keys = new TreeSet<>(before.properties().keySet());
    keys.addAll(after.properties().keySet());
    boolean sameVersion = before.version().equals(after.version());
    if (!sameVersion) {
      keys.addAll(DEFAULTS_THAT_MATTER);
    }
    List<Setting> different = new ArrayList<>();
    for (String key : keys) {
      Lever lever = Lever.of(key);
      if (!NAMES.matcher(key).matches() && lever != Lever.JVM && !isWildcard(key)) {
        different(key, lever, before, after, different);
      }
    }
    for (Jvm jvm : Jvm.values()) {
      options(jvm, before, after, different);
    }
    return List.copyOf(different);
  }

  private static boolean isWildcard(String key) {
    return key.endsWith("*") || key.endsWith("defaultJavaOptions");
  }

  private static void different(
      String key, Lever lever, SparkConf before, SparkConf after, List<Setting> different) {
    boolean set = before.isSet(key) || after.isSet(key);
    String one = value(before, key);
    String other = value(after, key);
    boolean told = set || one != null && other != null;
    if (!told || Objects.equals(one, other) || isPlace(one) || isPlace(other)) {
      return;
    }
    if (before.exists(key) && after.exists(key)) {
      OptionalLong number = before.find(key);
      if (number.isPresent() && number.equals(after.find(key))) {
        return;
      }
    }
    different.add(new Setting(key, one, other, !set, lever));
  }

  /** Another address of the same kind of cluster is no difference. */
  private static @Nullable String value(SparkConf conf, String key) {
    String value = conf.exists(key) ? conf.value(key) : conf.properties().get(key);
    if (value != null && key.equals("spark.master")) {
      boolean sized =
          conf.manager() == ClusterManager.LOCAL || conf.manager() == ClusterManager.LOCAL_CLUSTER;
      return sized || !STANDALONE.matcher(value).matches() && !value.startsWith("k8s")
          ? value
          : conf.manager().name().toLowerCase(Locale.ROOT);
    }
    return value;
  }

  private static boolean isPlace(@Nullable String value) {
    return value != null && PLACE.matcher(value).matches();
  }

  private static void options(Jvm jvm, SparkConf before, SparkConf after, List<Setting> different) {
    List<String> one = options(before, jvm);
    List<String> other = options(after, jvm);
    String gone = without(one, other);
    String come = without(other, one);
    if (!gone.isEmpty() || !come.isEmpty()) {
      different.add(
          new Setting(
              jvm.label() + " JVM",
              gone.isEmpty() ? null : gone,
              come.isEmpty() ? null : come,
              false,
              Lever.JVM));
    }
  }

  private static List<String> options(SparkConf conf, Jvm jvm) {
    return conf.javaOptions(jvm).options().stream()
        .filter(option -> !OUTPUT.matcher(option).matches())
        .distinct()
        .toList();
  }

  private static String without(List<String> options, List<String> others) {
    return options.stream()
        .filter(option -> !others.contains(option))
        .collect(Collectors.joining(" "));
  }
}
