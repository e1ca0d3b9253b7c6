package io.fizzle.read.log;

import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.read.message.TaskLoss;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.WorkSignal.Aborted;
import io.fizzle.signal.WorkSignal.JobEnded;
import io.fizzle.signal.WorkSignal.JobStarted;
import io.fizzle.signal.WorkSignal.LargeTask;
import io.fizzle.signal.WorkSignal.LargeTaskBinary;
import io.fizzle.signal.WorkSignal.Speculatable;
import io.fizzle.signal.WorkSignal.StageEnded;
import io.fizzle.signal.WorkSignal.StageStarted;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The driver's lines about jobs, stages and tasks (DAGScheduler, TaskSchedulerImpl,
 * TaskSetManager).
 */
final class TaskLines {
  private static final Pattern SERVED_BY =
      Pattern.compile("FetchFailed\\(BlockManagerId\\(([^,\\s]{1,100}),");
  private static final Pattern LOSS_REASON =
      Pattern.compile(
          "ExecutorLostFailure \\(executor (\\S{1,100}) (?:exited"
              + " [^)]{0,60}|lost)\\)(?:\\s{0,4}Reason:\\s{0,8}|:\\s{0,8})?");

  /** How DAGScheduler.abortStage begins its message. */
  static final String ABORTED = "Job aborted due to stage failure: ";

