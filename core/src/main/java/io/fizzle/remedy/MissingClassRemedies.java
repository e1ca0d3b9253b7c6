package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** For code that is not where it is needed: a module of Python, a driver of JDBC, a file system. */
public final class MissingClassRemedies {
  private static final Pattern MODULE =
      Pattern.compile("No module named '?([A-Za-z_][\\w.]{0,100})'?");
  private static final Pattern SCHEME =
      Pattern.compile("No FileSystem for scheme:? ?\"?([a-z][a-z0-9+.-]{0,30})");

  private static final String MISSING =
      "The Python that runs the function has no such module: it is there for the driver only, or"
          + " for another Python.";
  private static final String NO_ERROR = "no ModuleNotFoundError in the first task";

  /** Packages that are installed under another name than they are imported. */
  private static final Map<String, String> PACKAGES =
      Map.of(
          "sklearn", "scikit-learn",
          "cv2", "opencv-python-headless",
          "yaml", "PyYAML",
          "PIL", "Pillow",
          "bs4", "beautifulsoup4",
          "dateutil", "python-dateutil",
          "psycopg2", "psycopg2-binary",
          "skimage", "scikit-image");

  /** Well-known packages that are imported under their own name. */
  private static final Set<String> NAMED_ALIKE =
      Set.of(
          "boto3",
          "grpc",
          "joblib",
          "lightgbm",
          "mlflow",
          "nltk",
          "numpy",
          "pandas",
          "pyarrow",
          "requests",
          "scipy",
          "setuptools",
          "spacy",
          "statsmodels",
          "tensorflow",
          "torch",
          "transformers",
          "xgboost");

  /** Scala compiled traits to such classes until 2.11, and 2.13 left these out. */
  private static final Pattern OTHER_SCALA =
      Pattern.compile(
          "scala[./][\\w./]{1,100}\\$class\\b|scala[./]Serializable\\b"
              + "|scala[./]collection[./]GenTraversableOnce\\b|scala[./]\\$less\\$colon\\$less");

