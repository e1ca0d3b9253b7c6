package io.fizzle.read.log;

import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ExecutorSignal.Added;
import io.fizzle.signal.ExecutorSignal.Decommissioned;
import io.fizzle.signal.ExecutorSignal.Excluded;
import io.fizzle.signal.ExecutorSignal.HeartbeatMissed;
import io.fizzle.signal.ExecutorSignal.KillReason;
import io.fizzle.signal.ExecutorSignal.KillRequested;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** What the driver says of its executors: registration, loss, silence, requests to end them. */
final class ExecutorLossLines {
  private static final String IDS = "([\\w.,\\s-]{1,2000}?)";

  private ExecutorLossLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(losses(), kills(), exclusions(), decommissionings());
  }

  private static List<LinePattern> losses() {
    return List.of(
        LinePattern.of(
            "executor-registered",
            "Registered executor ",
            "Registered executor .{1,200}? \\((\\S{1,255}?)(?::\\d{1,5})?\\) with ID"
                + " ([^\\s,]{1,100})",
            // the sender's address, not the host for which Spark schedules
            // (CoarseGrainedSchedulerBackend, RegisterExecutor)
            (entry, match) ->
                entry.emit(new Added(entry.evidence(), match.group(2), match.group(1), 0, true))),
        LinePattern.of(
            "executor-lost",
            "Lost executor ",
            "Lost executor (\\S{1,100}) on (\\S{1,255}?):(?:\\s{1,8}|$)",
            (entry, match) -> removed(entry, match.group(1), match.group(2), match.end())),
        LinePattern.of(
            "executor-lost-again",
            "Lost an executor ",
            "Lost an executor (\\S{1,100}) \\(already removed\\):\\s{0,8}",
            (entry, match) -> removed(entry, match.group(1), null, match.end())),
        LinePattern.of(
            "executor-removal-asked",
            "Requesting driver to remove executor ",
            "Requesting driver to remove executor (\\S{1,100}) for reason\\s{0,8}",
            (entry, match) -> removed(entry, match.group(1), null, match.end())),
        LinePattern.of(
            "heartbeat-missed",
            " with no recent heartbeats: ",
            "Removing executor (\\S{1,100}) with no recent heartbeats: (\\d{1,18}) ms exceeds(?:"
                + " timeout)? (\\d{1,18}) ms",
            (entry, match) ->
                entry.emit(
                    new HeartbeatMissed(
                        entry.evidence(),
                        match.group(1),
                        Long.parseLong(match.group(2)),
                        Long.parseLong(match.group(3))))));
  }

  private static List<LinePattern> kills() {
    return List.of(
        LinePattern.of(
            "executor-idle",
            " because it has been idle for ",
            "Removing executor (\\S{1,100}) because it has been idle for ",
            (entry, match) -> killRequested(entry, match.group(1), KillReason.IDLE)),
        LinePattern.of(
            "executors-idle",
            " removed due to idle timeout",
            "Executors " + IDS + " removed due to idle timeout",
            (entry, match) -> killRequested(entry, match.group(1), KillReason.IDLE)),
        LinePattern.of(
            "executor-kill-requested",
            "Requesting to kill executor(s) ",
            "Requesting to kill executor\\(s\\) " + IDS + "\\s*$",
            (entry, match) -> killRequested(entry, match.group(1), KillReason.UNKNOWN)),
        LinePattern.of(
            "executors-asked-to-shut-down",
            "Asking each executor to shut down",
            "Asking each executor to shut down",
            (entry, match) ->
                entry.emit(new KillRequested(entry.evidence(), "", KillReason.APPLICATION_END))),
        LinePattern.of(
                "excluded-executor-killed",
                "Killing excluded executor",
                "Killing (?:excluded|blacklisted) (?:idle )?executor id (\\S{1,100})"
                    + " (?:since|because)",
                (entry, match) -> killRequested(entry, match.group(1), KillReason.EXCLUDED))
            .announcedBy(
                "Killing excluded executor",
                "Killing blacklisted executor",
                "Killing excluded idle executor",
                "Killing blacklisted idle executor"));
  }

  private static List<LinePattern> exclusions() {
    return List.of(
        LinePattern.of(
                "executor-excluded",
                "Excluding executor",
                "(?:Excluding|Blacklisting) executor(?: id)?:? (\\S{1,100}) (?:because|for)",
                (entry, match) -> entry.emit(new Excluded(entry.evidence(), match.group(1), null)))
            .announcedBy("Excluding executor", "Blacklisting executor"),
        LinePattern.of(
                "node-excluded",
                "Excluding node",
                "(?:Excluding|Blacklisting) node:? (\\S{1,255}) (?:because|for)",
                (entry, match) -> entry.emit(new Excluded(entry.evidence(), "", match.group(1))))
            .announcedBy("Excluding node", "Blacklisting node"));
  }

  private static List<LinePattern> decommissionings() {
    return List.of(
        LinePattern.of(
            "executors-decommissioning",
            "Decommission executors: ",
            "Decommission executors: " + IDS + "\\s*$",
            (entry, match) -> decommissioned(entry, match.group(1))),
        LinePattern.of(
            "executor-decommission-message",
            " decommissioned message",
            "Received executor (\\S{1,100}) decommissioned message",
            (entry, match) -> decommissioned(entry, match.group(1))),
        LinePattern.of(
            "executor-decommissioned",
            " is decommissioned after ",
            "Executor (\\S{1,100}) on \\S{1,255} is decommissioned after ",
            (entry, match) -> decommissioned(entry, match.group(1))));
  }

  private static void removed(
      LogEntry entry, String executorId, @Nullable String host, int reasonStart) {
    String rest = ReasonText.rest(entry);
    String reason = entry.message().substring(reasonStart).strip();
    String text = rest.isEmpty() ? reason : (reason + "\n" + rest).strip();
    removed(entry, executorId, host, RemovalReasons.parse(text));
  }

  private static void removed(
      LogEntry entry, String executorId, @Nullable String host, RemovalReason reason) {
    entry.emit(new Removed(entry.evidence(), executorId, host, reason));
    RemovalReasons.startFailure(reason)
        .ifPresent(failure -> entry.emit(new StartFailed(entry.evidence(), executorId, failure)));
  }

  private static void killRequested(LogEntry entry, String ids, KillReason reason) {
    for (String id : ids.split("[,\\s]+")) {
      if (!id.isEmpty()) {
        entry.emit(new KillRequested(entry.evidence(), id, reason));
      }
    }
  }

  private static void decommissioned(LogEntry entry, String ids) {
    String detail = entry.line().message().strip();
    for (String id : ids.split("[,\\s]+")) {
      if (!id.isEmpty()) {
        entry.emit(new Decommissioned(entry.evidence(), id, detail));
      }
    }
  }

  /** The loss of an executor that stands outside any task's line, as people paste it. */
  static LinePattern standingAlone() {
    return LinePattern.within(
        "executor-lost-failure",
        "ExecutorLostFailure (executor ",
        "ExecutorLostFailure \\(executor ([^\\s)]{1,100})"
            + " [^)]{1,80}\\)(?:\\s{0,4}Reason:)?\\s{0,8}",
        ExecutorLossLines::lostAlone);
  }

  private static void lostAlone(LogEntry entry, Matcher match) {
    if (match.group(1).equals("driver")) {
      entry.session().runsLocally();
    }
    String paragraph = entry.with(LogEntry.Extent.PARAGRAPH).substring(match.end());
    String text = paragraph.startsWith("Reason:") ? paragraph.substring(7) : paragraph;
    String reason = text.replaceFirst("^\\s{0,8}Reason:", "").strip();
    removed(entry, match.group(1), null, RemovalReasons.parse(reason));
  }
}
