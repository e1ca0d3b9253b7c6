package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For versions that do not fit each other: of Python, of Java, of one class on two machines, and,
 * where it is none of these, of libraries.
 */
public final class VersionRemedies {
  /** PySpark, {@code worker.py} of all versions. */
  private static final Pattern PYTHON =
      Pattern.compile(
          "Python in worker has different version:? ?(\\d[\\w.]{0,10}) than that in driver:?"
              + " ?(\\d[\\w.]{0,10})");

  /** HotSpot, {@code classFileParser.cpp}. */
  private static final Pattern CLASS_FILE =
      Pattern.compile("class file version (\\d{2,3})\\.\\d{1,5}\\)[^\\n]{0,200}up to (\\d{2,3})");

  /** Class files of Java 8 have version 52, and each release has one more (JVMS, table 4.1-A). */
  private static final int BEFORE_JAVA = 44;

  /** {@code Reflection.java} and {@code AccessibleObject.java} of the JDK, 9 and later. */
  private static final Pattern MODULE =
      Pattern.compile(
          "module ([a-z][\\w.]{0,60}) does not (export|\"opens) ([a-z][\\w.]{0,120})\"? to");

  /** ASM, with which Spark reads closures. */
  private static final Pattern MAJOR = Pattern.compile("class file major version (\\d{2,3})");

  /** {@code Subject.getSubject} of JDK 23 and 24. */
  private static final String SUBJECT = "getSubject is ";

  /** {@code BlockTransferMessage.Decoder} of the shuffle service. */
  private static final String UNKNOWN_MESSAGE = "Unknown message type: ";

  private static final Pattern SPARKS_CLASS =
      Pattern.compile("org[/.]apache[/.]spark[/.][\\w/.$]{1,200} has been compiled");

  private static final String NO_CONSTRUCTOR = "no valid constructor";
  private static final String SERIAL = "local class incompatible";

  private VersionRemedies() {}

  /**
   * @param versionKnown whether the evidence told Spark's version
   * @param message of the exception
   */
  public static List<Remedy> of(SparkConf conf, boolean versionKnown, Jvm jvm, String message) {
    Matcher python = PYTHON.matcher(message);
    if (python.find()) {
      return python(conf, python.group(1), python.group(2));
    }
    Matcher classFile = CLASS_FILE.matcher(message);
    if (classFile.find()) {
      return java(
          Integer.parseInt(classFile.group(1)) - BEFORE_JAVA,
          Integer.parseInt(classFile.group(2)) - BEFORE_JAVA,
          SPARKS_CLASS.matcher(message).find());
    }
    Matcher major = MAJOR.matcher(message);
    if (major.find()) {
      return List.of(
          olderJava(
              "Spark's reader of class files does not know those of Java "
                  + (Integer.parseInt(major.group(1)) - BEFORE_JAVA)
                  + " yet. Spark supports Java 17 from 3.3 on, and Java 21 from 4.0 on."));
    }
    if (message.contains(SUBJECT)) {
      return List.of(
          olderJava(
              "Hadoop's client asks the JDK's security manager for the user, and newer Javas have"
                  + " none (JEP 486). On Java 18 to 23 the option -Djava.security.manager=allow"
                  + " brings it back."));
    }
    if (message.contains(UNKNOWN_MESSAGE)) {
      return shuffleService(conf);
    }
    List<Remedy> pythons = PythonVersionRemedies.of(message);
    if (!pythons.isEmpty()) {
      return pythons;
    }
    Matcher module = MODULE.matcher(message);
    if (module.find()) {
      String option = module.group(2).equals("export") ? "--add-exports" : "--add-opens";
      return closed(
          conf, versionKnown, option, module.group(1) + "/" + module.group(3) + "=ALL-UNNAMED");
    }
    if (message.contains(NO_CONSTRUCTOR)) {
      return List.of(constructor());
    }
    return message.contains(SERIAL)
        ? List.of(sameJar(message))
        : CodeRemedies.versionConflict(conf, versionKnown, jvm, message);
  }

