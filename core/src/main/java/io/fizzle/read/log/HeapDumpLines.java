package io.fizzle.read.log;

import io.fizzle.evidence.Redaction;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.HeapDumped;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM says of the heap dump that it writes at its first memory error, and why it could not;
 * HotSpot 8 to 25 ({@code heapDumper.cpp}: JDK 8 {@code Heap dump file}, since JDK 9 {@code Dump
 * file is incomplete}).
 */
final class HeapDumpLines {
  private static final String MEMORY_ERROR = "java.lang.OutOfMemoryError";

  private static final Pattern CREATED =
      Pattern.compile("(?m)^Heap dump file created \\[(\\d{1,18}) bytes in ");

  private static final Pattern PROBLEM =
      Pattern.compile(
          "(?m)^(?:(?:Heap dump|Dump) file is incomplete: (.{1,200})"
              + "|Unable to create .{1,1000}\\.hprof.{0,20}: (.{1,200})"
              + "|Error (.{1,200}) while dumping heap)$");

  /** Other lines of the process may stand between the announcement and the result. */
  private static final int RESULT_WITHIN = 4_096;

  private HeapDumpLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.of(
            "heap-dump",
            "Dumping heap to ",
            "^Dumping heap to (\\S.{0,1000}?) \\.\\.\\.\\s{0,8}$",
            HeapDumpLines::begun),
        // its reason, a full disk for example, is that of the dump and of nothing else
        LinePattern.of(
                "heap-dump-failed",
                "ump file is incomplete: ",
                PROBLEM.pattern(),
                (entry, match) -> {})
            .announcedBy("ump file is incomplete: ", "Unable to create "));
  }

  private static void begun(LogEntry entry, Matcher match) {
    boolean told = entry.preceding(1).stream().anyMatch(line -> line.contains(MEMORY_ERROR));
    if (!told) {
      // at no other occasion the JVM says so in its own output
      entry.emit(
          new OutOfMemory(entry.evidence(), entry.process(), FailureKind.OUT_OF_MEMORY, false));
    }
    String ahead = entry.ahead(RESULT_WITHIN);
    Matcher created = CREATED.matcher(ahead);
    boolean whole = created.find();
    entry.emit(
        new HeapDumped(
            entry.evidence(),
            entry.process(),
            Redaction.redact(match.group(1)),
            whole ? Long.parseLong(created.group(1)) : -1,
            whole ? "" : problem(ahead)));
  }

  private static String problem(String ahead) {
    Matcher failed = PROBLEM.matcher(ahead);
    if (!failed.find()) {
      return "nothing tells that it was written to its end";
    }
    for (int group = 1; group < failed.groupCount(); group++) {
      if (failed.group(group) != null) {
        return failed.group(group);
      }
    }
    return failed.group(failed.groupCount());
  }
}
