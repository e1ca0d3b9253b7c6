package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For code that is not where it is needed: a module of Python, a driver of JDBC, a file system. */
public final class MissingClassRemedies {
  private static final Pattern MODULE =
      Pattern.compile("No module named '?([A-Za-z_][\\w.]{0,100})'?");
  private static final Pattern SCHEME =
      Pattern.compile("No FileSystem for scheme:? ?\"?([a-z][a-z0-9+.-]{0,30})");

  private MissingClassRemedies() {}

  /**
   * @param message of the exception
   */
  public static List<Remedy> of(SparkConf conf, String message) {
    Matcher module = MODULE.matcher(message);
    if (module.find()) {
      return List.of(module(conf, module.group(1)));
    }
    Matcher scheme = SCHEME.matcher(message);
    if (scheme.find()) {
      return List.of(fileSystem(conf, scheme.group(1)));
    }
    return message.contains("No suitable driver")
        ? List.of(jdbcDriver())
        : CodeRemedies.classMissing(conf, message);
  }

  private static OperatorAction module(SparkConf conf, String name) {
    String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    return new OperatorAction(
        "Give the executors' Python the module " + name,
        conf.manager() == ClusterManager.KUBERNETES
            ? "RUN pip install " + top + "  # in the executors' image"
            : "pip install "
                + top
                + "  # on every node, or ship an environment:"
                + " spark-submit --archives env.tar.gz#env with PYSPARK_PYTHON=./env/bin/python;"
                + " a file of your own: --py-files",
        "The Python that runs the function has no such module: it was installed for the driver"
            + " only, or for another Python.",
        Risk.low("a new package in the executors' Python"),
        "no ModuleNotFoundError in the first task");
  }

  private static Remedy fileSystem(SparkConf conf, String scheme) {
    if (scheme.equals("s3") || scheme.equals("s3n")) {
      return new CodeChange(
          "Read and write s3a:// instead of " + scheme + "://, with hadoop-aws on the class path",
          "spark-submit --packages org.apache.hadoop:hadoop-aws:VERSION"
              + "  # the version of Hadoop in Spark's jars",
          "Hadoop 3 has no file system for " + scheme + ": only Amazon EMR brings one.",
          Risk.low("another scheme in the paths"),
          "the path is opened");
    }
    String library =
        switch (scheme) {
          case "s3a" -> "org.apache.hadoop:hadoop-aws, in the version of Spark's Hadoop,";
          case "abfs", "abfss", "wasb", "wasbs" ->
              "org.apache.hadoop:hadoop-azure, in the version of Spark's Hadoop,";
          case "gs" -> "com.google.cloud.bigdataoss:gcs-connector";
          default -> "the library of the file system " + scheme;
        };
    return new OperatorAction(
        "Put " + library + " on the class path of driver and executors",
        "spark-submit --packages GROUP:ARTIFACT:VERSION  # or --jars FILE; ls jars/hadoop-client*"
            + " tells Hadoop's version",
        "No jar on the class path registers a file system for "
            + scheme
            + (conf.version().atLeast(3, 0)
                ? "."
                : "; an assembly may have lost META-INF/services."),
        Risk.low("a new dependency"),
        "the path is opened");
  }

  private static CodeChange jdbcDriver() {
    return new CodeChange(
        "Put the database's JDBC driver on the class path of driver and executors, and name it",
        ".option(\"driver\", \"org.postgresql.Driver\")  // with spark-submit --packages"
            + " GROUP:ARTIFACT:VERSION or --jars FILE",
        "No driver that is loaded takes the URL: its jar is missing, it was added after"
            + " DriverManager had looked, or the URL is mistyped.",
        Risk.low("a new dependency"),
        "the connection is opened");
  }
}
