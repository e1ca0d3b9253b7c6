package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remedies for the application's own code and class path. Retries and memory do not help against
 * these.
 */
public final class CodeRemedies {
  static final String RETRIES =
      " It fails again on every attempt, so that more attempts or more memory only delay the end.";

  /** With its package; what Spark says behind it is the path to the object. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(?:[\\p{L}_$][\\p{L}\\p{N}_$]{0,100}\\.){1,30}[\\p{L}_$][\\p{L}\\p{N}_$]{0,200}");

  /** {@code DataSource.lookupDataSource}, all versions; with an error condition since 3.4. */
  private static final Pattern DATA_SOURCE =
      Pattern.compile("Failed to find (?:the )?data source: ([^\\s,]{1,200}?)[.,]?(?:\\s|$)");

  /**
   * {@code a.B.m(Lx/Y;)V} up to JDK 9, {@code 'void a.B.m(x.Y)'} since 11 ({@code
   * linkResolver.cpp}).
   */
  private static final Pattern MEMBER =
      Pattern.compile("^'?(?:[\\w.$\\[\\]]{1,200} )?([\\w.$/]{1,300})\\.[\\w$<>]{1,200}\\(");

  /** A class name and nothing else. */
  private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$./]{0,400}");

  private CodeRemedies() {}

  /** For a barrier stage of which not all tasks came to the barrier in time. */
  public static List<Remedy> barrier() {
    return List.of(
        new CodeChange(
            "Let every task of the barrier stage call barrier() equally often, in every branch",
            "",
            "The others wait until each task of the stage has called it. One that skips a call, or"
                + " works longer than spark.barrier.sync.timeout (a year by default) before it,"
                + " fails them all. A thread dump of its executor shows where it is.",
            Risk.low("a change in the user's code"),
            "each epoch in the driver's log ends with \"received all updates from tasks\""));
  }

  /** For a store or service outside of Spark that refuses requests because there are too many. */
  public static List<Remedy> busyService() {
    return List.of(
        new CodeChange(
            "Send the service fewer requests at a time: fewer and larger files, fewer tasks in the"
                + " stage that writes or reads there",
            "df.coalesce(64).write…",
            "It counts requests, by prefix, bucket, table or account, and refuses those above its"
                + " limit; every task has a client of its own. Files of some 128 MB and more need"
                + " the fewest requests.",
            Risk.low("the stage may take longer"),
            "no refused request in the stage"),
        new CodeChange(
            "Let the client of the service try longer before it gives up",
            "spark.hadoop.fs.s3a.retry.throttle.limit, spark.hadoop.fs.s3a.retry.throttle.interval"
                + "  # S3A; others have keys of their own",
            "The refusal passes as soon as less is asked of it.",
            Risk.low("tasks wait instead of failing"),
            "slower tasks, and none that fails"));
  }

  /** For code that ended its JVM with {@code System.exit}. */
  public static List<Remedy> userExit(int exitCode) {
    return List.of(
        new CodeChange(
            "Throw an exception instead of calling System.exit"
                + (exitCode == 0 ? "" : "(" + exitCode + ")"),
            "throw new IllegalStateException(reason)",
            "The process ended itself: Spark sees a lost executor or driver and no reason.",
            Risk.low("a change in the user's code"),
            "a failed task with a stack trace, or none"));
  }

  /**
   * For {@code Task not serializable}.
   *
   * @param className begins with the class that could not be serialized; anything else where that
   *     is not told
   */
  public static List<Remedy> notSerializable(String className) {
    Matcher name = CLASS_NAME.matcher(className);
    String what = name.lookingAt() ? name.group() : "the object that the closure refers to";
    return List.of(
        new CodeChange(
            "Create "
                + what
                + " inside the closure, or refer to a local copy of the one field it needs",
            "val limit = this.limit; rdd.filter(_ < limit)  // not this.limit inside the closure",
            "The closure is sent to the executors with everything it refers to; using a field of"
                + " the surrounding class takes the whole object along.",
            Risk.low("a small change in the code"),
            "the job starts"),
        new CodeChange(
            "Where it has to be shared, make one for each executor: a @transient lazy val, or"
                + " mapPartitions",
            "rdd.mapPartitions { rows => val client = newClient(); rows.map(client.send) }",
            "Connections and clients cannot travel; each executor can open its own.",
            Risk.low("one client for each partition"),
            "the job starts"));
  }

  /**
   * For a class or data source that was not found.
   *
   * @param className as the error prints it, with dots or slashes, or a short source name such as
   *     {@code kafka}
   */
  public static List<Remedy> classMissing(SparkConf conf, String className) {
    Matcher source = DATA_SOURCE.matcher(className);
    boolean isSource = source.find();
    String plain = className.replace('/', '.');
    String name = isSource ? source.group(1) : CLASS.matcher(plain).matches() ? plain : "";
    List<Remedy> remedies = new ArrayList<>();
    knownPackage(conf, name).ifPresent(artifact -> remedies.add(addPackage(conf, name, artifact)));
    remedies.add(
        new OperatorAction(
            "Put the library that has "
                + (name.isEmpty() ? "the class" : isSource ? "the data source " + name : name)
                + " on the class path of driver and executors, built for this Spark and Scala"
                + " version",
            "spark-submit --packages GROUP:ARTIFACT:VERSION  # or --jars FILE",
            "The class is on no class path, or only on the driver's: a library left out of the"
                + " assembly, or one of another Spark or Scala version."
                + RETRIES,
            Risk.low("a new dependency"),
            "no ClassNotFoundException or NoClassDefFoundError"));
    return List.copyOf(remedies);
  }

  /** The class that a linkage error names: its message is a method's or a field's descriptor. */
  private static String conflictingClass(String message) {
    Matcher member = MEMBER.matcher(message);
    String name = member.find() ? member.group(1) : message;
    if (message.contains("Jackson Databind")) {
      return "com.fasterxml.jackson";
    }
    return CLASS.matcher(name).matches() ? name.replace('/', '.') : "the class of the message";
  }

  private static Optional<String> knownPackage(SparkConf conf, String name) {
    String scala =
        conf.version().atLeast(4, 0) ? "2.13" : conf.version().atLeast(3, 0) ? "2.12" : "2.11";
    String artifact;
    if (name.equals("kafka") || name.contains("sql.kafka010")) {
      artifact = "spark-sql-kafka-0-10";
    } else if (name.equals("avro") || name.contains("sql.avro")) {
      artifact = "spark-avro";
    } else if (name.contains("fs.s3a.") || name.contains("fs.azurebfs.")) {
      artifact = "spark-hadoop-cloud";
    } else {
      return Optional.empty();
    }
    return Optional.of("org.apache.spark:" + artifact + "_" + scala + ":" + conf.version());
  }

  private static ConfigurationChange addPackage(SparkConf conf, String name, String artifact) {
    String old = conf.value("spark.jars.packages");
    String all = old == null || old.isBlank() ? artifact : old + "," + artifact;
    return new ConfigurationChange(
        conf.change("spark.jars.packages", all),
        "",
        name
            + " is part of Spark but not of its distribution; the package has to be the very"
            + " version of Spark and of its Scala ("
            + artifact.replaceAll(".{0,80}_([0-9.]{3,5}):.{0,80}", "$1")
            + " by default).",
        Risk.low("driver and executors load the package at their start"),
        "the source or file system is found");
  }

  /**
   * For {@code NoSuchMethodError}, {@code AbstractMethodError} and the like.
   *
   * @param versionKnown whether the evidence told Spark's version
   * @param className the class whose method was missing, empty where not told
   */
  public static List<Remedy> versionConflict(
      SparkConf conf, boolean versionKnown, Jvm jvm, String className) {
    String what = conflictingClass(className);
    String first = "spark." + jvm.label() + ".userClassPathFirst";
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new CodeChange(
            "Build against the versions that "
                + (versionKnown ? "this Spark " + conf.version() : "the Spark in use")
                + " brings, with Spark itself as"
                + " \"provided\"; relocate the library where two versions are needed",
            "mvn dependency:tree -Dverbose  # or sbt dependencyTree, and look for the library of "
                + what,
            "Two versions of one library are on the class path, and "
                + what
                + " came from the other one."
                + RETRIES,
            Risk.low("a change in the build"),
            "no NoSuchMethodError, AbstractMethodError or IncompatibleClassChangeError"));
    if (!conf.flag(first)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(first, "true"),
              "",
              "The application's libraries are then searched before Spark's.",
              Risk.high("experimental in Spark; it can bring the opposite conflict"),
              "the method is found in the application's version"));
    }
    return List.copyOf(remedies);
  }

  /** For a query that does not fit the tables it reads. */
  public static List<Remedy> sqlAnalysis(String message) {
    return List.of(
        new CodeChange(
            "Correct the query: " + (message.isEmpty() ? "see the analyser's message" : message),
            "df.printSchema()",
            "The query was refused before anything ran: a name, type or function does not exist as"
                + " written.",
            Risk.low("a change in the query"),
            "the query is planned"));
  }
}
