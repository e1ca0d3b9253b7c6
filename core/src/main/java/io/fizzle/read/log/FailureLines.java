package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.DriverFailed;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.Uncaught;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Exceptions: those that end a driver or a thread, those of tasks, and whatever else was logged.
 */
final class FailureLines {
  private static final String CLASS =
      "(?<![\\w+$./])(?:[A-Za-z_][\\w$]{0,60}\\.){1,12}[A-Z][\\w$]{0,100}"
          + "(?:Exception|Error|Failure|Throwable)\\b";
  private static final Pattern HEADLINE = Pattern.compile(CLASS);

  /** A class name that stands further behind is not looked for. */
  private static final int HEADLINE_DISTANCE = 8 << 10;

  private static final String TASK_THREAD = "Executor task launch worker";
  private static final Pattern FRAMES =
      Pattern.compile("(?m)^\\s{0,40}at (?:[\\w.-]{1,60}/)?([\\w.$<>]{1,300})\\(");

  /** The Kubernetes client, what it speaks HTTP with, and the threads of Java. */
  private static final List<String> CLIENTS_OWN =
      List.of(
          "io.fabric8.", "okhttp3.", "okio.", "java.", "jdk.internal.", "io.vertx.", "io.netty.");

  private static final Pattern FRAME = Pattern.compile("^\\s{0,40}at [\\w.$/<>]{1,300}\\(");
  private static final List<String> TELLING =
      List.of(
          "Exception",
          "OutOfMemoryError",
          "StackOverflowError",
          "ClassDefFoundError",
          "NoSuchMethodError",
          "Error: ",
          "No space left on device",
          "Too many open files",
          "has been quiet for ",
          "Total size of serialized results",
          "Could not execute broadcast",
          "Failed to connect to ",
          " requests outstanding when ",
          "Serialized task ",
          "Missing an output location",
          "Python worker exited",
          "Python worker failed",
          "Kryo serialization failed",
          "Not enough memory to build",
          "Cannot broadcast the table",
          "Unable to acquire ",
          "FetchFailed(",
          "Another instance of Derby ",
          "Cannot run program ");
  private static final Pattern TOLD =
      Pattern.compile(
          CLASS
              // notebooks and Python name it without its package
              + "|^(?:[a-z]{1,20}: )?[A-Z][A-Za-z]{2,80}(?:Exception|Error): "
              + "|(?<![A-Za-z])(?:OutOfMemoryError|StackOverflowError)\\b|No space left on"
              + " device|Too many open files|has been quiet for \\d|Total size of serialized"
              + " results|Could not execute broadcast|Failed to connect to |requests outstanding"
              + " when |Serialized task \\d|Missing an output location|Python worker"
              + " (?:exited|failed)|Kryo serialization failed|Not enough memory to build and"
              + " broadcast|Cannot broadcast the table|Unable to acquire \\d|FetchFailed\\(|Another"
              + " instance of Derby |Cannot run program ");

  /**
   * Threads without which a driver does nothing more: the program's own, on YARN {@code Driver},
   * and the scheduler's, which {@code EventLoop} ends at errors of the JVM.
   */
  private static final Set<String> DRIVERS_OWN =
      Set.of("main", "Driver", "dag-scheduler-event-loop");

  /** A frame of every executor's main thread, all versions and managers. */
  private static final String EXECUTORS_MAIN =
      "org.apache.spark.executor.CoarseGrainedExecutorBackend";

  private FailureLines() {}

  /** Lines with a meaning of their own, to be tried before an abort that they may quote. */
  static List<LinePattern> patterns() {
    return LinePatterns.join(fatal(), PythonLines.patterns(), others());
  }

  private static List<LinePattern> fatal() {
    return List.of(
        LinePattern.within(
            "exception-in-thread",
            "Exception in thread ",
            "Exception in thread \"([^\"]{1,300})\" ",
            FailureLines::exceptionInThread),
        LinePattern.of(
            "context-not-started",
            "Error initializing SparkContext",
            "Error initializing SparkContext",
            (entry, match) -> driverFailed(entry, entry.following(Extent.TRACE))),
        LinePattern.of(
            "user-class-threw",
            "User class threw exception: ",
            "User class threw exception: ",
            (entry, match) -> driverFailed(entry, entry.with(Extent.TRACE).substring(match.end()))),
        LinePattern.within(
                "uncaught-exception",
                "Uncaught ",
                "[Uu]ncaught (?:fatal )?(?:exception|error) (?:in thread|from thread)",
                FailureLines::uncaught)
            .announcedBy("Uncaught ", "uncaught error in thread"));
  }

