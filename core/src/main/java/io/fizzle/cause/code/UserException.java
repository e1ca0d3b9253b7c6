package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Concentration;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.UserExceptionRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The application's own code, or a library under it, threw. */
public final class UserException extends Cause {

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

  /** {@code ScalaUDF} and {@code QueryExecutionErrors} of Spark 2.4 to 4.2. */
  private static final Pattern USER_FUNCTION =
      Pattern.compile("ailed to execute user.?defined function|FAILED_EXECUTE_UDF");

  /**
   * Where Python's end of the gateway had no answer from the driver's JVM ({@code get_return_value}
   * of Py4J's {@code protocol.py} adds {@code Trace:} where it had one).
   */
  private static final Pattern UNANSWERED =
      Pattern.compile("^An error occurred while calling \\S{1,200}$");

  /** What stands between the code that asked and the code that was asked. */
  private static final Pattern JDK =
      Pattern.compile("^(?:[\\w.@-]{0,80}/{1,2})?(?:java|javax|jdk|sun|scala)\\.");

  /** Exceptions of a mistake in a program; Spark tells bad data by others. */
  private static final List<String> MISTAKES =
      List.of(
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.AssertionError",
          "java.lang.ClassCastException",
          "java.lang.IllegalStateException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.NegativeArraySizeException",
          "java.lang.NullPointerException",
          "java.util.NoSuchElementException",
          "scala.MatchError");

  public UserException() {
    super(
        "user-exception",
        "Exception in user code",
        "threw an exception",
        Answer.NEITHER,
        FailureKind.OTHER,
        FailureKind.PYTHON_EXCEPTION,
        FailureKind.BARRIER_TIMEOUT,
        FailureKind.SERVICE_BUSY);
  }

