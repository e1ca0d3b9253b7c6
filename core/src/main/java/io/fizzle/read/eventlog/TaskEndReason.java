package io.fizzle.read.eventlog;

import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a task attempt did not succeed ({@code TaskEndReason.scala}, written by {@code
 * JsonProtocol.taskEndReasonToJson}).
 *
 * @param failure the reason as a failure
 * @param excerpt the reason's first line
 * @param fetchFrom the executor that should have served a block, null where none is named
 * @param removal why the executor was lost, null where it was not
 */
record TaskEndReason(
    Failure failure, String excerpt, @Nullable String fetchFrom, @Nullable RemovalReason removal) {

  private static final byte[] SUCCESS = "Success".getBytes(StandardCharsets.US_ASCII);

  /** What every fetch in vain says. */
  private static final Set<FailureKind> UNTOLD =
      EnumSet.of(
          FailureKind.FETCH_FAILED,
          FailureKind.SHUFFLE_OUTPUT_MISSING,
          FailureKind.CONNECTION,
          FailureKind.RPC_TIMEOUT,
          FailureKind.OTHER);

  private static final String FETCH_FAILED = "org.apache.spark.shuffle.FetchFailedException";
  private static final String METADATA_FETCH_FAILED =
      "org.apache.spark.shuffle.MetadataFetchFailedException";

  private static TaskEndReason of(Failure failure, String excerpt) {
    return new TaskEndReason(failure, EventScope.firstLine(excerpt), null, null);
  }

  /** Whether the task ran until its own code ended it, so that its metrics mean something. */
  boolean ranToItsEnd() {
    return failure.kind() != FailureKind.EXECUTOR_LOST && failure.kind() != FailureKind.TASK_KILLED;
  }

  /** Consumes the reason and tells whether it is {@code Success}. */
  static boolean isSuccess(JsonCursor cursor) {
    boolean success = false;
    if (cursor.enterObject()) {
      while (cursor.nextField()) {
        if (cursor.field() == Field.REASON) {
          success = cursor.isText(SUCCESS);
        } else {
          cursor.skip();
        }
      }
    }
    return success;
  }

  /**
   * Consumes a reason other than success; null for {@code Resubmitted}, which says that a task that
   * had succeeded must run again because its output was lost, and so is no failure of its own.
   */
  static @Nullable TaskEndReason read(JsonCursor cursor) {
    Parts parts = new Parts();
    parts.read(cursor);
    return switch (parts.reason) {
      case "Resubmitted" -> null;
      case "ExceptionFailure" -> exception(parts);
      case "FetchFailed" -> fetchFailed(parts);
      case "ExecutorLostFailure" -> executorLost(parts);
      case "TaskKilled" -> plain(FailureKind.TASK_KILLED, parts.reason, parts.killReason);
      case "TaskCommitDenied" ->
          plain(FailureKind.COMMIT_DENIED, parts.reason, "attempt " + parts.attemptNumber);
      case "TaskResultLost" -> plain(FailureKind.RESULT_LOST, parts.reason, "");
      default -> plain(FailureKind.OTHER, parts.reason, "");
    };
  }

  private static TaskEndReason plain(FailureKind kind, String reason, String detail) {
    String text = detail.isEmpty() ? reason : reason + ": " + detail;
    String message = EventScope.firstLine(detail.isEmpty() ? reason : detail);
    return of(Failure.of(kind, "", message), text);
  }

  private static TaskEndReason exception(Parts parts) {
    String headline =
        parts.description.isEmpty() ? parts.className : parts.className + ": " + parts.description;
    String text =
        parts.fullStackTrace.isEmpty() ? headline + parts.frames.text() : parts.fullStackTrace;
    return of(Failures.parse(text), headline.isEmpty() ? text : headline);
  }

  /**
   * Keeps what the message says of the cause as the failure's message; where that is more than that
   * a connection failed, it is the failure.
   */
  private static TaskEndReason fetchFailed(Parts parts) {
    Failure cause = Failures.parse(parts.message);
    boolean unregistered = parts.fetchFrom == null;
    if (!UNTOLD.contains(cause.kind())) {
      return new TaskEndReason(
          cause, "FetchFailed: " + EventScope.firstLine(parts.message), parts.fetchFrom, null);
    }
    Failure failure =
        new Failure(
            unregistered ? FailureKind.SHUFFLE_OUTPUT_MISSING : FailureKind.FETCH_FAILED,
            unregistered ? METADATA_FETCH_FAILED : FETCH_FAILED,
            EventScope.firstLine(cause.headline()),
            cause.frames(),
            cause.actual(),
            cause.limit());
    String excerpt = "FetchFailed: " + EventScope.firstLine(parts.message);
    return new TaskEndReason(failure, excerpt, parts.fetchFrom, null);
  }

  private static TaskEndReason executorLost(Parts parts) {
    RemovalReason removal = RemovalReasons.parse(parts.lossReason);
    String excerpt = "ExecutorLostFailure: " + EventScope.firstLine(parts.lossReason);
    Failure failure =
        Failure.of(FailureKind.EXECUTOR_LOST, "", EventScope.firstLine(parts.lossReason));
    return new TaskEndReason(failure, excerpt, null, removal);
  }

  /** The reason's fields as they are written. */
  private static final class Parts {
    private final StackFrames frames = new StackFrames();
    private String reason = "";
    private String className = "";
    private String description = "";
    private String fullStackTrace = "";
    private String message = "";
    private String lossReason = "";
    private String killReason = "";
    private long attemptNumber;
    private @Nullable String fetchFrom;

    private void read(JsonCursor cursor) {
      if (!cursor.enterObject()) {
        return;
      }
      while (cursor.nextField()) {
        switch (cursor.field()) {
          case REASON -> reason = cursor.textOrEmpty();
          case CLASS_NAME -> className = cursor.textOrEmpty();
          case DESCRIPTION -> description = cursor.textOrEmpty();
          case STACK_TRACE -> frames.read(cursor);
          case FULL_STACK_TRACE -> fullStackTrace = cursor.textOrEmpty();
          case MESSAGE -> message = cursor.textOrEmpty();
          case LOSS_REASON -> lossReason = cursor.textOrEmpty();
          case KILL_REASON -> killReason = cursor.textOrEmpty();
          case ATTEMPT_NUMBER -> attemptNumber = cursor.number(0);
          case BLOCK_MANAGER_ADDRESS -> fetchFrom = executorOf(cursor);
          default -> cursor.skip();
        }
      }
    }

    private static @Nullable String executorOf(JsonCursor cursor) {
      String id = null;
      if (cursor.enterObject()) {
        while (cursor.nextField()) {
          if (cursor.field() == Field.EXECUTOR_ID) {
            id = cursor.id();
          } else {
            cursor.skip();
          }
        }
      }
      return id;
    }
  }
}
