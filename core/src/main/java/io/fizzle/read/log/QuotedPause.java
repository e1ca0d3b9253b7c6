package io.fizzle.read.log;

import io.fizzle.signal.JvmSignal.GcReported;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only line of a GC log in a text: somebody quotes it. It tells of one pause and nothing of
 * what was before and after, so it counts as what people say of GC, and only where it is long.
 */
final class QuotedPause {
  /** Nobody quotes a shorter one for a reason. */
  private static final long SHORTEST_MILLIS = 1_000;

  private static final Pattern PAUSE =
      Pattern.compile("\\bPause .{1,120}? (\\d{1,12}(?:\\.\\d{1,6})?)(ms|s)\\s{0,9}$");

  private QuotedPause() {}

  /** What the line tells; null where that is nothing. */
  static @Nullable GcReported of(LogEntry entry) {
    String text = entry.line().text();
    Matcher pause = PAUSE.matcher(text);
    if (!pause.find()) {
      return null;
    }
    long millis = Quantity.millis(pause.group(1), pause.group(2));
    boolean full = text.contains("Pause Full");
    return millis < SHORTEST_MILLIS
        ? null
        : new GcReported(entry.evidence(), ProseLines.ownerIn(entry), full, millis, -1);
  }
}
