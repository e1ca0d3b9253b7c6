package io.fizzle.read.log;

import io.fizzle.signal.ExecutorSignal;
import java.util.List;
import java.util.regex.Matcher;

/**
 * What Fizzle's own plugin logged in the driver and the executors. It quotes errors and names
 * causes, and none of that is evidence: its lines are taken before any other rule sees them.
 */
final class FizzleLines {
  /** Simple name of the plugin's logger, {@code io.fizzle}. */
  private static final String LOGGER = "fizzle";

  private FizzleLines() {}

  static List<LinePattern> patterns() {
    return List.of(
        LinePattern.of(
            "fizzles-own-words",
            "Fizzle: ",
            "Fizzle: (?:executor (\\S{1,64})(?: on \\S{1,255})? lost:"
                + " (?:([a-z][a-z-]{1,60}), (\\d{1,3}) %|not enough evidence to say why)$)?",
            FizzleLines::words));
  }

  private static void words(LogEntry entry, Matcher match) {
    entry.following(LogEntry.Extent.TRACE);
    if (match.group(1) == null || !entry.logger().equals(LOGGER)) {
      return;
    }
    boolean known = match.group(2) != null;
    entry.emit(
        new ExecutorSignal.LiveVerdict(
            entry.evidence(),
            match.group(1),
            known ? match.group(2) : "undetermined",
            known ? Math.min(1, Integer.parseInt(match.group(3)) / 100.0) : 0));
  }
}
