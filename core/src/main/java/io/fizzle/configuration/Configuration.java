package io.fizzle.configuration;

import io.fizzle.remedy.SparkConf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration under check. Of a key set twice the last counts, as it does for Spark.
 *
 * @param conf the properties in force, for one version, cluster manager and JDK
 * @param versionTold false where nobody told Spark's version and the newest is taken
 * @param settings by key, in the order of their first appearance
 */
public record Configuration(
    SparkConf conf, boolean versionTold, Map<String, Setting> settings, Surroundings surroundings) {
  public Configuration {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * @param settings in the order in which they are read
   * @param sparkVersion null where not known: the newest is taken
   * @param master null where only the settings may tell
   * @param javaMajor of the executors; 0 where not known
   */
  public static Configuration of(
      List<Setting> settings,
      @Nullable String sparkVersion,
      @Nullable String master,
      int javaMajor,
      Surroundings surroundings) {
    Map<String, Setting> byKey = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    for (Setting setting : settings) {
      byKey.put(setting.key(), setting);
      if (!setting.isOption()) {
        properties.put(setting.key(), setting.value());
      }
    }
    if (master != null) {
      properties.put("spark.master", master);
    }
    return new Configuration(
        SparkConf.of(properties, sparkVersion, master, javaMajor),
        sparkVersion != null,
        byKey,
        surroundings);
  }

  public Collection<Setting> all() {
    return settings.values();
  }

  /** The setting of this key under the name that it has in this configuration; null if not set. */
  public @Nullable Setting find(String key) {
    return settings.get(key);
  }

  /** The settings among these keys, in this order. */
  public List<Setting> those(String... keys) {
    List<Setting> found = new ArrayList<>();
    for (String key : keys) {
      Setting setting = settings.get(key);
      if (setting != null) {
        found.add(setting);
      }
    }
    return found;
  }
}
