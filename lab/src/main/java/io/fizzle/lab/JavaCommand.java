package io.fizzle.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the lab starts a JVM of Spark: neutral names inside, this machine's paths nowhere but in
 * paths.
 */
record JavaCommand(SparkDistribution spark, RunFolder run, Path workloadJar) {
  /** What the recorded user is called. */
  static final String USER = "spark";

  /**
   * @param memory heap, in Spark's notation ({@code 512m})
   * @param options further JVM options
   */
  List<String> main(String mainClass, String memory, List<String> options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memory);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-javaagent:" + workloadJar);
    command.add("-Duser.name=" + USER);
    command.add("-Djava.io.tmpdir=" + run.temporary());
    command.addAll(spark.moduleOptions());
    command.addAll(options);
    command.add("-cp");
    command.add(run.configuration() + System.getProperty("path.separator") + spark.classPath());
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /** The environment of every process, bound to one loopback address. */
  Map<String, String> environment(String address) {
    return Map.of(
        "SPARK_HOME",
        spark.home().toString(),
        "SPARK_SCALA_VERSION",
        spark.version().scala(),
        "SPARK_CONF_DIR",
        run.configuration().toString(),
        "SPARK_LOCAL_DIRS",
        run.temporary().toString(),
        "SPARK_LOCAL_IP",
        address,
        "SPARK_LOCAL_HOSTNAME",
        address,
        "SPARK_USER",
        USER,
        "HADOOP_USER_NAME",
        USER);
  }
}
