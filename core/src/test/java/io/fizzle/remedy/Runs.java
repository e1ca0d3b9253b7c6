package io.fizzle.remedy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs to advise, in a line each. */
final class Runs {
  static final String YARN = "yarn";
  static final String KUBERNETES = "k8s://https://api:6443";
  static final String STANDALONE = "spark://master:7077";
  static final long MIB = SparkSize.MIB;
  static final long GIB = SparkSize.GIB;

  private Runs() {}

  /**
   * A run on a JDK 17 whose configuration was read; pairs are keys and values in turn. One key that
   * no remedy looks at tells that there was a configuration.
   */
  static SparkConf on(String master, String version, String... pairs) {
    return onJava(17, master, version, pairs);
  }

  static SparkConf onJava(int javaMajor, String master, String version, String... pairs) {
    Map<String, String> properties = new HashMap<>(Map.of("spark.logConf", "true"));
    for (int i = 0; i < pairs.length; i += 2) {
      properties.put(pairs[i], pairs[i + 1]);
    }
    return SparkConf.of(properties, version, master, javaMajor);
  }

  /** The first remedy, which has to be a configuration change. */
  static Remedy.ConfigurationChange first(List<Remedy> remedies) {
    return change(remedies.get(0));
  }

  static Remedy.ConfigurationChange change(Remedy remedy) {
    return (Remedy.ConfigurationChange) remedy;
  }

  static List<String> titles(List<Remedy> remedies) {
    return remedies.stream().map(Remedy::title).toList();
  }

  /** All keys that the remedies change. */
  static List<String> keys(List<Remedy> remedies) {
    return remedies.stream()
        .filter(Remedy.ConfigurationChange.class::isInstance)
        .flatMap(remedy -> change(remedy).changes().stream())
        .map(Change::key)
        .toList();
  }
}
