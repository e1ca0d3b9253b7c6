package io.fizzle.read.log;

import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.log.LogEntry.Extent;
import io.fizzle.read.message.Failures;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.FailureSignal.Uncaught;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.OptionRejected;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JVM's last words on its standard output, texts of HotSpot 8 to 25 ({@code debug.cpp}, {@code
 * vmError.cpp}, {@code arguments.cpp}) and of OpenJ9.
 */
final class JvmLines {
  private static final Pattern PID = Pattern.compile("pid=(\\d{1,18})");
  private static final Pattern FRAME =
      Pattern.compile("(?:# ?)?Problematic frame:\\s{0,4}\\n\\s{0,4}(?:#\\s{1,4})?(.{1,300})");
  private static final Pattern ERROR =
      Pattern.compile(
          "(?m)^\\s{0,4}(?:#\\s{1,4})?(SIG[A-Z]{2,6}|EXCEPTION_\\w{1,60}|Internal Error|Out of"
              + " Memory Error)\\b");
  private static final Pattern MEMORY = Pattern.compile("OutOfMemory encountered: (.{1,200})");

  /** Where the problematic frame stands in a report, with room to spare. */
  private static final int REPORT_BYTES = 1200;

  private JvmLines() {}

  static List<LinePattern> patterns() {
    return LinePatterns.join(memory(), openJ9(), crashes(), options());
  }

  private static List<LinePattern> memory() {
    return List.of(
        LinePattern.of(
            "terminating-for-memory",
            "Terminating due to java.lang.OutOfMemoryError",
            "Terminating due to (java\\.lang\\.OutOfMemoryError.{0,400})",
            (entry, match) -> outOfMemory(entry, match.group(1))),
        LinePattern.of(
            "aborting-for-memory",
            "Aborting due to java.lang.OutOfMemoryError",
            "Aborting due to (java\\.lang\\.OutOfMemoryError.{0,400})",
            (entry, match) -> outOfMemory(entry, match.group(1))),
        LinePattern.of(
            "on-out-of-memory",
            "# java.lang.OutOfMemoryError",
            "# (java\\.lang\\.OutOfMemoryError.{0,400})",
            JvmLines::onOutOfMemory),
        LinePattern.of(
            "insufficient-memory",
            "There is insufficient memory for the Java Runtime",
            "# There is insufficient memory for the Java Runtime",
            (entry, match) -> crashed(entry, "OutOfMemoryError", FailureKind.NATIVE_MEMORY)),
        LinePattern.of(
            "heap-not-reserved",
            "Could not reserve enough space for ",
            "(?:Error: )?Could not reserve enough space for",
            (entry, match) ->
                entry.emit(
                    new OutOfMemory(
                        entry.evidence(), entry.process(), FailureKind.NATIVE_MEMORY, true))),
        LinePattern.within(
            "thread-not-started",
            "pthread_create failed (EAGAIN)",
            "Failed to start thread .{0,200}pthread_create failed \\(EAGAIN\\)",
            (entry, match) ->
                entry.emit(
                    new OutOfMemory(
                        entry.evidence(), entry.process(), FailureKind.NATIVE_THREAD, false))));
  }

  /**
   * OpenJ9 dumps its state where an error is thrown, and says so: messages {@code JVMDUMP006I} (IBM
   * Java 6 to 8) and {@code JVMDUMP039I}, and the first lines of a {@code javacore} file.
   */
  private static List<LinePattern> openJ9() {
    return List.of(
        LinePattern.of(
                "openj9-dump",
                "JVMDUMP039I",
                "JVMDUMP0(?:39|06)I Processing dump event \"systhrow\", detail"
                    + " \"java/lang/OutOfMemoryError\"",
                (entry, match) -> thrown(entry, FailureKind.OUT_OF_MEMORY))
            .announcedBy("JVMDUMP039I", "JVMDUMP006I"),
        LinePattern.of(
            "javacore-title",
            "1TISIGINFO",
            "1TISIGINFO {1,20}Dump Event \"systhrow\" \\([0-9a-f]{1,16}\\) Detail"
                + " \"java/lang/OutOfMemoryError\"(?: \"([^\"]{1,300})\")?",
            (entry, match) -> {
              String message = match.group(1) == null ? "" : ": " + match.group(1);
              Failure failure = Failures.parse("java.lang.OutOfMemoryError" + message);
              thrown(entry, memory(failure.kind()));
            }),
        LinePattern.of(
            "openj9-crash",
            "Type=Segmentation error vmState=",
            "Type=Segmentation error vmState=",
            (entry, match) -> crashed(entry, "SIGSEGV", null)));
  }

  /** The error was thrown; what becomes of the process is not told. */
  private static void thrown(LogEntry entry, FailureKind kind) {
    entry.emit(new OutOfMemory(entry.evidence(), entry.process(), kind, false));
  }