  /** Reads of Spark 3 and later begin with a message that services of Spark 2 do not know. */
  private static List<Remedy> shuffleService(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    String old = "spark.shuffle.useOldFetchProtocol";
    if (conf.exists(old) && !conf.flag(old)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(old, "true"),
              "",
              "The shuffle service of the nodes is older than this Spark and does not know its way"
                  + " to ask for blocks.",
              Risk.low("one request for each block instead of one for many"),
              "no \"" + UNKNOWN_MESSAGE.strip() + "\""));
    }
    remedies.add(
        new OperatorAction(
            "Give the node managers or workers the shuffle service of this Spark: "
                + conf.version()
                + " or later",
            "yarn.nodemanager.aux-services.spark_shuffle.classpath=…/spark-VERSION-yarn-shuffle.jar"
                + "  # yarn-site.xml",
            "A service serves applications of its own version and of older ones.",
            Risk.medium("needs the administrator of the nodes"),
            "executors fetch from it"));
    return List.copyOf(remedies);
  }

  private static List<Remedy> python(SparkConf conf, String worker, String driver) {
    String where =
        conf.manager() == ClusterManager.KUBERNETES
            ? "in the images of driver and executors"
            : "on the driver's machine and on every node";
    return List.of(
        new OperatorAction(
            "Use one minor version of Python "
                + where
                + ": executors have "
                + worker
                + ", the driver has "
                + driver,
            "export PYSPARK_PYTHON=python3.N PYSPARK_DRIVER_PYTHON=python3.N"
                + "  # or spark.pyspark.python and spark.pyspark.driver.python",
            "What the driver pickles is unpickled by the executors' Python; PySpark refuses minor"
                + " versions that differ.",
            Risk.low("that Python must be installed everywhere, with the job's packages"),
            "the first task of a Python function succeeds"));
  }

  private static List<Remedy> java(int needed, int running, boolean sparksOwn) {
    Remedy later = laterJava(needed, running);
    return sparksOwn ? List.of(later) : List.of(later, olderTarget(running));
  }

  private static OperatorAction laterJava(int needed, int running) {
    return new OperatorAction(
        "Run driver and executors on Java " + needed + " or later",
        "JAVA_HOME=…  # on YARN spark.yarn.appMasterEnv.JAVA_HOME and"
            + " spark.executorEnv.JAVA_HOME; on Kubernetes another image",
        "The class was compiled for Java " + needed + "; this JVM is Java " + running + ".",
        Risk.medium("the release of Spark must support that Java"),
        "the class is loaded");
  }

  private static CodeChange olderTarget(int running) {
    return new CodeChange(
        "Or compile for Java " + running,
        "javac --release " + running,
        "Possible where the class is the application's own; a library has to be taken in a"
            + " version for Java "
            + running
            + ".",
        Risk.low("newer language features cannot be used"),
        "the class is loaded");
  }

  private static OperatorAction olderJava(String why) {
    return new OperatorAction(
        "Run driver and executors on an older Java that this release of Spark supports",
        "JAVA_HOME=…  # on YARN spark.yarn.appMasterEnv.JAVA_HOME and"
            + " spark.executorEnv.JAVA_HOME; on Kubernetes another image",
        why,
        Risk.low("another JDK for driver and executors"),
        "the job starts");
  }

  private static List<Remedy> closed(
      SparkConf conf, boolean versionKnown, String option, String place) {
    List<Remedy> remedies = new ArrayList<>();
    if (versionKnown && !conf.version().atLeast(3, 3)) {
      remedies.add(
          new OperatorAction(
              "Run Spark " + conf.version() + " on Java 8 or 11",
              null,
              "Spark supports Java 17 from 3.3 on.",
              Risk.low("another JDK for driver and executors"),
              "the package is not refused any more"));
    }
    remedies.add(
        new CodeChange(
            "Open the package on the command line of the JVM: " + option + "=" + place,
            "spark.driver.extraJavaOptions="
                + option
                + "="
                + place
                + "  # and spark.executor.extraJavaOptions; in an IDE or a test as a VM option",
            "From Java 17 on, code may use the JDK's own packages only where they were opened when"
                + " the JVM was started. spark-submit of Spark 3.3 and later opens all that Spark"
                + " needs (JavaModuleOptions); a JVM that is started without it does not.",
            Risk.low("the JVM runs as older ones did"),
            "the package is not refused any more"));
    return List.copyOf(remedies);
  }

  /** {@code ObjectStreamClass.checkDeserialize} of the JDK: no matter of versions. */
  private static CodeChange constructor() {
    return new CodeChange(
        "Give the first superclass that is not Serializable a constructor without arguments, or"
            + " make it Serializable",
        "",
        "An object is read back by calling that constructor; without it the class can be written"
            + " and not read.",
        Risk.low("a change in the user's code"),
        "no \"" + NO_CONSTRUCTOR + "\"");
  }

  private static CodeChange sameJar(String message) {
    String name = message.substring(0, Math.max(0, message.indexOf(';')));
    boolean sparks = name.startsWith("org.apache.spark.");
    return new CodeChange(
        sparks
            ? "Use the same release of Spark in the driver and in the cluster"
            : "Give driver and executors the same jar with "
                + (name.isEmpty() ? "the class" : name),
        "",
        "One side wrote an object of a version of the class that the other side does not have."
            + " More attempts meet the same jars.",
        Risk.low(sparks ? "another client, or another image" : "an old copy has to be found"),
        "no \"" + SERIAL + "\"");
  }
}