  private static final Pattern NATIVE_LIBRARY =
      Pattern.compile(
          "no ([\\w.+-]{1,100}) in java\\.library\\.path"
              + "|Error loading shared library ([\\w.+-]{1,100})"
              + "|([\\w.+-]{1,100}): failed to map segment from shared object");
  private static final Pattern SPARKS_MAIN_CLASS =
      Pattern.compile("main class (org\\.apache\\.spark\\.[\\w.$]{1,200})");
  private static final Pattern NOT_FOUND = Pattern.compile("Class ([\\w.$]{1,300}) not found");

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
    if (message.contains("No suitable driver")) {
      return List.of(jdbcDriver());
    }
    return ofTheJvm(conf, message);
  }

  private static List<Remedy> ofTheJvm(SparkConf conf, String message) {
    if (message.contains("cannot assign instance of")) {
      return List.of(applicationJar());
    }
    if (OTHER_SCALA.matcher(message).find()) {
      return List.of(otherScala(conf));
    }
    if (message.contains("NativeIO$Windows")) {
      return List.of(windowsBinaries());
    }
    Matcher library = NATIVE_LIBRARY.matcher(message);
    if (library.find()) {
      return List.of(
          nativeLibrary(
              Stream.of(1, 2, 3)
                  .map(library::group)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse("")));
    }
    Matcher main = SPARKS_MAIN_CLASS.matcher(message);
    if (main.find()) {
      return List.of(sparksJars(conf, main.group(1)));
    }
    Matcher name = NOT_FOUND.matcher(message);
    return CodeRemedies.classMissing(conf, name.find() ? name.group(1) : message);
  }

  /** The very class that a process of Spark begins with; no jar of the application brings it. */
  private static OperatorAction sparksJars(SparkConf conf, String name) {
    boolean yarn = conf.manager() == ClusterManager.YARN;
    boolean kubernetes = conf.manager() == ClusterManager.KUBERNETES;
    String what =
        yarn
            ? "spark.yarn.jars or spark.yarn.archive must name all that Spark's folder jars holds,"
                + " of this version; where neither is set, Spark uploads it"
            : kubernetes
                ? "take an image that was built from the whole distribution of this version"
                : "every worker needs the whole distribution of this version, under the same path";
    return new OperatorAction(
        "Bring Spark's own jars to where the process starts: " + what,
        yarn
            ? "hdfs dfs -ls LOCATION  # what spark.yarn.jars or spark.yarn.archive names"
            : kubernetes ? "docker run --rm IMAGE ls /opt/spark/jars" : "ls $SPARK_HOME/jars",
        name + " is the class that the process itself begins with: none of Spark's jars was found.",
        Risk.low("a change of the deployment"),
        "no \"Could not find or load main class\"");
  }

  /** An object of a lambda is read back by its class, which only the driver has (SPARK-9219). */
  private static CodeChange applicationJar() {
    return new CodeChange(
        "Give the executors the application's jar",
        "SparkSession.builder().config(\"spark.jars\", \"target/app.jar\")  // or start it with"
            + " spark-submit",
        "The function of a task is in a class that the executors do not have: a driver that was"
            + " started in an IDE or by java -cp sends no jar along.",
        Risk.low("the jar has to be built before the run"),
        "no \"cannot assign instance of\"");
  }

  private static CodeChange otherScala(SparkConf conf) {
    String scala =
        conf.version().atLeast(4, 0)
            ? "2.13"
            : conf.version().atLeast(3, 0) ? "2.12 (or 2.13)" : "2.11 (or 2.12)";
    return new CodeChange(
        "Build the application, and take each library, for the Scala of this Spark",
        "ls jars/scala-library-*.jar  // Spark " + conf.version() + " is built for " + scala,
        "The class is one that only another version of Scala has: some jar was compiled for it (its"
            + " name ends in _2.11, _2.12 or _2.13). No library that is added brings the class.",
        Risk.low("a change in the build"),
        "no NoClassDefFoundError of a scala class");
  }

  private static OperatorAction windowsBinaries() {
    return new OperatorAction(
        "Install Hadoop's binaries for Windows (winutils.exe and hadoop.dll), of Spark's version of"
            + " Hadoop",
        "set HADOOP_HOME=C:\\hadoop & set PATH=%HADOOP_HOME%\\bin;%PATH%",
        "On Windows Hadoop's file system calls functions of hadoop.dll, which is not part of Spark"
            + " and was not found on PATH, or is of another version.",
        Risk.low("two files on the machine; WSL or Linux need none"),
        "no UnsatisfiedLinkError of NativeIO");
  }

  private static OperatorAction nativeLibrary(String name) {
    return new OperatorAction(
        "Let the JVM find the native library " + name,
        "ls -ld /tmp; mount | grep noexec; uname -m; ldd --version",
        "The jar brings its library and unpacks it into java.io.tmpdir before it loads it. That"
            + " fails where the folder is full, read-only or mounted noexec, or where the jar has"
            + " none for this processor and C library (Alpine has another one).",
        Risk.low("another temporary folder (-Djava.io.tmpdir) or another image"),
        "no UnsatisfiedLinkError");
  }

  private static Remedy module(SparkConf conf, String name) {
    String top = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    if (top.equals("distutils")) {
      return distutils();
    }
    String known = PACKAGES.getOrDefault(top, NAMED_ALIKE.contains(top) ? top : "");
    return known.isEmpty() ? ownModule(conf, name) : publicModule(conf, name, known);
  }

  private static OperatorAction publicModule(SparkConf conf, String name, String known) {
    return new OperatorAction(
        "Give the executors' Python the module " + name,
        conf.manager() == ClusterManager.KUBERNETES
            ? "RUN pip install " + known + "  # in the executors' image"
            : "pip install "
                + known
                + "  # on every node, or ship an environment:"
                + " spark-submit --archives env.tar.gz#env with PYSPARK_PYTHON=./env/bin/python",
        MISSING,
        Risk.low("a new package in the executors' Python"),
        NO_ERROR);
  }

  /** A name that no well-known package has may be a stranger's on the index: none is installed. */
  private static OperatorAction ownModule(SparkConf conf, String name) {
    return new OperatorAction(
        "Send the module "
            + name
            + " along where it is of your own; where it is a package's, install that package for"
            + " the executors",
        "spark-submit --py-files modules.zip …  # a package: "
            + (conf.manager() == ClusterManager.KUBERNETES
                ? "in the executors' image"
                : "--archives env.tar.gz#env with PYSPARK_PYTHON=./env/bin/python"),
        MISSING + " Modules beside the script are on the driver's path only.",
        Risk.low("the job carries one more file"),
        NO_ERROR);
  }

  private static OperatorAction distutils() {
    return new OperatorAction(
        "Use a release of Spark or of the library that needs no distutils, or Python 3.11 and"
            + " older, or install setuptools",
        "pip install setuptools  # brings a distutils of its own",
        "Python 3.12 has no distutils any more (PEP 632); PySpark needs none from 3.5 on.",
        Risk.low("another Python or one more package for driver and executors"),
        NO_ERROR);
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
