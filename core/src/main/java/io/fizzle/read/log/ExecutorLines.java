package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.CommandLine;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.Added;
import io.fizzle.signal.ExecutorSignal.Contained;
import io.fizzle.signal.ExecutorSignal.Decommissioned;
import io.fizzle.signal.ExecutorSignal.DriverGone;
import io.fizzle.signal.ExecutorSignal.HeartbeatUndelivered;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.ExecutorSignal.ShutdownCommanded;
import io.fizzle.signal.ExecutorSignal.StartFailed;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.ProcessIdentified;
import io.fizzle.signal.JvmSignal.SignalReceived;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an executor says of itself (CoarseGrainedExecutorBackend, Executor), and the command it runs
 * with.
 */
final class ExecutorLines {
  private static final int LONGEST_COMMAND = 16_000;
  private static final String COMMANDED = "Driver commanded a shutdown";
  private static final Pattern HOSTNAME = option("hostname");
  private static final Pattern APP_ID = option("app-id");
  private static final Pattern SPARK_PROPERTY =
      Pattern.compile("[\"'\\s]-D(spark\\.[\\w.-]{1,200})=([^\"'\\s]{0,1000})");

  /** YARN's folder of a container's logs, by its id. */
  private static final Pattern CONTAINER = Pattern.compile("container_\\w{1,100}");

  private ExecutorLines() {}

  private static Pattern option(String name) {
    return Pattern.compile("--" + name + "[\"'\\s\\\\]{1,10}([^\"'\\s\\\\]{1,255})");
  }

  static List<LinePattern> patterns() {
    return LinePatterns.join(beginning(), ending(), heartbeats(), overcome());
  }

  private static List<LinePattern> beginning() {
    return List.of(
        LinePattern.within(
            "executor-command",
            "--executor-id",
            "--executor-id[\"'\\s\\\\]{1,10}([^\"'\\s\\\\<$]{1,100})",
            ExecutorLines::launched),
        LinePattern.of(
            "process-name",
            "Started daemon with process name: ",
            "Started daemon with process name: (\\d{1,18})@(\\S{1,255})",
            ExecutorLines::process),
        LinePattern.of(
            "executor-started",
            "Starting executor ID ",
            "Starting executor ID (\\S{1,100}) on host (\\S{1,255})",
            ExecutorLines::started),
        LinePattern.of(
                "executor-start-failed",
                "Executor self-exiting due to : ",
                "(?:Executor self-exiting due to : )?((?:Unable to create executor due to|Cannot"
                    + " register with driver:|Executor registration failed|Slave registration"
                    + " failed).{0,4000})",
                ExecutorLines::startFailed)
            .announcedBy(
                "Unable to create executor due to",
                "Cannot register with driver:",
                "registration failed: "),
        LinePattern.of(
            "executor-self-exit",
            "Executor self-exiting due to : ",
            "Executor self-exiting due to : (?!Driver |Finished decommissioning|Unable to"
                + " create)(.{0,4000})",
            ExecutorLines::startFailed));
  }

  private static List<LinePattern> ending() {
    return List.of(
        LinePattern.of(
            "signal-received",
            "RECEIVED SIGNAL ",
            "RECEIVED SIGNAL (?:\\d{1,3}: ?)?(?:SIG)?([A-Z0-9]{2,7})(.*)",
            ExecutorLines::signal),
        LinePattern.of(
            "shutdown-commanded",
            COMMANDED,
            COMMANDED,
            (entry, match) -> {
              entry.session().life().orderly();
              entry.emit(new ShutdownCommanded(entry.evidence(), entry.executorId()));
            }),
        LinePattern.within(
            "driver-gone",
            " disassociated! Shutting down",
            "Driver .{1,400} disassociated! Shutting down",
            (entry, match) -> {
              entry.session().life().orderly();
              entry.emit(new DriverGone(entry.evidence(), entry.executorId()));
            }),
        LinePattern.of(
            "decommission-finished",
            "Finished decommissioning",
            "Executor self-exiting due to : (Finished decommissioning)",
            ExecutorLines::decommissioned),
        LinePattern.of(
            "decommission-received",
            "Decommission executor ",
            "(Decommission executor \\S{1,100}?)\\.?\\s*$",
            ExecutorLines::decommissioned),
        LinePattern.of(
                "shutting-down",
                "Shutdown hook called",
                "Shutdown hook called|MemoryStore cleared",
                (entry, match) -> entry.session().life().orderly())
            .announcedBy("Shutdown hook called", "MemoryStore cleared"));
  }

  private static List<LinePattern> heartbeats() {
    return List.of(
        LinePattern.within(
            "heartbeats-given-up",
            "Exit as unable to send heartbeats to driver",
            "Exit as unable to send heartbeats to driver",
            (entry, match) ->
                entry.emit(new HeartbeatUndelivered(entry.evidence(), entry.executorId(), true))),
        LinePattern.within(
                "heartbeat-undelivered",
                "Issue communicating with driver in heartbeater",
                "Issue communicating with driver in heartbeater|Error sending message \\[message ="
                    + " Heartbeat\\(",
                (entry, match) -> {
                  entry.following(Extent.TRACE);
                  entry.emit(new HeartbeatUndelivered(entry.evidence(), entry.executorId(), false));
                })
            .announcedBy(
                "Issue communicating with driver in heartbeater",
                "Error sending message [message = Heartbeat("));
  }

