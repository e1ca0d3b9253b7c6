package io.fizzle.cause.code;

import io.fizzle.remedy.UserExceptionRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose code threw an exception that no rule knows. Spark and its libraries throw for bad data, for
 * trouble around them and for bugs alike; only a place of the user's, or an exception that tells of
 * a value, says that code or data of the application are at fault.
 */
enum Thrower {
  /** The application's code, or the data that it gave to Spark. */
  USER,
  /** A library, the JDK or Spark, with no code of the user in sight. */
  UNCLEAR,
  /** Spark's management, an engine beside it, or a client of some service. */
  SYSTEM;

  private static final List<String> MANAGEMENT =
      List.of(
          "org.apache.spark.deploy.",
          "org.apache.spark.scheduler.",
          "org.apache.spark.rpc.",
          "org.apache.spark.network.");

  /**
   * What only carries another exception, where that one was cut off, and what the client of
   * Kubernetes throws at Spark's own requests: none of them was thrown by the application's code.
   */
  private static final List<String> CARRIERS =
      List.of(
          ".UndeclaredThrowableException",
          ".ExecutionException",
          ".InvocationTargetException",
          ".KubernetesClientException",
          ".ExceptionInInitializerError",
          ".UnsatisfiedLinkError",
          ".HiveException",
          ".HiveSQLException",
          ".SparkConnectGrpcException");

  /**
   * Engines and shuffle services that stand in for parts of Spark: what fails in them was not
   * thrown by the application's code either.
   */
  private static final List<String> ENGINES =
      List.of(
          "org.apache.gluten.",
          "io.glutenproject.",
          "org.apache.comet.",
          "org.apache.auron.",
          "com.nvidia.spark.rapids.",
          "ai.rapids.cudf.",
          "com.databricks.photon.",
          "org.apache.celeborn.",
          "com.aliyun.emr.rss.",
          "org.apache.uniffle.");

  /**
   * Clients of stores, catalogues and pools of connections: what they throw tells of the service,
   * the way there or a setting, and what no rule knows of it stays open.
   */
  private static final List<String> CLIENTS =
      List.of(
          "com.amazonaws.",
          "software.amazon.awssdk.",
          "org.apache.hadoop.fs.s3a.",
          "com.azure.",
          "com.microsoft.azure.",
          "org.apache.hadoop.fs.azure",
          "com.google.cloud.",
          "com.google.api.",
          "com.zaxxer.hikari.");

  /** The same in Python: what they throw tells of a service as often as of the program. */
  private static final List<String> PYTHON_CLIENTS =
      List.of(
          "azure.",
          "boto3.",
          "botocore.",
          "google.",
          "grpc.",
          "httpx.",
          "psycopg2.",
          "pymysql.",
          "requests.",
          "snowflake.",
          "sqlalchemy.",
          "urllib.",
          "urllib3.");

  /**
   * A service outside of Spark that is not ready, or whom the JVM does not trust: neither code nor
   * data of the application.
   */
  private static final List<String> NOT_READY =
      List.of(".StandbyException", ".SafeModeException", ".SSLHandshakeException");

  /** Where YARN keeps an application's own files until it ends. */
  private static final String STAGING = "/.sparkStaging/";

  /** HDFS placed a block nowhere ({@code BlockManager} of Hadoop 2 and 3). */
  private static final Pattern NOWHERE = Pattern.compile("could only be (?:written|replicated) to");

  /** How Velox marks what a query's own expressions and data make fail. */
  private static final String USERS_OWN = "Error Source: USER";

  /**
   * {@code ScalaUDF} and {@code QueryExecutionErrors} of Spark 2.4 to 4.2, and {@code SparkContext}
   * of 1.2 to 4.2.
   */
  private static final Pattern USERS_DOING =
      Pattern.compile(
          "ailed to execute user.?defined function|FAILED_EXECUTE_UDF"
              + "|^Only one SparkContext (?:may|should) be running in this JVM");

  /**
   * Where Python's end of the gateway had no answer from the driver's JVM ({@code get_return_value}
   * of Py4J's {@code protocol.py} adds {@code Trace:} where it had one).
   */
  private static final Pattern UNANSWERED =
      Pattern.compile("^An error occurred while calling \\S{1,200}$");

  /** A class whose own start failed before: that failure, told once, is the reason. */
  private static final Pattern UNINITIALISED =
      Pattern.compile("^Could not initialize class (\\S{1,300})");

  /** What stands between the code that asked and the code that was asked. */
  private static final Pattern JDK =
      Pattern.compile("^(?:[\\w.@-]{0,80}/{1,2})?(?:java|javax|jdk|sun|scala)\\.");

