package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import org.jspecify.annotations.Nullable;

/**
 * The legacy format of JDK 8 and earlier ({@code -verbose:gc}, {@code -XX:+PrintGCDetails}). A
 * line's stamp is the pause's start.
 */
final class LegacyLog {
  private static final byte[] SHENANDOAH = Line.ascii("[Pause ");
  private static final byte[] STOPPED = Line.ascii("Total time for which application threads");
  private static final byte[] EDEN = Line.ascii("[Eden: ");
  private static final byte[] HEAP = Line.ascii("Heap: ");
  private static final byte[] SAVED = Line.ascii("GC log file has reached the maximum size");

  /** Statistics of free lists are the longest that a JVM prints into an event. */
  private static final int MAX_EVENT_LINES = 500;

  /** G1's phases, printed between a pause and its heap sizes. */
  private static final int MAX_DETAIL_LINES = 120;

  private final SourceClock clock;
  private final Runs runs;
  private @Nullable LegacyEvent open;
  private @Nullable LegacyEvent awaitingHeap;
  private int awaitedLines;
  private long broken;

  LegacyLog(SourceClock clock, Runs runs) {
    this.clock = clock;
    this.runs = runs;
  }

  /** Reads one line. */
  void accept(Line line) {
    int from = line.from;
    if (open != null) {
      from = proceed(open, line);
      if (from < 0) {
        return;
      }
    } else if (awaitingHeap != null) {
      awaitHeap(awaitingHeap, line);
    }
    scan(line, from);
  }

  /** Feeds the open event; answers where the rest of the line begins, -1 where nothing is left. */
  private int proceed(LegacyEvent event, Line line) {
    if (event.lines() > MAX_EVENT_LINES || startsAnother(line)) {
      broken++;
      open = null;
      return line.from;
    }
    int end = event.feed(line, line.from);
    if (end >= 0) {
      open = null;
      complete(event);
    }
    return end;
  }

  /** True where a stamped pause opens the line: the open one lost its end. */
  private boolean startsAnother(Line line) {
    int bracket = line.find('[', line.from, Math.min(line.to, line.from + 2 * WrittenTime.LENGTH));
    if (bracket < 0 || !LegacyOpening.begins(line, bracket)) {
      return false;
    }
    LegacyStamp stamp = LegacyStamp.before(line, bracket, clock);
    return stamp.isTold() && stamp.from() == line.from;
  }

  private void awaitHeap(LegacyEvent event, Line line) {
    awaitedLines++;
    int heap = line.find(EDEN, line.from) < 0 ? -1 : line.find(HEAP, line.from);
    if (heap >= 0) {
      int from = heap + HEAP.length;
      event.heap(HeapChange.parse(line, from, line.wordEnd(from)));
    }
    if (heap >= 0 || awaitedLines > MAX_DETAIL_LINES) {
      settle();
    }
  }

  private void scan(Line line, int from) {
    int bracket = line.find('[', from, line.to);
    while (bracket >= 0) {
      if (LegacyOpening.begins(line, bracket)) {
        LegacyStamp stamp = LegacyStamp.before(line, bracket, clock);
        if (stamp.isTold() || bracket == line.from) {
          bracket = begin(line, bracket, stamp);
          if (bracket < 0) {
            return;
          }
        }
      } else if (line.has(SHENANDOAH, bracket)) {
        shenandoah(line, bracket);
      }
      bracket = line.find('[', bracket + 1, line.to);
    }
    messages(line);
  }

  /** Opens an event; answers its end in this line, -1 where it stays open. */
  private int begin(Line line, int bracket, LegacyStamp stamp) {
    settle();
    LegacyEvent event = new LegacyEvent(line, bracket, stamp);
    runs.at(stamp.moment().uptimeMicros()).saw(line, stamp.moment().uptimeMicros());
    int end = event.feed(line, bracket + 1);
    if (end < 0) {
      open = event;
    } else {
      complete(event);
      end--;
    }
    return end;
  }

  private void complete(LegacyEvent event) {
    if (event.pause() == null) {
      broken++;
    } else if (event.awaitsHeap()) {
      awaitingHeap = event;
      awaitedLines = 0;
    } else {
      tell(event);
    }
  }

  /** Tells the pause that waits for its heap sizes, with or without them. */
  private void settle() {
    if (awaitingHeap != null) {
      tell(awaitingHeap);
      awaitingHeap = null;
    }
  }

  private void tell(LegacyEvent event) {
    Pause pause = event.pause();
    if (pause == null) {
      return;
    }
    JvmRun run = runs.current();
    if (event.collector() != null) {
      run.expectClosing();
      hint(run, event);
    }
    run.pause(event.line(), event.text(), event.moment(), pause);
  }

  private static void hint(JvmRun run, LegacyEvent event) {
    String collector = event.collector();
    if (run.facts().collector() == null && collector != null) {
      run.facts().collector(collector);
      if (!run.facts().isCited()) {
        run.facts().cite(event.line(), event.moment().time(), event.text());
      }
    }
  }

  /**
   * JDK 8's Shenandoah writes {@code [Pause Final Mark (process weakrefs), 1.204 ms]} when a pause
   * has ended.
   */
  private void shenandoah(Line line, int bracket) {
    ShenandoahText text = ShenandoahText.parse(line, bracket + 1);
    LegacyStamp stamp = LegacyStamp.before(line, bracket, clock);
    if (text == null || !stamp.isTold()) {
      return;
    }
    settle();
    JvmRun run = runs.at(stamp.moment().uptimeMicros());
    run.saw(line, stamp.moment().uptimeMicros());
    run.expectClosing();
    Moment start = stamp.moment().minus(text.pause().micros());
    run.pause(line.number, line.text(stamp.from()), start, text.pause());
  }

  private void messages(Line line) {
    int stopped = line.find(STOPPED, line.from);
    if (stopped >= 0) {
      stopped(line, stopped);
    } else if (Numbers.isDigit(line.bytes[line.from]) && line.find(SAVED, line.from) >= 0) {
      settle();
      runs.current().rotatedAway();
    }
  }

  private void stopped(Line line, int position) {
    StopText stop = StopText.parse(line, position);
    LegacyStamp stamp = LegacyStamp.before(line, position, clock);
    if (stop != null && stamp.isTold()) {
      settle();
      JvmRun run = runs.at(stamp.moment().uptimeMicros());
      run.saw(line, stamp.moment().uptimeMicros());
      run.stopped(line, stamp.moment(), stop.micros(), stop.cause());
    }
  }

  /** Ends the log; true where it broke off inside an event. */
  boolean end() {
    settle();
    if (open != null) {
      runs.current().begun(open.line(), open.text(), open.moment(), open.kind(), open.cause());
    }
    return open != null;
  }

  /** True while what other threads write may stand inside an event. */
  boolean isOpen() {
    return open != null;
  }

  /** Events that lost their end. */
  long broken() {
    return broken;
  }
}