  /** Errors that Spark gets over, whatever they carry: their traces tell of no failure. */
  private static List<LinePattern> overcome() {
    return List.of(
        // BlockManagerDecommissioner tries other peers, or leaves the block to be computed anew
        LinePattern.of(
            "block-not-migrated",
            "Error occurred during ",
            "Error occurred during (?:migrating |(?:shuffle|RDD) blocks migration)",
            (entry, match) -> entry.following(Extent.TRACE)),
        // NettyBlockTransferService, for migrations and replicas
        LinePattern.of(
            "block-not-uploaded",
            "Error while uploading ",
            "Error while uploading \\S{1,100}(?: as stream)?$",
            (entry, match) -> entry.following(Extent.TRACE)),
        LinePattern.of(
            "block-not-replicated",
            "Failed to replicate ",
            "Failed to replicate \\S{1,100} to BlockManagerId\\(",
            (entry, match) -> entry.following(Extent.TRACE)),
        LinePattern.of(
            "corrupt-block-fetched-again",
            "got an corrupted block ",
            "got an corrupted block \\S{1,100} from .{1,300}, fetch again",
            (entry, match) -> entry.following(Extent.TRACE)));
  }

  private static void launched(LogEntry entry, Matcher match) {
    String command = entry.message();
    String id = match.group(1);
    String text =
        command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) : command;
    String host = find(HOSTNAME, text);
    String app = find(APP_ID, text);
    if (command.startsWith("Spark Executor Command")) {
      entry.session().startedExecutor(id);
    }
    entry.emit(
        new Launched(
            entry.evidence(),
            id,
            host == null || host.contains("{{") ? null : host,
            Redaction.redact(text)));
    long heap = CommandLine.heapMax(text);
    if (heap > 0) {
      entry.emit(new JvmSignal.Started(entry.evidence(), Owner.executor(id), null, 0, heap, 0));
    }
    if (app != null && !app.contains("{{")) {
      entry.emit(new Identified(entry.evidence(), app, null, null, null, null));
    }
    ApplicationLines.properties(entry, SPARK_PROPERTY.matcher(text));
  }

  private static @Nullable String find(Pattern pattern, String text) {
    Matcher match = pattern.matcher(text);
    return match.find() ? match.group(1) : null;
  }

  private static void process(LogEntry entry, Matcher match) {
    entry.session().life().started();
    entry.emit(
        new ProcessIdentified(
            entry.evidence(), entry.owner(), Long.parseLong(match.group(1)), match.group(2)));
  }

  private static void started(LogEntry entry, Matcher match) {
    String id = match.group(1);
    entry.session().startedExecutor(id);
    if (!id.equals("driver")) {
      entry.emit(new Added(entry.evidence(), id, match.group(2), 0));
      Matcher folder = CONTAINER.matcher(entry.session().source().name());
      if (folder.find()) {
        entry.emit(new Contained(entry.evidence(), id, folder.group()));
      }
    }
  }

  /**
   * A worker's file appender and the executor's own last lines may overwrite each other, so that
   * the end of {@code Driver commanded a shutdown} stands behind or below the signal's line.
   */
  private static void signal(LogEntry entry, Matcher match) {
    entry.session().life().orderly();
    entry.emit(new SignalReceived(entry.evidence(), entry.owner(), match.group(1)));
    if (entry.owner().role() == Role.EXECUTOR
        && (isRemnant(match.group(2)) || isRemnant(entry.ahead(40)))) {
      entry.emit(new ShutdownCommanded(entry.evidence(), entry.executorId()));
    }
  }

  private static boolean isRemnant(String text) {
    String remnant = text.strip().lines().findFirst().orElse("");
    return remnant.length() >= 3 && COMMANDED.endsWith(remnant);
  }

  private static void decommissioned(LogEntry entry, Matcher match) {
    if (match.group(1).startsWith("Finished")) {
      entry.session().life().orderly();
    }
    Owner owner = entry.owner();
    String named = match.group(1).substring(match.group(1).lastIndexOf(' ') + 1);
    String id =
        owner.isExecutor() || match.group(1).startsWith("Finished") ? entry.executorId() : named;
    entry.emit(new Decommissioned(entry.evidence(), id, match.group(1)));
  }

  private static void startFailed(LogEntry entry, Matcher match) {
    entry.session().life().orderly();
    String reason = match.group(1).strip();
    String trace = entry.following(Extent.TRACE);
    String full = trace.isEmpty() ? reason : reason + "\n" + trace;
    entry.emit(new StartFailed(entry.evidence(), entry.executorId(), Failures.parse(full)));
  }
}
