package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Redaction;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Identified;
import io.fizzle.signal.ExecutorSignal.KillReason;
import io.fizzle.signal.ExecutorSignal.KillRequested;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.Waiting;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of YARN's client, application master and node manager (Spark {@code
 * resource-managers/yarn}: Client, ApplicationMaster, YarnAllocator; Hadoop 2.x and 3.x:
 * ContainersMonitorImpl, ContainerImpl).
 */
final class YarnLines {
  private static final int PREEMPTED = -102;
  private static final String USED = Quantity.SIZE + " of " + Quantity.SIZE;
  private static final String CONTAINER = "(container_[\\w<>]{1,100})";
  private static final Pattern CONTAINER_ID = Pattern.compile(CONTAINER);
  private static final Pattern STATUS = Pattern.compile("Exit status: (-?\\d{1,9})");
  private static final Pattern MEMORY = Pattern.compile(USED + " (physical|virtual) memory used");

  private YarnLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(memory(), containers(), application());
  }

  private static List<LinePattern> memory() {
    return List.of(
        LinePattern.of(
                "container-failed",
                "Container marked as failed: ",
                "Container (?:marked as failed|from a bad node): " + CONTAINER,
                YarnLines::failed)
            .announcedBy("Container marked as failed: ", "Container from a bad node: "),
        LinePattern.within(
            "container-over-limit",
            " memory limit",
            "is running (?:-?\\d{1,18}B )?beyond (?:the '(?i:physical|(virtual))' memory"
                + " limit|(?:physical|(virtual)) memory limits)\\.?\\s{1,4}Current usage: "
                + USED
                + " physical memory used(?:; "
                + USED
                + " virtual memory used)?",
            YarnLines::overLimit),
        LinePattern.of(
            "container-killed-for-memory",
            " memory limits.",
            "Container killed by YARN for exceeding (?:physical |(virtual) )?memory limits",
            YarnLines::killedForMemory),
        LinePattern.within(
            "memory-used",
            " physical memory used",
            "Current usage: " + USED + " physical memory used",
            (entry, match) ->
                entry.emit(
                    new ContainerOverLimit(
                        entry.evidence(),
                        ProseLines.executorIn(entry),
                        container(entry.message()),
                        Quantity.bytes(match.group(1), match.group(2)),
                        Quantity.bytes(match.group(3), match.group(4)),
                        false))));
  }

  private static List<LinePattern> containers() {
    return List.of(
        LinePattern.of(
            "yarn-executor-launching",
            "Launching container container_",
            "Launching container "
                + CONTAINER
                + " on host (\\S{1,255}) for executor with ID (\\d{1,9})",
            YarnLines::launching),
        LinePattern.of(
            "container-preempted",
            " was preempted.",
            "Container " + CONTAINER + "(?: on host:? \\S{1,255})? was preempted",
            (entry, match) ->
                exited(entry, match.group(1), PREEMPTED, entry.line().message().strip())),
        LinePattern.of(
            "container-ended-by-yarn",
            " exited because of a YARN event",
            "Executor for container " + CONTAINER + " exited because of a YARN event",
            (entry, match) -> exited(entry, match.group(1), 0, entry.line().message().strip())),
        LinePattern.within(
            "container-exit-code",
            "Container exited with a non-zero exit code ",
            "Container exited with a non-zero exit code (\\d{1,9})",
            (entry, match) ->
                exited(
                    entry, "", Integer.parseInt(match.group(1)), entry.line().message().strip())),
        LinePattern.of(
            "yarn-kill-requested",
            "Driver requested to kill executor(s) ",
            "Driver requested to kill executor\\(s\\) ([\\d, ]{1,2000})",
            YarnLines::killRequested));
  }

  private static List<LinePattern> application() {
    return List.of(
        LinePattern.within(
            "final-status",
            "final status: ",
            "final status: (SUCCEEDED|FAILED|KILLED)",
            YarnLines::finalStatus),
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
            (entry, match) ->
                status(entry, "FAILED", entry.with(Extent.TRACE).substring(match.end()))),
        LinePattern.of(
            "application-report",
            "Application report for application_",
            "Application report for (application_\\w{1,60}) \\(state: ([A-Z_]{1,20})\\)",
            YarnLines::report),
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
        LinePattern.of(
            "application-submitted",
            " application application_",
            "Submitt(?:ed|ing) application (application_\\w{1,60})",
            (entry, match) ->
                entry.emit(
                    new Identified(entry.evidence(), match.group(1), null, null, "yarn", null))));
  }

  private static void launching(LogEntry entry, Matcher match) {
    entry.session().launches().launched(match.group(1), match.group(3));
    entry.emit(new Launched(entry.evidence(), match.group(3), match.group(2), null));
  }

  private static void overLimit(LogEntry entry, Matcher match) {
    boolean virtual = match.group(1) != null || match.group(2) != null;
    int used = virtual && match.group(7) != null ? 7 : 3;
    String container = container(entry.message());
    entry.emit(
        new ContainerOverLimit(
            entry.evidence(),
            entry.session().launches().executorIn(container),
            container,
            Quantity.bytes(match.group(used), match.group(used + 1)),
            Quantity.bytes(match.group(used + 2), match.group(used + 3)),
            virtual));
  }

  private static void killedForMemory(LogEntry entry, Matcher match) {
    Matcher memory = MEMORY.matcher(entry.message() + "\n" + ReasonText.rest(entry));
    boolean told = memory.find();
    entry.emit(
        new ContainerOverLimit(
            entry.evidence(),
            ProseLines.executorIn(entry),
            container(entry.message()),
            told ? Quantity.bytes(memory.group(1), memory.group(2)) : 0,
            told ? Quantity.bytes(memory.group(3), memory.group(4)) : 0,
            match.group(1) != null));
  }

  private static void failed(LogEntry entry, Matcher match) {
    String text = (entry.message() + "\n" + ReasonText.rest(entry)).strip();
    Matcher status = STATUS.matcher(text);
    Matcher memory = MEMORY.matcher(text);
    if (memory.find() && text.contains(" beyond ")) {
      boolean virtual = text.contains("beyond virtual") || text.contains("'VIRTUAL'");
      while (virtual && memory.group(5).equals("physical") && memory.find()) {
        // the virtual pair stands behind the physical one
      }
      entry.emit(
          new ContainerOverLimit(
              entry.evidence(),
              entry.session().launches().executorIn(match.group(1)),
              match.group(1),
              Quantity.bytes(memory.group(1), memory.group(2)),
              Quantity.bytes(memory.group(3), memory.group(4)),
              virtual));
    }
    if (status.find()) {
      exited(entry, match.group(1), Integer.parseInt(status.group(1)), text);
    }
  }

  private static void exited(LogEntry entry, String container, int status, String diagnostics) {
    String executor = entry.session().launches().executorIn(container);
    Owner owner =
        executor.isEmpty() ? new Owner(Role.EXECUTOR, container) : Owner.executor(executor);
    Owner told = container.isEmpty() ? entry.process() : owner;
    entry.emit(
        new ContainerExited(
            entry.evidence(),
            container,
            told,
            status,
            status == PREEMPTED ? "Preempted" : null,
            Redaction.redact(diagnostics)));
  }

  private static void killRequested(LogEntry entry, Matcher match) {
    for (String id : match.group(1).split("[, ]+")) {
      if (!id.isEmpty()) {
        entry.emit(new KillRequested(entry.evidence(), id, KillReason.UNKNOWN));
      }
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
      entry.emit(
          new FinalStatus(
              entry.evidence(), succeeded, Failures.parse(text.equals("N/A") ? "" : text)));
    }
  }

  private static void report(LogEntry entry, Matcher match) {
    if (entry.session().launches().isNews(match.group(1) + match.group(2))) {
      entry.emit(new Identified(entry.evidence(), match.group(1), null, null, "yarn", null));
      if (match.group(2).equals("ACCEPTED")) {
        entry.emit(new Waiting(entry.evidence(), match.group(1), "ACCEPTED", Hindrance.RESOURCES));
      }
    }
  }

  private static String container(String text) {
    Matcher container = CONTAINER_ID.matcher(text);
    return container.find() ? container.group(1) : "";
  }
}
