package io.fizzle.read.message;

import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words that Spark, YARN and the JVM put before the failure that a text is about.
 *
 * <p>Sources: {@code DAGScheduler}, {@code TaskSetManager}, {@code SparkUncaughtExceptionHandler},
 * {@code CoarseGrainedExecutorBackend}, {@code ApplicationMaster} (Spark 2.4 to 4.2), {@code
 * Thread.dispatchUncaughtException} and HotSpot's {@code VMError::report_java_out_of_memory}.
 */
final class Envelopes {
  private static final int MOST = 8;

  /** Words to step over, with the literal that each begins with. */
  private record Envelope(String head, Pattern pattern) {
    static Envelope of(String head, String rest) {
      return new Envelope(head, Pattern.compile(Pattern.quote(head) + rest));
    }
  }

  private static final String STAGE_FAILED =
      "\\d{1,9} \\([^\\n"
          + "]{0,300}?\\) (?:failed in [\\d.]{1,20} m?s due to |has failed the maximum allowable"
          + " number of times: \\d{1,9}\\. Most recent failure reason:\\s{0,2})";

  private static final List<Envelope> ENVELOPES =
      List.of(
          Envelope.of("Caused by: ", ""),
          Envelope.of("Exception in thread ", "\"[^\"]{0,200}\" "),
          Envelope.of(
              "Exception in task ", "\\S{1,20} in stage \\S{1,20} \\(TID \\d{1,19}\\)[:\\s]{0,3}"),
          Envelope.of("[Container in shutdown] ", ""),
          Envelope.of(
              "Uncaught exception in thread ",
              "(?:Thread\\[[^\\]]{0,200}\\]|\\S{1,200})[:\\s]{0,3}"),
          Envelope.of("User class threw exception: ", ""),
          Envelope.of("Application application_", "[^\\n]{0,200}?iagnostics: "),
          Envelope.of("Diagnostics: ", ""),
          Envelope.of("diagnostics: ", ""),
          Envelope.of("Final app status: ", "\\w{1,20}, exitCode: -?\\d{1,9}, \\(reason: "),
          Envelope.of("Job aborted due to stage failure: ", ""),
          Envelope.of("Job aborted due to stage failure:", ""),
          Envelope.of("Exception while getting task result: ", ""),
          Envelope.of(
              "Task ",
              "\\d{1,9}(?:\\.\\d{1,9})? in stage \\S{1,20} failed \\d{1,9} times?, most recent"
                  + " failure:\\s{0,2}"),
          Envelope.of("Task serialization failed: ", ""),
          Envelope.of(
              "Failed to serialize task ",
              "\\d{1,19}, not attempting to retry it\\. Exception during serialization: "),
          Envelope.of(
              "Lost task ",
              "\\S{1,20} in stage \\S{1,20}(?: \\(TID \\d{1,19}[^)]{0,300}\\))?"
                  + "(?: \\([^)]{0,300}\\)| on [^\\s:]{1,200}, executor [^\\s:]{1,100})?:\\s{0,2}"),
          Envelope.of("ResultStage ", STAGE_FAILED),
          Envelope.of("ShuffleMapStage ", STAGE_FAILED),
          Envelope.of(
              "Could not recover from a failed barrier ",
              "\\w{1,20}\\. Most recent failure reason: "),
          Envelope.of(
              "Stage failed because barrier task ",
              "[^\\n]{1,60} finished unsuccessfully\\.\\s{0,2}"),
          Envelope.of("An error occurred while calling ", "[^\\s:]{1,200}?\\.?\\s{0,3}:\\s{0,2}"),
          Envelope.of("Failure while fetching StreamChunkId", "[\\[{][^\\]}]{0,100}[\\]}]: "),
          Envelope.of("Executor self-exiting due to : ", ""),
          Envelope.of("Unable to create executor due to ", ""),
          Envelope.of("Aborting task", "[:\\s]{1,3}"),
          Envelope.of("Terminating due to ", ""),
          Envelope.of("Aborting due to ", ""),
          Envelope.of(
              "Uncaught fatal error from thread ", "\\[[^\\]]{0,200}\\][^\\n]{0,200}?\\]\\s{0,3}"));

  /** Marks that count only directly before a class name. */
  private static final List<String> MARKS =
      List.of(": ", "# ", "Error: ", "ERROR: ", "Exception: ");

  /**
   * Beginnings that decide by themselves; what they quote is another one's failure ({@code
   * TaskEndReason}).
   */
  private static final Map<String, FailureKind> VERDICTS =
      Map.of(
          "ExecutorLostFailure (", FailureKind.EXECUTOR_LOST,
          "Resubmitted (", FailureKind.EXECUTOR_LOST,
          "TaskKilled (", FailureKind.TASK_KILLED,
          "Killing all running tasks in stage ", FailureKind.TASK_KILLED,
          "Executor is trying to kill task ", FailureKind.TASK_KILLED,
          "Executor interrupted and killed task ", FailureKind.TASK_KILLED,
          "Executor killed task ", FailureKind.TASK_KILLED,
          "TaskCommitDenied (", FailureKind.COMMIT_DENIED,
          "TaskResultLost (", FailureKind.RESULT_LOST);

  private Envelopes() {}

  /** The position after all envelopes that stand at {@code from}. */
  static int skip(String line, int from) {
    int at = from;
    for (int round = 0; round < MOST; round++) {
      int next = skipOne(line, at);
      if (next == at) {
        break;
      }
      at = next;
    }
    return at;
  }

  private static int skipOne(String line, int at) {
    for (Envelope envelope : ENVELOPES) {
      if (line.startsWith(envelope.head(), at)) {
        Matcher matcher = envelope.pattern().matcher(line).region(at, line.length());
        if (matcher.lookingAt()) {
          return matcher.end();
        }
      }
    }
    return at;
  }

  /** The position after a mark such as Py4J's {@code ": "}, or {@code at} itself. */
  static int skipMark(String line, int at) {
    for (String mark : MARKS) {
      if (line.startsWith(mark, at)) {
        return at + mark.length();
      }
    }
    return at;
  }

  /** What the words at this place decide by themselves, else null. */
  static @Nullable FailureKind verdict(String line, int at) {
    for (Map.Entry<String, FailureKind> entry : VERDICTS.entrySet()) {
      if (line.startsWith(entry.getKey(), at)) {
        return entry.getValue();
      }
    }
    return null;
  }
}
