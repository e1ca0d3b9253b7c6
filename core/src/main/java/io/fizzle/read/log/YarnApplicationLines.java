package io.fizzle.read.log;

import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.ApplicationSignal.Configured;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ApplicationSignal.State;
import io.fizzle.signal.ApplicationSignal.StateReported;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.MasterEnded;
import io.fizzle.signal.MachineSignal.Waiting;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What YARN's client and the application master say of the application as a whole (Spark {@code
 * resource-managers/yarn}: Client, YarnClientSchedulerBackend, ApplicationMaster; Hadoop 2.x and
 * 3.x: RMAppImpl, SchedulerApplicationAttempt).
 */
final class YarnApplicationLines {
  private static final int LONGEST_REASON = 300;
  private static final int SIGNALS = 128;
  private static final int DIAGNOSTICS_BYTES = 8_000;
  private static final Pattern CONTAINER = Pattern.compile("\\bcontainer_\\w{1,100}");
  private static final Pattern MASTER_EXIT =
      Pattern.compile(
          "AM Container for appattempt_\\w{1,60} exited with\\s{1,4}exitCode: (-?\\d{1,6})\\b");

  /** {@code ContainerExitStatus.INVALID}: there was no process. */
  private static final int NOT_STARTED = -1000;

  private YarnApplicationLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(endings(), states(), waits());
  }

  private static List<LinePattern> endings() {
    return List.of(
        LinePattern.within(
            "final-status",
            "final status: ",
            "final status: (SUCCEEDED|FAILED|KILLED)",
            YarnApplicationLines::finalStatus),
        LinePattern.of(
            "final-app-status",
            "Final app status: ",
            "Final app status: (\\w{1,20}), exitCode: -?\\d{1,9}(.{0,4000})",
            (entry, match) -> {
              entry.session().life().orderly();
              status(
                  entry,
                  match.group(1),
                  entry.line().message() + "\n" + entry.following(Extent.TRACE));
            }),
        LinePattern.of(
            "application-diagnostics",
            "Application diagnostics message: ",
            "Application diagnostics message: ",
            YarnApplicationLines::ended),
        LinePattern.of(
            "yarn-diagnostics",
            "Diagnostics message: ",
            "Diagnostics message: ",
            YarnApplicationLines::ended),
        LinePattern.within(
            "application-master-exited",
            "AM Container for appattempt_",
            MASTER_EXIT.pattern(),
            YarnApplicationLines::masterExited));
  }

  private static List<LinePattern> states() {
    return List.of(
        LinePattern.of(
            "application-report",
            "Application report for application_",
            "Application report for (application_\\w{1,60}) \\(state: ([A-Z_]{1,20})\\)",
            YarnApplicationLines::report),
        LinePattern.of(
            "application-submitted",
            " application application_",
            "Submitt(?:ed|ing) application (application_\\w{1,60})",
            (entry, match) ->
                entry.emit(
                    new Identified(entry.evidence(), match.group(1), null, null, "yarn", null))),
        LinePattern.within(
            "application-master-launched",
            "AM container is launched, ",
            "AM container is launched, waiting for AM container to Register",
            (entry, match) -> entry.emit(new StateReported(entry.evidence(), State.LAUNCHED))),
        LinePattern.of(
            "application-runs",
            " has started running.",
            "Application application_\\w{1,60} has started running\\.",
            (entry, match) -> {
              clientMode(entry);
              entry.emit(new StateReported(entry.evidence(), State.RUNNING));
            }),
        LinePattern.within(
            "application-master-runs",
            "ApplicationMaster host: ",
            "ApplicationMaster host: (?!N/A|null)\\S",
            (entry, match) -> entry.emit(new StateReported(entry.evidence(), State.RUNNING))),
        LinePattern.of(
            "application-exited",
            "application has exited unexpectedly with state ",
            "YARN application has exited unexpectedly with state ",
            (entry, match) -> {
              clientMode(entry);
              entry.emit(new StateReported(entry.evidence(), State.ENDED));
            }));
  }

  /** {@code YarnClientSchedulerBackend} speaks: the driver runs where it was submitted. */
  private static void clientMode(LogEntry entry) {
    entry.emit(
        new Configured(entry.evidence(), Map.of("spark.submit.deployMode", "client"), false));
  }

  private static void ended(LogEntry entry, Matcher match) {
    String diagnostics = entry.with(Extent.TRACE).substring(match.end());
    Matcher exit = MASTER_EXIT.matcher(diagnostics);
    if (exit.find()) {
      masterExited(entry, exit, diagnostics);
    }
    status(entry, "FAILED", diagnostics);
  }

  /** In the client's report, whose other lines are read for themselves. */
  private static void masterExited(LogEntry entry, Matcher match) {
    String ahead = entry.ahead(DIAGNOSTICS_BYTES);
    int end = ahead.indexOf("Failing the application");
    String text = entry.line().message().strip() + (end < 0 ? "" : "\n" + ahead.substring(0, end));
    masterExited(entry, match, text);
  }

  /**
   * How the last attempt's application master ended, in the resource manager's words ({@code
   * RMAppAttemptImpl}). A status that a program gives itself is told better by its own words; a
   * container that was never started has none.
   */
  private static void masterExited(LogEntry entry, Matcher match, String text) {
    int status = Integer.parseInt(match.group(1));
    if (status <= NOT_STARTED || status >= 0 && status <= SIGNALS) {
      return;
    }
    RemovalReason reason = RemovalReasons.parse(text);
    entry.emit(new MasterEnded(entry.evidence(), reason));
    Matcher container = CONTAINER.matcher(text);
    if (reason.limitBytes() > 0 && container.find()) {
      entry.emit(
          new ContainerOverLimit(
              entry.evidence(),
              "",
              container.group(),
              reason.usedBytes(),
              reason.limitBytes(),
              reason.kind() == RemovalReason.Kind.VIRTUAL_MEMORY_EXCEEDED));
    }
  }

  private static List<LinePattern> waits() {
    return List.of(
        LinePattern.within(
            "application-accepted",
            "ACCEPTED: ",
            "(?:YarnApplicationState|state): ACCEPTED(?:: .{1,300})?",
            (entry, match) ->
                entry.emit(
                    new Waiting(
                        entry.evidence(),
                        "application",
                        match.group().strip(),
                        Hindrance.RESOURCES))),
        // FSAppAttempt says the same of its queues in other words
        LinePattern.within(
                "queue-is-full",
                " AM resource limit exceeded",
                "(?:Queue's|User's) AM resource limit exceeded|AM assignment as cluster resource is"
                    + " empty|exceeds (?:maximum AM resource allowed|current queue or its parents"
                    + " maximum resource allowed)",
                YarnApplicationLines::queueIsFull)
            .announcedBy(
                " AM resource limit exceeded",
                " as cluster resource is empty",
                " maximum AM resource allowed",
                " parents maximum resource allowed"));
  }

  /** A queue's own words, which stay in the client's reports while the application waits. */
  private static void queueIsFull(LogEntry entry, Matcher match) {
    String text = entry.line().message().strip();
    int begin = Math.max(0, text.indexOf("diagnostics: "));
    String reason = text.substring(begin, Math.min(text.length(), begin + LONGEST_REASON));
    if (entry.session().launches().isNews(reason)) {
      entry.emit(new Waiting(entry.evidence(), "application", reason, Hindrance.RESOURCES));
    }
  }

  /** The client's report lists the diagnostics some lines before the final status. */
  private static void finalStatus(LogEntry entry, Matcher match) {
    StringBuilder diagnostics = new StringBuilder();
    boolean inside = false;
    for (String line : entry.preceding(40)) {
      String text = line.strip();
      if (text.startsWith("diagnostics: ")) {
        diagnostics.setLength(0);
        diagnostics.append(text.substring("diagnostics: ".length()));
        inside = true;
      } else if (text.startsWith("ApplicationMaster host: ")) {
        inside = false;
      } else if (inside) {
        diagnostics.append('\n').append(line);
      }
    }
    status(entry, match.group(1), diagnostics.toString());
  }

  private static void status(LogEntry entry, String status, String diagnostics) {
    String text = diagnostics.strip();
    boolean succeeded = status.equals("SUCCEEDED");
    if (entry.session().launches().isNews(status + text)) {
      FailureLines.quotedAbort(entry, text);
      entry.emit(
          new FinalStatus(
              entry.evidence(), succeeded, Failures.parse(text.equals("N/A") ? "" : text)));
    }
  }

  /** Of equal reports in a row the first tells, but how long an application waits the last. */
  private static void report(LogEntry entry, Matcher match) {
    boolean news = entry.session().launches().isNews(match.group(1) + match.group(2));
    boolean waits = match.group(2).equals("ACCEPTED");
    if (news) {
      entry.emit(new Identified(entry.evidence(), match.group(1), null, null, "yarn", null));
    }
    if (news && waits) {
      entry.emit(new Waiting(entry.evidence(), match.group(1), "ACCEPTED", Hindrance.RESOURCES));
    }
    if (news || waits) {
      state(match.group(2))
          .ifPresent(state -> entry.emit(new StateReported(entry.evidence(), state)));
    }
  }

  private static Optional<State> state(String told) {
    return switch (told) {
      case "ACCEPTED" -> Optional.of(State.WAITING);
      case "RUNNING" -> Optional.of(State.RUNNING);
      case "FINISHED", "FAILED", "KILLED" -> Optional.of(State.ENDED);
      default -> Optional.empty();
    };
  }
}
