package io.fizzle.lab.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the lab starts a JVM of Spark: neutral names inside, this machine's paths nowhere but in
 * paths.
 *
 * @param temporary folder for temporary files, and for shuffle files where a worker runs
 * @param quick JVM options that make a start quick
 */
public record JavaCommand(SparkDistribution spark, Path temporary, List<String> quick) {
  /** What the recorded user is called. */
  public static final String USER = "spark";

  public JavaCommand {
    quick = List.copyOf(quick);
  }

  /**
   * @param memory heap, in Spark's notation ({@code 512m})
   * @param options further JVM options
   */
  public List<String> main(
      String mainClass, String memory, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(javaHome().resolve("bin").resolve("java").toString());
    command.add("-Xmx" + memory);
    command.addAll(quick);
    command.add("-Duser.name=" + USER);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(spark.moduleOptions());
    command.addAll(options);
    command.add("-cp");
    command.add(spark.classPath());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** The JDK that runs the lab runs Spark, too. */
  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The environment of every process, bound to one loopback address. */
  public Map<String, String> environment(String address) {
    return Map.ofEntries(
        Map.entry("JAVA_HOME", javaHome().toString()),
        Map.entry("SPARK_HOME", spark.home().toString()),
        Map.entry("SPARK_SCALA_VERSION", spark.version().scala()),
        Map.entry("SPARK_CONF_DIR", spark.configuration().toString()),
        Map.entry("SPARK_LOCAL_DIRS", temporary.toString()),
        Map.entry("SPARK_LOCAL_IP", address),
        Map.entry("SPARK_LOCAL_HOSTNAME", address),
        Map.entry("SPARK_USER", USER),
        Map.entry("HADOOP_USER_NAME", USER));
  }
}
