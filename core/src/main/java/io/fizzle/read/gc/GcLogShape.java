package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What a GC log looks like from its first lines. */
final class GcLogShape {
  /** Longer heads add nothing. */
  private static final int MAX_HEAD = 1 << 16;

  /** A single quoted line in another log makes no GC log. */
  private static final int ENOUGH = 2;

  private static final byte[] SECONDS = Line.ascii(" secs]");
  private static final byte[] ARROW = Line.ascii("->");
  private static final byte[] OLD_DETAILS = Line.ascii("CommandLine flags: -XX:");
  private static final byte[] GC_CREATED = Line.ascii("GC log file created");
  private static final byte[] STOPPED =
      Line.ascii("Total time for which application threads were stopped: ");
  private static final byte[] TIMES = Line.ascii(" [Times: user=");
  private static final byte[] EDEN = Line.ascii("   [Eden: ");
  private static final byte[] CRASH_EVENT = Line.ascii("Event: ");
  private static final byte[] SHENANDOAH = Line.ascii("[Pause ");

  private GcLogShape() {}

  static boolean matches(String head) {
    LineSplitter lines = splitter(head);
    Decorators decorators = new Decorators();
    int gc = 0;
    int other = 0;
    boolean crash = false;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (line.isEmpty()) {
        continue;
      }
      decorators.read(line);
      crash |= line.has(CRASH_EVENT, line.from);
      if (UnifiedLog.owns(line, decorators)
          || OpenJ9Log.owns(line)
          || isLegacy(line)
          || (!crash && isDetail(line))) {
        gc++;
      } else {
        other++;
      }
      if (gc >= ENOUGH || OpenJ9Log.begins(line)) {
        return true;
      }
    }
    return gc > 0 && gc >= other;
  }

  private static boolean isLegacy(Line line) {
    if (line.has(OLD_DETAILS, line.from) || LegacyHeader.isVersion(line)) {
      return true;
    }
    if (Numbers.isDigit(line.bytes[line.from])) {
      return isStamped(line);
    }
    boolean pause = line.bytes[line.from] == '[' && LegacyOpening.begins(line, line.from);
    return pause && line.find(ARROW, line.from) >= 0 && line.find(SECONDS, line.from) >= 0;
  }

  /** What stands around a legacy pause; a crash file's GC history quotes it too. */
  private static boolean isDetail(Line line) {
    return line.has(TIMES, line.from) || line.has(EDEN, line.from) || HeapBlock.open(line) != null;
  }

  private static boolean isStamped(Line line) {
    if (line.find(GC_CREATED, line.from) >= 0) {
      return true;
    }
    int bracket = line.find('[', line.from, line.to);
    int event = bracket < 0 ? line.find(STOPPED, line.from) : bracket;
    if (event < 0) {
      return false;
    }
    LegacyStamp stamp = LegacyStamp.before(line, event, SourceClock.UTC);
    boolean stamped = stamp.isTold() && stamp.from() == line.from;
    return stamped
        && (event != bracket || LegacyOpening.begins(line, event) || line.has(SHENANDOAH, event));
  }

  static @Nullable ZoneOffset zone(String head) {
    LineSplitter lines = splitter(head);
    Decorators decorators = new Decorators();
    for (Line line = lines.next(); line != null; line = lines.next()) {
      decorators.read(line);
      int from = decorators.timeFrom() >= 0 ? decorators.timeFrom() : line.from;
      int to = decorators.timeFrom() >= 0 ? decorators.timeTo() : line.from + WrittenTime.LENGTH;
      ZoneOffset zone =
          to <= line.to && WrittenTime.begins(line, from, to)
              ? WrittenTime.offset(line, from, to)
              : null;
      if (zone != null) {
        return zone;
      }
    }
    return null;
  }

  private static LineSplitter splitter(String head) {
    String start = head.length() > MAX_HEAD ? head.substring(0, MAX_HEAD) : head;
    return new LineSplitter(new ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)));
  }
}
