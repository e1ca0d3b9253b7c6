package io.fizzle.lab.spark;

import java.util.Set;

/** The Spark releases that the lab brings. */
public enum SparkVersion {
  SPARK_3_5_SCALA_2_12("3.5.9", "2.12"),
  SPARK_3_5("3.5.9", "2.13"),
  SPARK_4_0("4.0.1", "2.13"),
  SPARK_4_1("4.1.1", "2.13"),
  SPARK_4_2("4.2.0", "2.13");

  /**
   * Those that scenarios fail on. On the others only the plugin is tried: nothing that is read of
   * them afterwards differs from their neighbours.
   */
  public static final Set<SparkVersion> OF_SCENARIOS = Set.of(SPARK_3_5, SPARK_4_1, SPARK_4_2);

  private final String version;
  private final String scala;

  SparkVersion(String version, String scala) {
    this.version = version;
    this.scala = scala;
  }

  /** The release, for example {@code 4.1.1}. */
  public String version() {
    return version;
  }

  /** Major and minor, for example {@code 4.1}. */
  public String line() {
    return version.substring(0, version.lastIndexOf('.'));
  }

  /** The Scala line of the artifacts: 3.5 is published for two of them. */
  public String scala() {
    return scala;
  }

  /** The name of its folder. */
  String folder() {
    return "spark-" + version + (scala.equals("2.13") ? "" : "-scala-" + scala);
  }
}
