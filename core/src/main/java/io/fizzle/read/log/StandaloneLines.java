package io.fizzle.read.log;

import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ExecutorSignal.Exited;
import io.fizzle.signal.ExecutorSignal.KillReason;
import io.fizzle.signal.ExecutorSignal.KillRequested;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.ExecutorSignal.Removed;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.MachineSignal.NodeLost;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import java.util.List;
import java.util.regex.Matcher;

/** Lines of the standalone master and worker, and of the driver's backend that talks to them. */
final class StandaloneLines {
  private static final String EXECUTOR = "(app-[\\w-]{1,80})/(\\d{1,9})";

  /** How a worker puts the exception with which it failed to run one ({@code ExecutorRunner}). */
  private static final String NOT_RUN = "Error running executor: ";

  /** The JDK's words, which older workers pass on as they are. */
  private static final String NO_PROGRAM = "IOException: Cannot run program ";

  private StandaloneLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(executors(), workers(), verdicts());
  }

  private static List<LinePattern> executors() {
    return List.of(
        LinePattern.of(
            "executor-granted",
            "Granted executor ID ",
            "Granted executor ID " + EXECUTOR + " on hostPort ([^\\s:]{1,255})",
            (entry, match) ->
                entry.emit(new Launched(entry.evidence(), match.group(2), match.group(3), null))),
        LinePattern.of(
            "executor-launching",
            "Launching executor app-",
            "Launching executor " + EXECUTOR + " on worker \\S{1,300}",
            (entry, match) ->
                entry.emit(new Launched(entry.evidence(), match.group(2), null, null))),
        LinePattern.of(
            "executor-exited",
            " finished with state ",
            "Executor "
                + EXECUTOR
                + " finished with state ([A-Z]{1,20})(?: message (.{0,4000}?))?"
                + "(?: exitStatus (-?\\d{1,9}))?\\s*$",
            StandaloneLines::exited),
        LinePattern.of(
            "executor-removed",
            " removed: ",
            "Executor " + EXECUTOR + " removed: (.{0,4000})",
            (entry, match) -> removedAtDriver(entry, match.group(2), match.group(3).strip())),
        LinePattern.of(
            "master-removing-executor",
            " because it is ",
            "Removing executor " + EXECUTOR + " because it is ([A-Z]{1,20})",
            StandaloneLines::removedByMaster),
        LinePattern.of(
            "worker-asked-to-kill",
            "Asked to kill executor app-",
            "Asked to kill executor " + EXECUTOR,
            StandaloneLines::askedToKill));
  }

  private static List<LinePattern> workers() {
    return List.of(
        LinePattern.of(
                "worker-removed",
                "Removing worker ",
                "Removing worker (\\S{1,300}) on \\S{1,255}|Removing (worker-\\S{1,300}) because we"
                    + " got no heartbeat",
                StandaloneLines::workerLost)
            .announcedBy("Removing worker ", " because we got no heartbeat"),
        LinePattern.of(
            "worker-removed-at-driver",
            "Worker worker-",
            "Worker (worker-\\S{1,300}) removed: ",
            StandaloneLines::workerLost),
        LinePattern.of(
            "worker-decommissioning",
            "Decommissioning worker ",
            "Decommissioning worker (\\S{1,300})",
            StandaloneLines::workerLost),
        LinePattern.of(
            "local-cluster-shutdown",
            "Shutting down local Spark cluster",
            "Shutting down local Spark cluster",
            (entry, match) -> entry.session().launches().shutsCluster()));
  }

  private static List<LinePattern> verdicts() {
    return List.of(
        LinePattern.of(
            "executor-retries-exhausted",
            "; removing it",
            "Application .{1,300} with ID app-\\S{1,80} failed (\\d{1,9}) times; removing it",
            (entry, match) ->
                entry.emit(
                    new FinalStatus(
                        entry.evidence(), false, Failures.parse(entry.line().message())))),
        LinePattern.of(
            "driver-state",
            "State of driver",
            "State of (?:driver )?driver-\\S{1,80} is (FAILED|ERROR|KILLED|FINISHED)",
            (entry, match) ->
                entry.emit(
                    new FinalStatus(
                        entry.evidence(),
                        match.group(1).equals("FINISHED"),
                        Failures.parse(entry.line().message())))));
  }

  private static void removedAtDriver(LogEntry entry, String executor, String reason) {
    entry.emit(new Removed(entry.evidence(), executor, null, RemovalReasons.parse(reason)));
    if (reason.startsWith(NOT_RUN) || reason.contains(NO_PROGRAM)) {
      entry.emit(startFailed(entry, executor, reason));
    }
  }

  private static StartFailed startFailed(LogEntry entry, String executor, String reason) {
    String failure = reason.startsWith(NOT_RUN) ? reason.substring(NOT_RUN.length()) : reason;
    return new StartFailed(entry.evidence(), executor, Failures.parse(failure));
  }

  private static void exited(LogEntry entry, Matcher match) {
    String executor = match.group(1) + "/" + match.group(2);
    String detail = match.group(4) == null ? "" : match.group(4).strip();
    if (match.group(5) == null) {
      if (match.group(3).equals("FAILED")) {
        entry.emit(startFailed(entry, match.group(2), detail));
      }
      return;
    }
    boolean onRequest =
        match.group(3).equals("KILLED") || entry.session().launches().wasAskedToKill(executor);
    int status = Integer.parseInt(match.group(5));
    entry.emit(new Exited(entry.evidence(), match.group(2), null, status, onRequest, detail));
  }

  /**
   * The master gives a state and no exit status. Only states that carry their reason are given a
   * kind; {@code EXITED} and {@code KILLED} say less than the worker's or driver's line about the
   * same executor.
   */
  private static void removedByMaster(LogEntry entry, Matcher match) {
    String text = entry.line().message().strip();
    Kind kind =
        switch (match.group(3)) {
          case "LOST" -> Kind.WORKER_LOST;
          case "FAILED" -> Kind.START_FAILED;
          case "DECOMMISSIONED" -> Kind.DECOMMISSIONED;
          default -> Kind.UNSPECIFIED;
        };
    RemovalReason reason = new RemovalReason(kind, null, 0, 0, 0, null, text);
    entry.emit(new Removed(entry.evidence(), match.group(2), null, reason));
  }

  private static void askedToKill(LogEntry entry, Matcher match) {
    entry.session().launches().askedToKill(match.group(1) + "/" + match.group(2));
    entry.emit(new KillRequested(entry.evidence(), match.group(2), KillReason.UNKNOWN));
  }

  private static void workerLost(LogEntry entry, Matcher match) {
    if (!entry.session().launches().isClusterShutdown()) {
      String worker =
          match.groupCount() > 1 && match.group(1) == null ? match.group(2) : match.group(1);
      entry.emit(new NodeLost(entry.evidence(), worker, entry.line().message().strip()));
    }
  }
}