  /**
   * Exceptions that tell of a value, whoever throws them: those of Spark's error conditions (3.2
   * and later: {@code SparkArithmeticException}, {@code SparkDateTimeException} and the like), and
   * the JDK's for numbers and dates.
   */
  private static final List<String> OF_VALUES =
      List.of(
          "org.apache.spark.Spark",
          "java.lang.ArithmeticException",
          "java.lang.NumberFormatException",
          "java.text.ParseException",
          "java.time.");

  /** Exceptions that tell of files, connections and services before they tell of code. */
  private static final List<String> OF_SURROUNDINGS =
      List.of("java.io.", "java.net.", "java.nio.", "java.sql.", "java.util.concurrent.", "javax.");

  /**
   * @param inTask whether a task met it: there all code that is not a library's is the user's,
   *     while in a driver the user's code is below everything that starts, connects and plans
   */
  static Thrower of(Failure failure, boolean inTask) {
    if (failure.type().isEmpty() || isSystems(failure)) {
      return SYSTEM;
    }
    return isUsers(failure, inTask) ? USER : UNCLEAR;
  }

  private static boolean isUsers(Failure failure, boolean inTask) {
    String place = place(failure);
    return failure.kind() == FailureKind.PYTHON_EXCEPTION
            && PYTHON_CLIENTS.stream().noneMatch(failure.type()::startsWith)
        || OF_VALUES.stream().anyMatch(failure.type()::startsWith)
        || failure.kind() != FailureKind.PYTHON_EXCEPTION
            && PYTHON_CLIENTS.stream().noneMatch(failure.type()::startsWith)
            && UserExceptionRemedies.isUsers(failure.type())
        || USERS_DOING.matcher(failure.message()).find()
        || place.startsWith("org.apache.spark.ml")
        || (place.isEmpty()
            ? OF_SURROUNDINGS.stream().noneMatch(failure.type()::startsWith)
            : UserExceptionRemedies.isUsers(place)
                || inTask && failure.frames().stream().anyMatch(UserExceptionRemedies::isUsers));
  }

  /**
   * Whether it was thrown where no user's code runs: while Spark submits, schedules and connects,
   * or as the exception that carries a reason which was not told. Of these, MLlib's tell of data,
   * and that of a user's function of that function.
   */
  private static boolean isSystems(Failure failure) {
    String first = failure.frames().isEmpty() ? "" : failure.frames().get(0);
    return MANAGEMENT.stream().anyMatch(first::startsWith)
        || isOfAnEngine(failure)
        || CLIENTS.stream()
            .anyMatch(name -> failure.type().startsWith(name) || first.startsWith(name))
        || isStagedAway(failure)
        || isJavaSilent(failure)
        || isOfALibrarysStart(failure)
        || place(failure).startsWith("org.apache.arrow.")
        || NOWHERE.matcher(failure.message()).find()
        || NOT_READY.stream().anyMatch(failure.type()::endsWith)
        || CARRIERS.stream().anyMatch(failure.type()::endsWith)
        || failure.type().equals("org.apache.spark.SparkException")
            && !first.startsWith("org.apache.spark.ml")
            && !USERS_DOING.matcher(failure.message()).find();
  }

  private static boolean isStagedAway(Failure failure) {
    return failure.type().endsWith("FileNotFoundException") && failure.message().contains(STAGING);
  }

  /** Whether Python only tells that the driver's JVM does not answer, or never did. */
  static boolean isJavaSilent(Failure failure) {
    return failure.type().endsWith("Py4JNetworkError")
        || failure.message().contains("ava gateway process exited before sending")
        || failure.message().contains("JAVA_GATEWAY_EXITED")
        || failure.type().startsWith("Connection")
            && failure.frames().stream().anyMatch(frame -> frame.contains("py4j"))
        || failure.type().endsWith("Py4JError") && UNANSWERED.matcher(failure.message()).find();
  }

  private static boolean isOfALibrarysStart(Failure failure) {
    Matcher started = UNINITIALISED.matcher(failure.message());
    return started.find() && !UserExceptionRemedies.isUsers(started.group(1));
  }

  /** An engine's own name for it has no package: {@code VeloxRuntimeError}. */
  private static boolean isOfAnEngine(Failure failure) {
    String place = place(failure);
    return ENGINES.stream()
            .anyMatch(name -> failure.type().startsWith(name) || place.startsWith(name))
        && !failure.message().contains(USERS_OWN);
  }

  /** The first frame that is not the JDK's or Scala's own; empty where none is told. */
  private static String place(Failure failure) {
    return failure.frames().stream()
        .filter(frame -> !JDK.matcher(frame).find())
        .findFirst()
        .orElse("");
  }
}