  private static List<LinePattern> others() {
    return List.of(
        // Log4j's own status messages (NetUtils) tell of the logger's host look-up, not of the
        // application.
        LinePattern.within(
            "logger-host-name",
            "Could not determine local host name",
            "Could not determine local host name",
            (entry, match) -> entry.following(Extent.TRACE)),
        LinePattern.of(
            "error-in-query",
            "Error in query: ",
            "Error in query: ",
            (entry, match) ->
                driverFailed(entry, entry.with(Extent.PARAGRAPH).substring(match.end()))),
        LinePattern.of(
            "no-local-directory",
            "Failed to create any local dir",
            "Failed to create any local dir",
            (entry, match) ->
                entry.emit(
                    // DiskBlockManager exits with 53 right behind this line, all versions
                    new Uncaught(
                        entry.evidence(), entry.owner(), Failures.parse(entry.line().message())))),
        LinePattern.of(
            "task-exception",
            "Exception in task ",
            "Exception in task \\d{1,9}\\.\\d{1,9} in stage ",
            FailureLines::taskException));
  }

  /** Any other failure that was logged or printed; the last resort. */
  static LinePattern anyOther() {
    return LinePattern.within("failure", "Exception", TOLD.pattern(), FailureLines::any)
        .announcedBy(TELLING.toArray(String[]::new));
  }

  private static void exceptionInThread(LogEntry entry, Matcher match) {
    String text = entry.with(Extent.MESSAGE).substring(match.end());
    Owner owner = text.contains(EXECUTORS_MAIN) ? inTask(entry.owner()) : entry.owner();
    if (DRIVERS_OWN.contains(match.group(1)) && owner.role() != Role.EXECUTOR) {
      driverFailed(entry, text);
    } else {
      quotedAbort(entry, text);
      entry.emit(new Uncaught(entry.evidence(), owner, Failures.parse(text)));
    }
  }

  private static void driverFailed(LogEntry entry, String text) {
    quotedAbort(entry, text);
    entry.emit(new DriverFailed(entry.evidence(), Failures.parse(text.strip())));
  }

  /** Emits the abort that an exception's text quotes. */
  static void quotedAbort(LogEntry entry, String text) {
    int abort = text.indexOf(TaskLines.ABORTED);
    if (abort >= 0) {
      TaskLines.abort(entry, text.substring(abort + TaskLines.ABORTED.length()));
    }
  }

  /**
   * Fatal where Spark's own handler or a thread's wrapper prints it; a warning only tells of it.
   */
  private static void uncaught(LogEntry entry, Matcher match) {
    String message = entry.line().message();
    String trace = entry.following(Extent.TRACE);
    Failure failure =
        Failures.parse(trace.isEmpty() ? message.substring(match.end()).strip() : trace);
    Owner owner = message.contains(TASK_THREAD) ? inTask(entry.owner()) : entry.owner();
    boolean warning = entry.line().headed() && "WARN".equals(entry.line().level());
    // ExecutorPodsAllocator asks anew: its thread survives what the API server answers
    boolean survived = failure.type().endsWith(".KubernetesClientException");
    entry.emit(
        warning || survived
            ? new Logged(entry.evidence(), owner, failure)
            : new Uncaught(entry.evidence(), owner, failure));
  }

  private static boolean namesException(String text) {
    return HEADLINE.matcher(text).region(0, Math.min(text.length(), HEADLINE_DISTANCE)).find();
  }

  /** Tasks run in executors, or in a local driver whose log says so. */
  private static Owner inTask(Owner owner) {
    return owner.role() == Role.UNKNOWN ? new Owner(Role.EXECUTOR, "") : owner;
  }

  private static void taskException(LogEntry entry, Matcher match) {
    String trace = entry.following(Extent.TRACE);
    if (namesException(trace)) {
      entry.emit(new Logged(entry.evidence(), inTask(entry.owner()), Failures.parse(trace), true));
    }
  }

  /**
   * Whether the Kubernetes client threw it to itself, in a thread of its own: Spark's watch of its
   * pods broke off, and its poll tells the same (SPARK-33349).
   */
  private static boolean isBrokenWatch(Failure failure, String trace) {
    return failure.kind() == FailureKind.OTHER
        && failure.type().startsWith("io.fabric8.kubernetes.client.")
        && FRAMES.matcher(trace).results().findAny().isPresent()
        && FRAMES
            .matcher(trace)
            .results()
            .allMatch(frame -> CLIENTS_OWN.stream().anyMatch(frame.group(1)::startsWith));
  }

  private static void any(LogEntry entry, Matcher match) {
    if (entry.line().headed() && !entry.line().alarming()
        || FRAME.matcher(entry.message()).find()) {
      return;
    }
    String trace = entry.following(Extent.TRACE);
    String message = entry.line().message();
    boolean own = TOLD.matcher(message).find();
    Failure failure =
        Failures.parse(own && !trace.isEmpty() ? message + "\n" + trace : own ? message : trace);
    boolean exception = namesException(message) || namesException(trace);
    boolean warning = "WARN".equals(entry.line().level());
    boolean told = failure.kind() != FailureKind.OTHER || exception && !warning;
    if (told && !isBrokenWatch(failure, trace)) {
      entry.emit(new Logged(entry.evidence(), ProseLines.ownerIn(entry), failure));
    }
  }
}
