package io.fizzle.read.gc;

import io.fizzle.read.SourceClock;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * The messages of unified logging (JDK 9 to 25). A summary line is written when its pause has
 * ended, so a pause's start is the line's time less the duration.
 */
final class UnifiedLog {
  private static final byte[] ID = Line.ascii("GC(");
  private static final byte[] TO_SPACE = Line.ascii("To-space exhausted");
  private static final byte[] ALLOCATION_STALL = Line.ascii("Allocation Stall (");
  private static final byte[] RELOCATION_STALL = Line.ascii("Relocation Stall (");
  private static final byte[] OUT_OF_MEMORY = Line.ascii("Out Of Memory (");
  private static final byte[] OVERHEAD_EXCEEDED =
      Line.ascii("GC Overhead Limit exceeded too often");
  private static final byte[] GC_TAG = Line.ascii("gc");
  private static final byte[] SAFEPOINT_TAG = Line.ascii("safepoint");
  private static final byte[] COMMA_TAG = Line.ascii("gc,");
  private static final byte[] EXIT = Line.ascii("gc,exit");
  private static final byte[] HEAP_EXIT = Line.ascii("gc,heap,exit");
  private static final byte[] PAUSE_FULL = Line.ascii("Pause Full");
  private static final byte[] START = Line.ascii("start");
  private static final byte[] STATISTICS = Line.ascii("stats");

  /**
   * Parallel's own words for the limit that JDK 8 to 25 throw an error at (adaptiveSizePolicy.cpp).
   */
  static final byte[] OVERHEAD_LIMIT = Line.ascii("GC is exceeding overhead limit of");

  private final SourceClock clock;
  private long exhaustedId = -1;

  UnifiedLog(SourceClock clock) {
    this.clock = clock;
  }

  /** True where a line is surely one of the JVM's GC or safepoint messages. */
  static boolean owns(Line line, Decorators decorators) {
    if (decorators.tagged(line, GC_TAG) || decorators.tagged(line, SAFEPOINT_TAG)) {
      return true;
    }
    int body = decorators.body();
    if (body >= line.to) {
      return false;
    }
    return switch (line.bytes[body]) {
      case 'G' -> afterId(line, body) > body;
      case 'U', 'I' -> !InitLines.collector(line, body).isEmpty();
      case 'S' -> StopText.begins(line, body);
      case 'T' -> decorators.present() && StopText.begins(line, body);
      case 'A' -> line.has(ALLOCATION_STALL, body) && PauseText.isSummary(line);
      case 'O' -> line.has(OUT_OF_MEMORY, body) && line.bytes[line.to - 1] == ')';
      default -> false;
    };
  }

  /** Reads one line. */
  Outcome accept(Line line, Decorators decorators, JvmRun run) {
    if (decorators.tagged(line, EXIT) || decorators.tagged(line, HEAP_EXIT)) {
      run.closing();
      return Outcome.READ;
    }
    if (decorators.tagged(line, COMMA_TAG)) {
      run.expectClosing();
      if (decorators.tagsEnd(line, STATISTICS)) {
        return Outcome.PASSED;
      }
      if (decorators.tagsEnd(line, START)) {
        started(line, decorators, run);
        return Outcome.PASSED;
      }
    }
    int body = decorators.body();
    if (body >= line.to) {
      return Outcome.PASSED;
    }
    int message = afterId(line, body);
    if (message > body) {
      return collection(line, decorators, run, message);
    }
    return jvm(line, decorators, run, body);
  }

  /** {@code gc,start}: the pause that it announces may be the log's last word. */
  private void started(Line line, Decorators decorators, JvmRun run) {
    int message =
        afterGeneration(line, Math.max(decorators.body(), afterId(line, decorators.body())));
    if (message < line.to && PauseText.begins(line, message)) {
      boolean full = line.has(PAUSE_FULL, message);
      run.begun(
          line.number,
          line.text(line.from),
          decorators.moment(line, clock),
          full ? PauseKind.FULL : PauseKind.OTHER,
          full ? "Pause Full" : "Pause");
    }
  }

  /** A message of a numbered collection. */
  private Outcome collection(Line line, Decorators decorators, JvmRun run, int from) {
    int message = afterGeneration(line, from);
    if (message >= line.to) {
      return Outcome.PASSED;
    }
    switch (line.bytes[message]) {
      case 'P' -> {
        return PauseText.begins(line, message)
            ? pause(line, decorators, run, message)
            : Outcome.PASSED;
      }
      case 'T' -> {
        exhaustedId = line.is(TO_SPACE, message) ? id(line, decorators.body()) : exhaustedId;
        return Outcome.PASSED;
      }
      case 'C', 'G', 'M' -> {
        CycleText cycle = CycleText.parse(line, message, run.facts().maxHeapBytes());
        if (cycle != null) {
          run.occupancy(
              line.number,
              line.text(line.from),
              decorators.moment(line, clock),
              cycle.full(),
              cycle.cause(),
              cycle.heap());
        }
        return cycle == null ? Outcome.PASSED : Outcome.READ;
      }
      case 'A', 'R', 'O' -> {
        return shortage(line, decorators, run, message);
      }
      case 'I', 'F' -> {
        return nativeImage(line, decorators, run, message);
      }
      default -> {
        return Outcome.PASSED;
      }
    }
  }

