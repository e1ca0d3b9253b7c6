package io.fizzle.remedy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application was configured with: the properties that were set, and for the rest what
 * Spark takes in this version under this cluster manager.
 *
 * <p>A deprecated name counts where the version still reads it and the new name is not set ({@code
 * configsWithAlternatives}, Spark 4.1.1, {@code SparkConf.scala}). A value that Spark could not
 * read counts as not set.
 *
 * @param properties as written, secrets masked
 * @param told what the run's processes told to be in force, by the name of its key; counts where
 *     the properties do not set it
 * @param version {@link SparkVersion#NEWEST} where it is not known, at least {@link
 *     SparkVersion#OLDEST}
 * @param javaMajor of the executors: 8, 11, 17, ...; 0 where not known
 */
public record SparkConf(
    Map<String, String> properties,
    Map<String, Told> told,
    SparkVersion version,
    ClusterManager manager,
    int javaMajor) {

  /**
   * A value in force that no configuration tells.
   *
   * @param exact false where it was computed from a rounded number
   */
  public record Told(String value, boolean exact) {
    String text() {
      return exact ? value : "about " + value;
    }
  }

  /** YARN's own key, in MiB; no property of Spark's, and so only ever told. */
  public static final String LARGEST_CONTAINER = "yarn.scheduler.maximum-allocation-mb";

  private static final Pattern LOCAL =
      Pattern.compile("local\\[\\s{0,9}([0-9]{1,6})\\s{0,9}(?:,.{0,40})?\\]");
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[[0-9 ]{1,12},\\s{0,9}([0-9]{1,6})\\s{0,9},.{0,40}\\]");

  public SparkConf {
    properties = Map.copyOf(properties);
    told = Map.copyOf(told);
    version = version.compareTo(SparkVersion.OLDEST) < 0 ? SparkVersion.OLDEST : version;
  }

  /**
   * The view of one run.
   *
   * @param sparkVersion as Spark prints it, null where not known
   * @param master the master URL, null where only {@code spark.master} in the properties may tell
   */
  public static SparkConf of(
      Map<String, String> properties,
      @Nullable String sparkVersion,
      @Nullable String master,
      int javaMajor) {
    SparkVersion version =
        sparkVersion == null
            ? SparkVersion.NEWEST
            : SparkVersion.parse(sparkVersion).orElse(SparkVersion.NEWEST);
    Map<String, String> all = new HashMap<>(properties);
    if (master != null) {
      all.putIfAbsent("spark.master", master);
    }
    return new SparkConf(
        all, Map.of(), version, ClusterManager.of(all.get("spark.master")), javaMajor);
  }

  /** The same run with what its processes told. */
  public SparkConf withTold(Map<String, Told> told) {
    Map<String, Told> all = new HashMap<>(this.told);
    all.putAll(told);
    return new SparkConf(properties, all, version, manager, javaMajor);
  }

  /**
   * True where this version reads the key, under this very name; keys that Fizzle does not know are
   * false.
   */
  public static boolean exists(String name, SparkVersion version) {
    SparkKey key = SparkKeys.find(name);
    if (key == null) {
      return false;
    }
    SparkKey.Former former = key.former(name);
    return former == null ? key.existsIn(version) : key.reads(former, version);
  }

  /** True where this application's Spark reads the key under this very name. */
  public boolean exists(String name) {
    return exists(name, version);
  }

  /** The name of the key in this version; null where the version has no such key. */
  public @Nullable String nameOf(String name) {
    SparkKey key = SparkKeys.require(name);
    String current = key.nameAt(version);
    return current != null && key.name().endsWith("*") ? name : current;
  }

  /**
   * What the user set, under the key's name of today or an older one that the version still reads;
   * null where nothing was set, or only under a name that this version does not read.
   */
  public @Nullable String explicit(String name) {
    SparkKey key = SparkKeys.find(name);
    if (key == null) {
      return properties.get(name);
    }
    String current = key.name().endsWith("*") ? name : key.name();
    String value = exists(current) ? properties.get(current) : null;
    return value != null
        ? value
        : key.formers().stream()
            .filter(former -> key.reads(former, version))
            .map(former -> properties.get(former.name()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  public boolean isSet(String name) {
    return explicit(name) != null;
  }

  /**
   * True where the value in force is known for certain or nearly so: it was set, a process told it,
   * or the configuration was read and does not set it.
   */
  public boolean isKnown(String name) {
    return isSet(name) || told.containsKey(name) || isRead();
  }

  /** What the user set, else what a process told, else Spark's default; null where none is. */
  public @Nullable String value(String name) {
    SparkKey key = SparkKeys.require(name);
    String explicit = explicit(name);
    if (explicit != null && key.accepts(explicit)) {
      return explicit.trim();
    }
    Told inForce = told.get(name);
    if (inForce != null && key.accepts(inForce.value())) {
      return inForce.value();
    }
    return key.nameAt(version) == null ? null : defaultValue(key);
  }

  /** Some keys take the value of another where they are not set. */
  private @Nullable String defaultValue(SparkKey key) {
    String value = key.defaultAt(version);
    return value != null && value.startsWith("=") ? value(value.substring(1)) : value;
  }

  /**
   * The value of a size in bytes, of a time in milliseconds, or a count; empty where neither the
   * user nor Spark gives one.
   */
  public OptionalLong find(String name) {
    String value = value(name);
    return value == null ? OptionalLong.empty() : SparkKeys.require(name).number(value);
  }

  /** As {@link #find}, for a key that has a default in every version. */
  public long number(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(name + " has no default"));
  }

  /** A size key that has a default; negative values, which switch a threshold off, count as 0. */
  public SparkSize size(String name) {
    return new SparkSize(Math.max(0, number(name)));
  }

  /** A time key that has a default. */
  public SparkTime time(String name) {
    return new SparkTime(number(name));
  }

  /** A ratio key that has a default; negative values count as 0. */
  public double ratio(String name) {
    return Math.max(0, Double.parseDouble(Objects.requireNonNull(value(name), name)));
  }

  /** False where the version has no such key. */
  public boolean flag(String name) {
    String value = value(name);
    return value != null && value.toLowerCase(Locale.ROOT).equals("true");
  }

  /** The same run with one property set. */
  public SparkConf with(String name, String value) {
    Map<String, String> changed = new HashMap<>(properties);
    changed.put(name, value);
    return new SparkConf(changed, told, version, manager, javaMajor);
  }

  /**
   * The properties among the known keys whose values Spark could not read, in the order of their
   * names.
   */
  public List<String> malformed() {
    List<String> names = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          SparkKey key = SparkKeys.find(name);
          if (key != null && !key.accepts(value) && !value.contains("(redacted)")) {
            names.add(name);
          }
        });
    return names.stream().sorted().toList();
  }

  /** The JVM whose settings rule this one: in local mode there is only the driver. */
  public Jvm ruling(Jvm jvm) {
    return manager == ClusterManager.LOCAL ? Jvm.DRIVER : jvm;
  }

  /** The options in force, default ones first, without those that Spark adds. */
  public JvmOptions javaOptions(Jvm jvm) {
    return ownJavaOptions(jvm).after(defaultJavaOptions(jvm));
  }

  private JvmOptions defaultJavaOptions(Jvm jvm) {
    return JvmOptions.parse(properties.getOrDefault(jvm.defaultJavaOptionsKey(), ""));
  }

  /** The options of {@code extraJavaOptions} alone, without those that Spark adds. */
  public JvmOptions ownJavaOptions(Jvm jvm) {
    return JvmOptions.parse(properties.getOrDefault(jvm.javaOptionsKey(), ""))
        .beyond(defaultJavaOptions(jvm));
  }

  /**
   * Silence after which the driver gives an executor up: {@code blockManagerHeartbeatTimeoutMs}
   * where set, else {@code spark.network.timeout} (Spark 4.1.1, {@code HeartbeatReceiver.scala};
   * 2.4.8 the same with the older name).
   */
  public SparkTime heartbeatTimeout() {
    OptionalLong own = find("spark.storage.blockManagerHeartbeatTimeoutMs");
    return own.isPresent() ? new SparkTime(own.getAsLong()) : time("spark.network.timeout");
  }

  /**
   * Cores of one executor: as set, 1 by default on YARN and Kubernetes, from the master URL in
   * local modes; 0 where a standalone worker gives whatever it has.
   */
  public int executorCores() {
    String master = properties.getOrDefault("spark.master", "").trim();
    return switch (manager) {
      case LOCAL -> master.equals("local") ? 1 : firstNumber(LOCAL, master);
      case LOCAL_CLUSTER -> firstNumber(LOCAL_CLUSTER, master);
      case YARN, KUBERNETES -> (int) Math.min(10_000, find("spark.executor.cores").orElse(1));
      case STANDALONE, UNKNOWN -> (int) Math.min(10_000, find("spark.executor.cores").orElse(0));
    };
  }

  private static int firstNumber(Pattern pattern, String master) {
    Matcher matcher = pattern.matcher(master);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /**
   * The largest container that the cluster gives, in bytes; {@code Long.MAX_VALUE} where untold.
   */
  public long largestContainer() {
    Told most = told.get(LARGEST_CONTAINER);
    return most == null ? Long.MAX_VALUE : Long.parseLong(most.value()) * SparkSize.MIB;
  }

  /** How many tasks one executor runs at once; 0 where its cores are not known. */
  public int concurrentTasks() {
    return (int) (executorCores() / Math.max(1, number("spark.task.cpus")));
  }

  /** True where the driver runs inside the cluster, so that its container is sized by Spark too. */
  public boolean clusterMode() {
    return "cluster".equals(value("spark.submit.deployMode"))
        || properties.containsKey("spark.kubernetes.submitInDriver");
  }

  /**
   * True where the configuration shows a Python application; false may also mean that it does not
   * tell.
   */
  public boolean isPython() {
    return flag("spark.yarn.isPython")
        || "python".equals(value("spark.kubernetes.resource.type"))
        || isSet("spark.executor.pyspark.memory");
  }

  /** A change of this key, under the name that this version reads. */
  public Change change(String name, String to) {
    Told inForce = told.get(name);
    if (inForce != null) {
      return change(name, to, inForce.text());
    }
    String defaultValue = defaultValue(SparkKeys.require(name));
    String unset = defaultValue == null ? "not set" : "default " + defaultValue;
    return change(name, to, isRead() ? unset : "unknown (" + unset + ")");
  }

  /**
   * As {@link #change(String, String)}, where the default is the result of a rule.
   *
   * @param fromDefault what is in force without a setting, for example {@code default 409m}
   */
  public Change change(String name, String to, String fromDefault) {
    String current = nameOf(name);
    if (current == null) {
      throw new IllegalArgumentException(name + " does not exist in Spark " + version);
    }
    return new Change(current, explicit(name), fromDefault, to);
  }

  /**
   * False where no configuration was read at all: then a key that is not set here may well be set,
   * and its default is only a guess. What log lines tell by the way is none: the mode of the
   * deployment, and the ports on an executor's command line.
   */
  public boolean isRead() {
    return properties.keySet().stream()
        .anyMatch(
            key ->
                !key.equals("spark.master")
                    && !key.startsWith("spark.app.")
                    && !key.equals("spark.submit.deployMode")
                    && !key.endsWith(".port"));
  }

  /** A change of a size, written the way the user wrote the old one. */
  public Change change(String name, SparkSize to) {
    return change(name, SparkKeys.require(name).sizeText(to, explicit(name), version));
  }

  /** A change of one JVM option inside {@code extraJavaOptions}; all others stay as they are. */
  public Change optionChange(Jvm jvm, String prefix, String value) {
    return optionsChange(jvm, ownJavaOptions(jvm).with(prefix, value));
  }

  /** A change of {@code extraJavaOptions} as a whole. */
  public Change optionsChange(Jvm jvm, JvmOptions to) {
    String old = ownJavaOptions(jvm).text();
    return new Change(jvm.javaOptionsKey(), old.isEmpty() ? null : old, "not set", to.text());
  }
}
