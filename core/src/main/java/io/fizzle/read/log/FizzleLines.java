package io.fizzle.read.log;

import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern LARGE =
      Pattern.compile(
          "Fizzle: (each task of|the functions of|a broadcast of "
              + Quantity.SIZE
              + " compressed was made before) stage (\\d{1,9}) \\(([^)\\r\\n]{0,300})\\)"
              + "(?: (?:is|are) "
              + Quantity.SIZE
              + ")?");

  private static final Pattern CARRIER =
      Pattern.compile("(?:, captures |, of which |, which holds it as )([^\\s;,]{1,300})");

  private static void shipment(LogEntry entry) {
    Matcher large = LARGE.matcher(entry.message());
    if (!large.lookingAt()) {
      return;
    }
    boolean broadcast = large.group(2) != null;
    if (!broadcast && large.group(6) == null) {
      return;
    }
    Shipment kind =
        broadcast
            ? Shipment.BROADCAST
            : large.group(1).startsWith("each") ? Shipment.TASK : Shipment.TASK_BINARY;
    long bytes =
        broadcast
            ? Quantity.bytes(large.group(2), large.group(3))
            : Quantity.bytes(large.group(6), large.group(7));
    List<String> carriers = new ArrayList<>();
    Matcher carrier =
        CARRIER.matcher(entry.message()).region(large.end(), entry.message().length());
    while (carrier.find()) {
      carriers.add(carrier.group(1));
    }
    entry.emit(
        new LargeShipment(
            entry.evidence(),
            kind,
            Integer.parseInt(large.group(4)),
            large.group(5),
            bytes,
            carriers));
  }

  private static void words(LogEntry entry, Matcher match) {
    entry.following(LogEntry.Extent.TRACE);
    if (!entry.logger().equals(LOGGER)) {
      return;
    }
    if (match.group(1) == null) {
      shipment(entry);
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