  @Override
  public Page page() {
    return new Page(
            "The function that ran in the task, or the driver's main program, met data or a state"
                + " that it does not handle.",
            "The same exception at the same frame in every attempt of the same task. `The"
                + " coordinator didn't get all barrier sync requests` only suggests it: a task of"
                + " the barrier stage makes fewer calls of `barrier()` than the others in some"
                + " branch, or it works longer than `spark.barrier.sync.timeout`. A store that"
                + " asks for fewer requests (`SlowDown`, `429 Too Many Requests`) suggests too many"
                + " tasks at once.",
            "A memory error, a lost executor or a failed fetch: those have causes of their own. The"
                + " word `OutOfMemoryError` inside the message of another exception is a text, not"
                + " an error.",
            "Raising `spark.task.maxFailures` for an exception that every attempt repeats.")
        .looksLike(
            "The same exception, from the same line of the application's code, at every"
                + " attempt.")
        .fixedBy(
            "Fix the code or the data that it meets; the frames that are not Spark's own"
                + " tell where. Rows that cannot be handled: filter or divert them, for files a"
                + " `mode` of the reader or `badRecordsPath` where the platform has it.")
        .refutedBy(
            "the same rows throw in each attempt; the key only sets how many are made "
                + "(Spark, `TaskSetManager.handleFailedTask`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.BARRIER_TIMEOUT || kind == FailureKind.SERVICE_BUSY
        ? Strength.MODERATE
        : Strength.STRONG;
  }

  @Override
  public String verdict(Incident incident) {
    return switch (Measures.failure(incident).kind()) {
      case BARRIER_TIMEOUT -> "waited at barrier() for a task that did not come";
      case SERVICE_BUSY -> "was turned away by a service that asks for fewer requests";
      default -> super.verdict(incident);
    };
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (failure.kind() == FailureKind.BARRIER_TIMEOUT) {
      scale
          .supports(
              strength(failure.kind()),
              evidence,
              "not every task of the barrier stage called barrier() in time")
          .missing(Missing.THREAD_DUMP);
      return;
    }
    if (failure.kind() == FailureKind.SERVICE_BUSY) {
      scale.supports(strength(failure.kind()), evidence, failure.headline());
      return;
    }
    if (explains(failure.kind()) && (failure.type().isEmpty() || isSparksOwn(failure))) {
      scale.supports(Strength.HINT, evidence, failure.headline());
      return;
    }
    if (explains(failure.kind()) && isMistakeOfSpark(failure)) {
      scale.supports(Strength.MODERATE, evidence, failure.headline());
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
    if (explains(failure.kind()) && incident instanceof TasksFailed tasks) {
      if (tasks.node().filter(Concentration::isOfTheNode).isPresent()) {
        scale.opposes(
            Strength.STRONG,
            evidence,
            "the same tasks succeeded on nodes other than "
                + tasks.node().map(Concentration::node).orElse(""));
      } else if (isRepeated(tasks)) {
        scale.supports(
            Strength.MODERATE,
            evidence,
            tasks.occurrences() > 1
                ? "it was thrown " + tasks.occurrences() + " times: every attempt repeats it"
                : "the last of several attempts of the task met it as well");
      }
    }
  }

  /**
   * True where one task met it again when it was tried anew. Different tasks that met it once each
   * may all have run in the same place; where no source numbers them, nothing tells.
   */
  private static boolean isRepeated(TasksFailed tasks) {
    Set<List<Integer>> seen = new HashSet<>();
    return tasks.attempts().stream()
        .anyMatch(
            attempt ->
                attempt.attempt() > 0
                    || attempt.attempts() > 1
                    || attempt.index() >= 0
                        && !seen.add(List.of(attempt.stage(), attempt.index())));
  }

  /**
   * Whether Spark threw it where no user's code runs: while it submits, schedules and connects, or
   * as the exception that carries a reason which was not told. Of these, MLlib's tell of data, and
   * that of a user's function of that function.
   */
  private static boolean isSparksOwn(Failure failure) {
    String thrower = failure.frames().isEmpty() ? "" : failure.frames().get(0);
    return MANAGEMENT.stream().anyMatch(thrower::startsWith)
        || isOfAnEngine(failure)
        || CLIENTS.stream()
            .anyMatch(name -> failure.type().startsWith(name) || thrower.startsWith(name))
        || isStagedAway(failure)
        || isUnanswered(failure)
        || thrower(failure).startsWith("org.apache.arrow.")
        || NOWHERE.matcher(failure.message()).find()
        || NOT_READY.stream().anyMatch(failure.type()::endsWith)
        || CARRIERS.stream().anyMatch(failure.type()::endsWith)
        || failure.type().equals("org.apache.spark.SparkException")
            && !thrower.startsWith("org.apache.spark.ml")
            && !USER_FUNCTION.matcher(failure.message()).find();
  }

  private static boolean isStagedAway(Failure failure) {
    return failure.type().endsWith("FileNotFoundException") && failure.message().contains(STAGING);
  }

  private static boolean isUnanswered(Failure failure) {
    return failure.type().endsWith("Py4JNetworkError")
        || failure.type().endsWith("Py4JError") && UNANSWERED.matcher(failure.message()).find();
  }

  /**
   * Whether Spark's own or generated code stumbled with no code of the user on top of the stack: a
   * bug or unfit data, and the trace does not tell which.
   */
  private static boolean isMistakeOfSpark(Failure failure) {
    String thrower = thrower(failure);
    return MISTAKES.contains(failure.type())
        && thrower.startsWith("org.apache.spark.")
        && !thrower.startsWith("org.apache.spark.ml")
        && failure.frames().stream().noneMatch(UserExceptionRemedies::isUsers);
  }

  /** The first frame that is not the JDK's or Scala's own; empty where none is told. */
  private static String thrower(Failure failure) {
    return failure.frames().stream()
        .filter(frame -> !JDK.matcher(frame).find())
        .findFirst()
        .orElse("");
  }

  /** An engine's own name for it has no package: {@code VeloxRuntimeError}. */
  private static boolean isOfAnEngine(Failure failure) {
    boolean unnamed = failure.type().indexOf('.') < 0 && !failure.frames().isEmpty();
    String place = unnamed ? failure.frames().get(0) : failure.type();
    return ENGINES.stream().anyMatch(place::startsWith) && !failure.message().contains(USERS_OWN);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    return switch (failure.kind()) {
      case BARRIER_TIMEOUT -> CodeRemedies.barrier();
      case SERVICE_BUSY -> CodeRemedies.busyService();
      default ->
          UserExceptionRemedies.of(
              failure.type(), failure.message(), failure.frames(), inTask(incident));
    };
  }

  private static boolean inTask(Incident incident) {
    return incident instanceof TasksFailed
        || incident instanceof JobFailed job && job.taskIndex() >= 0;
  }
}
