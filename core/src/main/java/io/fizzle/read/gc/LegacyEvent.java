package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * One bracketed pause of a legacy log, from {@code [GC} or {@code [Full GC} to the bracket that
 * closes it. Other threads write into the middle of it and details break it over lines, so it is
 * followed by its brackets: what stands at its own level is its own, what is nested belongs to a
 * generation or to someone else. The texts are those of HotSpot's JDK 6 to 8 sources.
 */
final class LegacyEvent {
  static final byte[] GC = Line.ascii("[GC");
  static final byte[] FULL = Line.ascii("[Full GC");
  private static final byte[] SECONDS_END = Line.ascii("secs]");
  private static final byte[] ADDRESS = Line.ascii("[0x");
  private static final byte[] DASHES = Line.ascii("--");
  private static final byte[] PROMOTION_FAILED = Line.ascii("(promotion failed)");
  private static final byte[] MODE_FAILURE = Line.ascii("(concurrent mode failure)");
  private static final byte[] TO_SPACE_EXHAUSTED = Line.ascii("(to-space exhausted)");
  private static final byte[] TO_SPACE_OVERFLOW = Line.ascii("(to-space overflow)");
  private static final byte[][] FAILURES = {
    PROMOTION_FAILED, MODE_FAILURE, TO_SPACE_EXHAUSTED, TO_SPACE_OVERFLOW
  };
  private static final byte[] INITIAL_MARK = Line.ascii("1 CMS-initial-mark");
  private static final byte[] REMARK = Line.ascii("1 CMS-remark");
  private static final byte[] OCCUPANCY = Line.ascii("YG occupancy");
  private static final byte[] TENURED = Line.ascii("Tenured");
  private static final byte[] CMS = Line.ascii("CMS");
  private static final byte[] PAR_NEW = Line.ascii("ParNew");
  private static final byte[] DEF_NEW = Line.ascii("DefNew");
  private static final byte[] PARALLEL = Line.ascii("PSYoungGen");

  private final long line;
  private final String text;
  private final LegacyStamp stamp;
  private PauseKind kind;
  private final String cause;
  private @Nullable String collector;
  private String failure = "";
  private HeapChange heap = HeapChange.UNTOLD;
  private long micros = -1;
  private int depth = 1;
  private int lines;

  /** Opens the event whose bracket stands at this position. */
  LegacyEvent(Line line, int position, LegacyStamp stamp) {
    this.line = line.number;
    this.text = line.text(stamp.from());
    this.stamp = stamp;
    LegacyOpening opening = LegacyOpening.read(line, position);
    this.kind = opening.kind();
    this.cause = opening.cause();
    this.collector = opening.collector();
  }

  /**
   * Takes the line's bytes from this position on.
   *
   * @return where the event ended, -1 where it is still open
   */
  int feed(Line source, int from) {
    lines++;
    int i = from;
    while (i < source.to) {
      switch (source.bytes[i]) {
        case '[' -> i = open(source, i);
        case ']' -> {
          depth--;
          if (depth == 0) {
            return i + 1;
          }
        }
        case '(' -> parenthesis(source, i);
        case '>' -> arrow(source, i);
        case 's' -> duration(source, i);
        default -> {}
      }
      i++;
    }
    return -1;
  }

  /** Half-open address ranges ({@code [0x1, 0x2)}) of a heap block are no brackets to count. */
  private int open(Line source, int position) {
    if (source.has(ADDRESS, position)) {
      int end = position + 1;
      while (end < source.to && source.bytes[end] != ')' && source.bytes[end] != ']') {
        end++;
      }
      return end;
    }
    depth++;
    if (depth == 2) {
      label(source, position + 1);
    }
    return position;
  }

  private void label(Line source, int position) {
    if (source.has(INITIAL_MARK, position)) {
      kind = PauseKind.INITIAL_MARK;
      collector = "CMS";
    } else if (source.has(REMARK, position) || source.has(OCCUPANCY, position)) {
      kind = PauseKind.REMARK;
      collector = "CMS";
    } else if (source.has(PARALLEL, position)) {
      collector = "Parallel";
      failure = afterDashes(source, position - 1) ? "(promotion failed)" : failure;
    } else if (source.has(PAR_NEW, position)) {
      collector = "CMS";
    } else if (source.has(DEF_NEW, position)) {
      collector = "Serial";
    } else if (collectsOldGeneration(source, position)) {
      kind = PauseKind.FULL;
    }
  }

  /**
   * Parallel marks a failed promotion by {@code --} before the generation (psScavenge.cpp, JDK 6 to
   * 8).
   */
  private static boolean afterDashes(Line source, int bracket) {
    return source.has(DASHES, bracket - 2) || source.has(DASHES, bracket - 3);
  }

  /**
   * A young collection that went on into the old generation is a full one, whatever its first word.
   */
  private static boolean collectsOldGeneration(Line source, int position) {
    if (source.has(TENURED, position)) {
      return true;
    }
    int after = position + CMS.length;
    return source.has(CMS, position)
        && after < source.to
        && (source.bytes[after] == ':'
            || Numbers.isDigit(source.bytes[after])
            || source.has(MODE_FAILURE, after + 1));
  }

  private void parenthesis(Line source, int position) {
    for (byte[] words : FAILURES) {
      if (source.has(words, position)) {
        failure = source.text(position, position + words.length);
      }
    }
    boolean usage = kind == PauseKind.REMARK || kind == PauseKind.INITIAL_MARK;
    if (usage && depth == 1 && !heap.isTold()) {
      int from = Math.max(source.wordStart(position), source.from);
      int close = source.find(')', position, source.to);
      long used = Numbers.size(source.bytes, from, position);
      long capacity = close < 0 ? -1 : Numbers.size(source.bytes, position + 1, close);
      heap = used < 0 || capacity < 0 ? heap : new HeapChange(-1, used, capacity);
    }
  }

  private void arrow(Line source, int position) {
    if (depth == 1) {
      int word = source.wordEnd(position);
      int close = source.find(')', position, word);
      int to = close < 0 ? word : close + 1;
      HeapChange change = HeapChange.parse(source, source.wordStart(position), to);
      heap = change.isTold() ? change : heap;
    }
  }

  private void duration(Line source, int position) {
    if (depth == 1 && source.has(SECONDS_END, position) && position > source.from) {
      int end = position - 1;
      micros = Numbers.scaled(source.bytes, Numbers.decimalStart(source, end), end, 6);
    }
  }

  /** Takes the heap sizes that G1 prints after the pause. */
  void heap(HeapChange change) {
    heap = change;
  }

  /** G1 tells the heap of a young pause in a later line, when details are on. */
  boolean awaitsHeap() {
    return "G1".equals(collector) && kind == PauseKind.YOUNG && !heap.isTold();
  }

  /** The pause, null where no duration was told. */
  @Nullable Pause pause() {
    if (micros < 0) {
      return null;
    }
    Pause pause = new Pause(kind, cause, micros, heap);
    return failure.isEmpty() ? pause : pause.failing(failure);
  }

  @Nullable String collector() {
    return collector;
  }

  long line() {
    return line;
  }

  String text() {
    return text;
  }

  Moment moment() {
    return stamp.moment();
  }

  /** How many lines it has gone over. */
  int lines() {
    return lines;
  }

  PauseKind kind() {
    return kind;
  }

  String cause() {
    return cause;
  }
}
