package io.fizzle.read.log;

import io.fizzle.read.SourceClock;
import io.fizzle.read.threads.ThreadDump;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a thread dump begins in a process's output; HotSpot 8 to 25 ({@code VM_PrintThreads}). */
final class ThreadDumpLines {
  /** The JVM's local time, on a line of its own before the title. */
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d)");

  private ThreadDumpLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.of(
            "thread-dump",
            ThreadDump.BEGIN,
            "^" + ThreadDump.BEGIN + "\\S.{0,120} \\([^()]{1,120}\\):?\\s{0,8}$",
            (entry, match) -> entry.session().beginDump(entry)));
  }

  /** When the dump was made: by its own line, else by the log's last header. */
  static @Nullable Instant time(LogEntry entry, SourceClock clock) {
    for (String before : entry.preceding(1)) {
      var written = WRITTEN.matcher(before.strip());
      if (written.matches()) {
        try {
          return clock.local(LocalDateTime.parse(written.group(1) + "T" + written.group(2)));
        } catch (DateTimeException impossible) {
          return null;
        }
      }
    }
    return entry.session().time(entry);
  }
}