  private TaskLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(jobs(), stages(), tasks());
  }

  private static List<LinePattern> jobs() {
    return List.of(
        LinePattern.of(
            "job-started",
            "Got job ",
            "Got job (\\d{1,9}) \\(",
            (entry, match) -> entry.emit(new JobStarted(entry.evidence(), number(match, 1)))),
        LinePattern.of(
            "job-finished",
            " finished: ",
            "Job (\\d{1,9}) finished: ",
            (entry, match) -> entry.emit(new JobEnded(entry.evidence(), number(match, 1), null))),
        LinePattern.of("job-failed", " failed: ", "Job (\\d{1,9}) failed: ", TaskLines::jobFailed),
        LinePattern.of(
            "job-cancel-asked",
            "Asked to cancel job",
            "Asked to cancel job",
            (entry, match) ->
                entry.emit(
                    new Logged(
                        entry.evidence(),
                        entry.owner(),
                        Failure.of(FailureKind.CANCELLED, "", entry.line().message().strip())))));
  }

  private static List<LinePattern> stages() {
    return List.of(
        LinePattern.of(
            "stage-started",
            "Adding task set ",
            "Adding task set (\\d{1,9})\\.(\\d{1,9}) with (\\d{1,9}) tasks",
            TaskLines::stageStarted),
        LinePattern.of(
                "stage-ended",
                ") failed in ",
                "(?:ResultStage|ShuffleMapStage|Stage) (\\d{1,9}) \\((.{0,400}?)\\)"
                    + " (failed|finished) in .{1,40}?(?: due to (.{0,50000}))?$",
                TaskLines::stageEnded)
            .announcedBy(") failed in ", ") finished in "),
        LinePattern.of(
            "task-set-aborted",
            "; aborting job",
            "Task (\\d{1,9}) in stage (\\d{1,9})\\.\\d{1,9} failed (\\d{1,9}) times; aborting job",
            TaskLines::taskSetAborted),
        LinePattern.within(
            "job-aborted",
            "Job aborted due to stage failure",
            "(?<!Stage cancelled: )Job aborted due to stage failure: ",
            TaskLines::jobAborted));
  }

  private static List<LinePattern> tasks() {
    return List.of(
        LinePattern.of("task-lost", "Lost task ", "(?=" + TaskLoss.HEAD + ")", TaskLines::taskLost),
        LinePattern.of(
            "large-task",
            "contains a task of very large size",
            "Stage (\\d{1,9}) contains a task of very large size \\((\\d{1,15}) Ki?B\\)",
            (entry, match) ->
                entry.emit(
                    new LargeTask(
                        entry.evidence(),
                        number(match, 1),
                        Long.parseLong(match.group(2)) * 1024))),
        LinePattern.of(
            "large-task-binary",
            "Broadcasting large task binary",
            "Broadcasting large task binary with size " + Quantity.SIZE,
            (entry, match) ->
                entry.emit(
                    new LargeTaskBinary(
                        entry.evidence(), Quantity.bytes(match.group(1), match.group(2))))),
        LinePattern.of(
            "speculatable",
            " as speculatable because ",
            "Marking task (\\d{1,9}) in stage (\\d{1,9})\\.\\d{1,9} \\(on (\\S{1,255})\\) as"
                + " speculatable",
            (entry, match) ->
                entry.emit(
                    new Speculatable(
                        entry.evidence(), number(match, 2), number(match, 1), match.group(3)))));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static void stageStarted(LogEntry entry, Matcher match) {
    int stage = number(match, 1);
    int attempt = number(match, 2);
    entry.session().tasks().stageSubmitted(stage, attempt);
    entry.emit(new StageStarted(entry.evidence(), stage, attempt, "", number(match, 3)));
  }

  private static void jobFailed(LogEntry entry, Matcher match) {
    Failure last = entry.session().tasks().lastAbort();
    Failure failure = last == null ? Failures.parse(entry.line().message()) : last;
    entry.emit(new JobEnded(entry.evidence(), number(match, 1), failure));
  }

  private static void stageEnded(LogEntry entry, Matcher match) {
    int stage = number(match, 1);
    int attempt = entry.session().tasks().stageAttempt(stage);
    Failure failure = null;
    if (match.group(3).equals("failed")) {
      int reason = Math.max(0, match.start(4));
      String text = entry.with(Extent.TRACE).substring(reason);
      failure = Failures.parse(innermost(text));
      entry.session().tasks().aborted("stage " + stage + " failed", failure);
      int abort = text.indexOf(ABORTED);
      if (abort >= 0) {
        abort(entry, stage, text.substring(abort + ABORTED.length()));
      }
    }
    entry.emit(
        new StageEnded(
            entry.evidence(),
            stage,
            attempt,
            match.group(2),
            -1,
            null,
            entry.evidence().time(),
            failure));
  }

  private static void taskSetAborted(LogEntry entry, Matcher match) {
    int index = number(match, 1);
    int stage = number(match, 2);
    Failure last = entry.session().tasks().lastFailure(stage, index);
    if (last != null) {
      aborted(entry, stage, index, number(match, 3), last);
    }
  }

  private static void taskLost(LogEntry entry, Matcher match) {
    TaskLoss loss = TaskLoss.parse(entry.with(Extent.MESSAGE).substring(match.start()));
    if (loss == null) {
      return;
    }
    if (LOSS_REASON.matcher(loss.reason()).lookingAt()) {
      loss =
          TaskLoss.parse(
              (entry.message() + "\n" + ReasonText.rest(entry)).substring(match.start()));
    }
    if (loss != null) {
      lost(entry, loss);
      int cancelled = loss.reason().indexOf(ABORTED);
      if (cancelled > 0) {
        abort(entry, loss.reason().substring(cancelled + ABORTED.length()));
      }
    }
  }

  /** Emits one failed attempt. */
  private static void lost(LogEntry entry, TaskLoss loss) {
    TaskLedger tasks = entry.session().tasks();
    String exception = exceptionOf(loss);
    int repeats = 0;
    if (loss.duplicate() > 0) {
      repeats = tasks.missedDuplicates(exception, loss.duplicate());
    }
    if (loss.executorId().equals("driver")) {
      entry.session().runsLocally();
    }
    Failure failure = failureOf(tasks, loss);
    if (loss.duplicate() == 0) {
      tasks.printedInFull(exception, loss, failure);
    }
    tasks.failed(loss, failure);
    entry.emit(
        new TaskFailed(
            entry.evidence(),
            loss.stage(),
            loss.stageAttempt(),
            loss.index(),
            loss.attempt(),
            loss.taskId(),
            loss.executorId(),
            failure,
            null,
            servedBy(loss.reason()),
            removal(loss.reason()),
            repeats,
            -1));
  }

  /** The class name with which a reason begins; Spark counts duplicates by class and message. */
  private static String exceptionOf(TaskLoss loss) {
    String reason = loss.reason();
    int end = 0;
    while (end < reason.length() && ": (\n".indexOf(reason.charAt(end)) < 0) {
      end++;
    }
    return reason.substring(0, end);
  }

  /**
   * What a reason tells. Repeats read {@code class (message)} where full reports read {@code class:
   * message} and go on with the causes: a repeat has the failure of its full report, where that is
   * known.
   */
  private static Failure failureOf(TaskLedger tasks, TaskLoss loss) {
    String reason = loss.reason();
    int open = reason.indexOf(" (");
    if (loss.duplicate() == 0 || open <= 0 || !reason.endsWith(")")) {
      return Failures.parse(reason);
    }
    String exception = reason.substring(0, open);
    String description = reason.substring(open + 2, reason.length() - 1);
    Failure repeated = tasks.repeated(loss, exception, description);
    return repeated == null ? Failures.parse(exception + ": " + description) : repeated;
  }

  private static @Nullable String servedBy(String reason) {
    Matcher served = SERVED_BY.matcher(reason);
    return served.lookingAt() ? served.group(1) : null;
  }

  private static @Nullable RemovalReason removal(String reason) {
    Matcher loss = LOSS_REASON.matcher(reason);
    return loss.lookingAt() ? RemovalReasons.parse(reason.substring(loss.end()).strip()) : null;
  }

  private static final Pattern TASK_FAILED =
      Pattern.compile(
          "Task (\\d{1,9}) in stage (\\d{1,9})\\.\\d{1,9} failed (\\d{1,9}) times,\\s{1,4}most"
              + " recent failure:\\s{0,4}");
  private static final Pattern KILLED_STAGE = Pattern.compile(" in stage (\\d{1,9}): $");
  private static final Pattern STAGE_FAILED =
      Pattern.compile(
          "(?:ResultStage|ShuffleMapStage) (\\d{1,9}) .{0,400}? has (?:failed|exceeded) the maximum"
              + " allowable .{0,80}?: (\\d{1,9})\\.\\s{0,4}(?:Most recent failure"
              + " reason:)?\\s{0,4}",
          Pattern.DOTALL);

  private static void jobAborted(LogEntry entry, Matcher match) {
    String text = entry.with(Extent.MESSAGE);
    Matcher stage = KILLED_STAGE.matcher(text.substring(0, match.start()));
    abort(entry, stage.find() ? number(stage, 1) : -1, text.substring(match.end()));
  }

  static void abort(LogEntry entry, String text) {
    abort(entry, -1, text);
  }

  /**
   * Emits the abort that a text tells behind {@code Job aborted due to stage failure:}, and the
   * task failure that it quotes where no line of its own told that.
   *
   * @param named the stage that stands before the text, -1 where none does
   */
  private static void abort(LogEntry entry, int named, String text) {
    String told = beforeDriverStack(text);
    Matcher task = TASK_FAILED.matcher(told);
    if (task.lookingAt()) {
      String reason = told.substring(task.end());
      TaskLoss loss = TaskLoss.parse(reason);
      Failure failure =
          loss == null ? Failures.parse(reason) : failureOf(entry.session().tasks(), loss);
      if (loss != null && entry.session().tasks().failed(loss, failure)) {
        lost(entry, loss);
      }
      aborted(entry, number(task, 2), number(task, 1), number(task, 3), failure);
      return;
    }
    Matcher stage = STAGE_FAILED.matcher(told);
    if (stage.lookingAt()) {
      Failure failure = Failures.parse(told.substring(stage.end()));
      aborted(entry, number(stage, 1), -1, number(stage, 2), failure);
      return;
    }
    aborted(entry, named, -1, 0, Failures.parse(told));
  }

  private static void aborted(LogEntry entry, int stage, int index, int attempts, Failure failure) {
    String key = index < 0 ? failure.headline() : stage + "/" + index;
    if (entry.session().tasks().aborted(key, failure)) {
      entry.emit(new Aborted(entry.evidence(), stage, index, attempts, failure));
    }
  }

  private static String beforeDriverStack(String text) {
    int end = text.indexOf("\nDriver stacktrace:");
    return end < 0 ? text : text.substring(0, end);
  }

  /** The quoted task failure's own reason where an abort's text has one, else the text. */
  private static String innermost(String text) {
    String told = beforeDriverStack(text);
    int recent = told.indexOf("Lost task ");
    TaskLoss loss = recent < 0 ? null : TaskLoss.parse(told.substring(recent));
    return loss == null ? told : loss.reason();
  }
}