  private static List<LinePattern> crashes() {
    return List.of(
        LinePattern.of(
            "fatal-error",
            "A fatal error has been detected by the Java Runtime",
            "# A fatal error has been detected by the Java Runtime",
            (entry, match) -> crashed(entry, "", null)),
        LinePattern.of(
            "fatal-error-without-marks",
            "A fatal error has been detected by the Java Runtime",
            "(?<!# )A fatal error has been detected by the Java Runtime",
            (entry, match) -> crashedWithoutMarks(entry)),
        LinePattern.of(
                "crash-headline",
                "#  SIG",
                "#\\s{1,4}(SIG[A-Z]{2,6}|EXCEPTION_\\w{1,60}|Internal Error) \\(",
                (entry, match) -> crashed(entry, match.group(1), null))
            .announcedBy("#  SIG", "#  EXCEPTION_", "#  Internal Error"));
  }

  private static List<LinePattern> options() {
    return List.of(
        LinePattern.of(
            "main-class-missing",
            "Could not find or load main class",
            "(?:Error: )?Could not find or load main class ",
            JvmLines::mainClassMissing),
        LinePattern.of(
            "option-rejected",
            "VM option '",
            "(?:Unrecognized VM option|Improperly specified VM option|Unexpected \\+/- setting in"
                + " VM option|Missing \\+/- setting for VM option) '([^']{1,300})'|(?:Error: )?VM"
                + " option '([^']{1,300})' is",
            JvmLines::optionRejected),
        LinePattern.of(
                "launcher-option-rejected",
                "Unrecognized option: ",
                "Unrecognized option: (\\S{1,300})|(?:Invalid (?:maximum|initial) heap"
                    + " size|Conflicting collector combinations|Multiple garbage collectors"
                    + " selected|Initial heap size set to a larger value|Too small"
                    + " (?:maximum|initial) heap|Invalid -Xlog option|Error opening zip file or JAR"
                    + " manifest missing|Could not find agent library).{0,300}",
                JvmLines::optionRejected)
            .announcedBy(
                "Unrecognized option: ",
                "Invalid maximum heap size",
                "Invalid initial heap size",
                "Conflicting collector combinations",
                "Multiple garbage collectors selected",
                "Invalid -Xlog option",
                "Error opening zip file or JAR manifest missing",
                "Could not find agent library",
                "Initial heap size set to a larger",
                "Too small "));
  }

  /** The launcher ends with 1: of an executor that is its death, a submission may try elsewhere. */
  private static void mainClassMissing(LogEntry entry, Matcher match) {
    Failure failure = Failures.parse(entry.with(Extent.TRACE));
    entry.emit(
        entry.owner().role() == Role.EXECUTOR
            ? new Uncaught(entry.evidence(), entry.owner(), failure)
            : new Logged(entry.evidence(), entry.owner(), failure));
  }

  private static void outOfMemory(LogEntry entry, String text) {
    FailureKind kind = Failures.parse(text).kind();
    entry.emit(new OutOfMemory(entry.evidence(), entry.process(), memory(kind), true));
  }

  /** Only the memory kinds can stand behind a JVM's own words of memory. */
  private static FailureKind memory(FailureKind kind) {
    return kind.isJvmOutOfMemory() ? kind : FailureKind.OUT_OF_MEMORY;
  }

  /** The block that HotSpot prints when it runs the OnOutOfMemoryError command. */
  private static void onOutOfMemory(LogEntry entry, Matcher match) {
    String ahead = entry.ahead(400);
    boolean kills = ahead.contains("OnOutOfMemoryError") && ahead.contains("kill");
    Failure failure = Failures.parse(match.group(1));
    entry.emit(new OutOfMemory(entry.evidence(), entry.process(), memory(failure.kind()), kills));
  }

  private static void crashed(LogEntry entry, String error, @Nullable FailureKind memory) {
    crashed(entry, entry.line().text() + "\n" + entry.block("#", 40), error, memory);
  }

  /**
   * The report in a ticket or a post: Markdown takes the marks for headings. Only with the signal
   * or the assertion that the report names next it is more than a mention.
   */
  private static void crashedWithoutMarks(LogEntry entry) {
    String block = entry.ahead(REPORT_BYTES);
    if (ERROR.matcher(block).find()) {
      crashed(entry, block, "", null);
    }
  }

  private static void crashed(
      LogEntry entry, String block, String error, @Nullable FailureKind memory) {
    Matcher headline = ERROR.matcher(block);
    Matcher pid = PID.matcher(block);
    Matcher frame = FRAME.matcher(block);
    Matcher outOfMemory = MEMORY.matcher(block);
    String named = headline.find() ? headline.group(1) : "";
    FailureKind kind = memory;
    if (kind == null && outOfMemory.find()) {
      kind = memory(Failures.parse("java.lang.OutOfMemoryError: " + outOfMemory.group(1)).kind());
    }
    entry.emit(
        new Crashed(
            entry.evidence(),
            entry.process(),
            pid.find() ? Long.parseLong(pid.group(1)) : 0,
            error.isEmpty() ? named : error,
            frame.find() ? frame.group(1).strip() : "",
            kind));
  }

  private static void optionRejected(LogEntry entry, Matcher match) {
    String option = match.group();
    for (int group = 1; group <= match.groupCount(); group++) {
      option = match.group(group) == null ? option : match.group(group);
    }
    entry.emit(new OptionRejected(entry.evidence(), entry.process(), option.strip()));
    entry.following(Extent.TRACE);
  }
}
