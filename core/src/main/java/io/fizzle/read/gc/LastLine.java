package io.fizzle.read.gc;

import io.fizzle.evidence.Evidence;
import io.fizzle.read.SourceClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the newest line, because a reader only learns at the end of the stream that it was the
 * last.
 */
final class LastLine {
  private final byte[] bytes = new byte[Evidence.MAX_EXCERPT];
  private int length;
  private long number;

  void keep(Line line) {
    length = Math.min(bytes.length, line.to - line.from);
    System.arraycopy(line.bytes, line.from, bytes, 0, length);
    number = line.number;
  }

  boolean isEmpty() {
    return number == 0;
  }

  long number() {
    return number;
  }

  String text() {
    Line line = line();
    return line.text(line.from);
  }

  /**
   * What the line's decorators, its legacy stamp or its attribute tell; null where they tell no
   * time.
   */
  @Nullable Instant time(SourceClock clock) {
    Line line = line();
    if (XmlTag.at(line) >= 0) {
      return XmlTag.time(line, OpenJ9Log.TIMESTAMP, clock);
    }
    Decorators decorators = new Decorators();
    decorators.read(line);
    if (decorators.present()) {
      return decorators.moment(line, clock).time();
    }
    int stampEnd = Math.min(line.to, WrittenTime.LENGTH);
    return WrittenTime.instant(line, line.from, stampEnd, clock);
  }

  private Line line() {
    return new Line(bytes, 0, length, number, true);
  }
}