  private Outcome pause(Line line, Decorators decorators, JvmRun run, int message) {
    Pause pause = PauseText.parse(line, message);
    if (pause == null) {
      return PauseText.isSummary(line) ? Outcome.SKIPPED : Outcome.PASSED;
    }
    if (pause.kind() == PauseKind.YOUNG && exhaustedId >= 0) {
      boolean same = exhaustedId == id(line, decorators.body());
      exhaustedId = -1;
      pause = same ? pause.failing("(to-space exhausted)") : pause;
    }
    tell(line, decorators, run, pause);
    return Outcome.READ;
  }

  private Outcome nativeImage(Line line, Decorators decorators, JvmRun run, int message) {
    Pause pause = PauseText.parseNative(line, message);
    if (pause == null) {
      return Outcome.PASSED;
    }
    tell(line, decorators, run, pause);
    return Outcome.READ;
  }

  private void tell(Line line, Decorators decorators, JvmRun run, Pause pause) {
    JvmFacts facts = run.facts();
    Moment end = decorators.moment(line, clock);
    String hint = facts.collector() == null ? CollectorHint.of(pause) : null;
    if (hint != null) {
      facts.collector(hint);
      facts.cite(line, end.time());
    }
    run.pause(line.number, line.text(line.from), end.minus(pause.micros()), pause);
  }

  /** A message of the JVM, outside any collection. */
  private Outcome jvm(Line line, Decorators decorators, JvmRun run, int body) {
    return switch (line.bytes[body]) {
      case 'S', 'T' -> stop(line, decorators, run, body);
      case 'A', 'R', 'O', 'G' -> shortage(line, decorators, run, body);
      case 'U', 'I' -> collector(line, decorators, run, body);
      case 'V', 'C', 'M', 'H' -> init(line, decorators, run, body);
      default -> Outcome.PASSED;
    };
  }

  private Outcome stop(Line line, Decorators decorators, JvmRun run, int body) {
    if (!StopText.begins(line, body)) {
      return Outcome.PASSED;
    }
    StopText stop = StopText.parse(line, body);
    if (stop == null) {
      return Outcome.SKIPPED;
    }
    run.stopped(line, decorators.moment(line, clock), stop.micros(), stop.cause());
    return Outcome.READ;
  }

  private Outcome collector(Line line, Decorators decorators, JvmRun run, int body) {
    String collector = InitLines.collector(line, body);
    if (collector.isEmpty()) {
      return Outcome.PASSED;
    }
    run.facts().collector(collector);
    run.facts().cite(line, decorators.moment(line, clock).time());
    return Outcome.READ;
  }

  /**
   * A detail of the JVM's start; also for lines whose decorators do not tell that they are of GC.
   */
  Outcome init(Line line, Decorators decorators, JvmRun run, int body) {
    if (!InitLines.read(line, body, run.facts())) {
      return Outcome.PASSED;
    }
    if (!run.facts().isCited()) {
      run.facts().cite(line, decorators.moment(line, clock).time());
    }
    run.expectClosing();
    return Outcome.READ;
  }

  /** Threads that waited for memory, and memory that did not come. */
  private Outcome shortage(Line line, Decorators decorators, JvmRun run, int message) {
    if (line.has(OUT_OF_MEMORY, message)) {
      run.outOfMemory(line, decorators.moment(line, clock), FailureKind.HEAP_SPACE, false);
      return Outcome.READ;
    }
    if (line.has(OVERHEAD_EXCEEDED, message) || line.has(OVERHEAD_LIMIT, message)) {
      run.outOfMemory(line, decorators.moment(line, clock), FailureKind.GC_OVERHEAD, false);
      return Outcome.READ;
    }
    if (!line.has(ALLOCATION_STALL, message) && !line.has(RELOCATION_STALL, message)) {
      return Outcome.PASSED;
    }
    Pause stall = stall(line, line.bytes[message] == 'A' ? "Allocation Stall" : "Relocation Stall");
    if (stall == null) {
      return Outcome.SKIPPED;
    }
    tell(line, decorators, run, stall);
    return Outcome.READ;
  }

  private static @Nullable Pause stall(Line line, String cause) {
    int number = line.wordStart(line.to);
    long micros =
        PauseText.isSummary(line) ? Numbers.scaled(line.bytes, number, line.to - 2, 3) : -1;
    return micros < 0
        ? null
        : new Pause(PauseKind.ALLOCATION_STALL, cause, micros, HeapChange.UNTOLD);
  }

  /** The collection's number, -1 where none stands here. */
  private static long id(Line line, int position) {
    int after = afterId(line, position);
    return after == position
        ? -1
        : Numbers.whole(
            line.bytes, position + ID.length, Numbers.digitsEnd(line, position + ID.length));
  }

  private static int afterId(Line line, int position) {
    if (!line.has(ID, position)) {
      return position;
    }
    int end = Numbers.digitsEnd(line, position + ID.length);
    boolean closed = end > position + ID.length && end + 1 < line.to && line.bytes[end] == ')';
    return closed && line.bytes[end + 1] == ' ' ? end + 2 : position;
  }

  /** Generational ZGC marks a phase's generation: {@code Y: }, {@code y: }, {@code O: }. */
  private static int afterGeneration(Line line, int position) {
    boolean marked =
        position + 2 < line.to
            && line.bytes[position + 1] == ':'
            && line.bytes[position + 2] == ' ';
    return marked ? position + 3 : position;
  }
}
