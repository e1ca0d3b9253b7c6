package io.fizzle.read.log;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.evidence.Redaction;
import io.fizzle.signal.ExecutorSignal.Contained;
import io.fizzle.signal.ExecutorSignal.KillReason;
import io.fizzle.signal.ExecutorSignal.KillRequested;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What YARN's allocator and node manager say of containers (Spark {@code resource-managers/yarn}:
 * YarnAllocator, ApplicationMaster; Hadoop 2.x and 3.x: ContainersMonitorImpl, ContainerImpl).
 */
final class YarnLines {
  private static final int PREEMPTED = -102;

  /** From the container's id to its exit code, a short stack trace of its launch included. */
  private static final int DIAGNOSTICS_LINES = 16;

  private static final String USED = Quantity.SIZE + " of " + Quantity.SIZE;
  private static final String CONTAINER = "(container_[\\w<>]{1,100})";
  private static final Pattern CONTAINER_ID = Pattern.compile(CONTAINER);
  private static final Pattern STATUS = Pattern.compile("Exit status: (-?\\d{1,9})");
  private static final Pattern MEMORY = Pattern.compile(USED + " (physical|virtual) memory used");

  private YarnLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(memory(), containers());
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
            YarnLines::exitCode),
        LinePattern.of(
            "yarn-kill-requested",
            "Driver requested to kill executor(s) ",
            "Driver requested to kill executor\\(s\\) ([\\d, ]{1,2000})",
            YarnLines::killRequested));
  }

  private static void launching(LogEntry entry, Matcher match) {
    entry.session().launches().launched(match.group(1), match.group(3));
    entry.emit(new Launched(entry.evidence(), match.group(3), match.group(2), null));
    entry.emit(new Contained(entry.evidence(), match.group(3), match.group(1)));
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

  /** In a driver's log it is part of what is told of a container, never of the driver itself. */
  private static void exitCode(LogEntry entry, Matcher match) {
    String container = entry.process().isDriver() ? containerAbove(entry) : "";
    if (!entry.process().isDriver() || !container.isEmpty()) {
      exited(entry, container, Integer.parseInt(match.group(1)), entry.line().message().strip());
    }
  }

  private static String containerAbove(LogEntry entry) {
    List<String> above = entry.preceding(DIAGNOSTICS_LINES);
    for (int i = above.size() - 1; i >= 0; i--) {
      String container = container(above.get(i));
      if (!container.isEmpty()) {
        return container;
      }
    }
    return "";
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

  private static String container(String text) {
    Matcher container = CONTAINER_ID.matcher(text);
    return container.find() ? container.group(1) : "";
  }
}
