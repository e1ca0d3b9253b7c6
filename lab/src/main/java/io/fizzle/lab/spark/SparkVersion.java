package io.fizzle.lab.spark;

/** The Spark releases that scenarios run on. */
public enum SparkVersion {
  SPARK_3_5("3.5.9"),
  SPARK_4_1("4.1.1"),
  SPARK_4_2("4.2.0");

  private final String version;

  SparkVersion(String version) {
    this.version = version;
  }

  /** The release, for example {@code 4.1.1}. */
  public String version() {
    return version;
  }

  /** Major and minor, for example {@code 4.1}. */
  public String line() {
    return version.substring(0, version.lastIndexOf('.'));
  }

  /** The Scala line of the artifacts; all these Spark lines are published for 2.13. */
  public String scala() {
    return "2.13";
  }
}
