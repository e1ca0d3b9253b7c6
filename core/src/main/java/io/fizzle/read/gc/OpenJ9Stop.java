package io.fizzle.read.gc;

import io.fizzle.signal.JvmSignal.PauseKind;
import org.jspecify.annotations.Nullable;

/**
 * What OpenJ9 does while all threads stand still: no, one or several collections, each with its own
 * begin and end. Together they are one pause, as the application sees it.
 */
final class OpenJ9Stop {
  private static final String CONCURRENT = "concurrent collection";

  private final Moment start;
  private String cause = "";
  private @Nullable PauseKind kind;
  private boolean concurrent;
  private boolean cycleBegan;
  private long before = -1;
  private long after = -1;
  private long capacity = -1;
  private long collectedMicros;
  private long citedLine;
  private String citedText = "";

  OpenJ9Stop(Moment start) {
    this.start = start;
  }

  Moment start() {
    return start;
  }

  /** Why it came: the first that is told, for what it leads to is told later. */
  void because(String why) {
    cause = cause.isEmpty() ? why : cause;
  }

  /** The end of a cycle whose work was done beside the application. */
  void endsConcurrentCollection() {
    concurrent = true;
    because(CONCURRENT);
  }

  void cycleBegan() {
    cycleBegan = true;
  }

  /** A collection of this type; the gravest of several names the pause. */
  void collects(String type) {
    PauseKind other = kind(type);
    kind = kind == null ? other : gravest(kind, other);
  }

  /**
   * {@code scavenge} and {@code partial gc} collect a part of the heap, {@code global} (gencon,
   * optthruput, optavgpause), {@code global garbage collect} (balanced) and {@code synchgc}
   * (metronome) the whole; balanced's {@code global mark phase} only looks.
   */
  private PauseKind kind(String type) {
    if (type.startsWith("global mark") || type.startsWith("mark")) {
      return PauseKind.REMARK;
    }
    if (type.startsWith("global") || type.equals("synchgc")) {
      return concurrent ? PauseKind.REMARK : PauseKind.FULL;
    }
    boolean young = type.startsWith("scavenge") || type.startsWith("partial");
    return young ? PauseKind.YOUNG : PauseKind.CONCURRENT_PHASE;
  }

  private static PauseKind gravest(PauseKind one, PauseKind other) {
    for (PauseKind grave : new PauseKind[] {PauseKind.FULL, PauseKind.YOUNG, PauseKind.REMARK}) {
      if (one == grave || other == grave) {
        return grave;
      }
    }
    return one;
  }

  void collected(Line line, long micros) {
    collectedMicros += Math.max(0, micros);
    citedLine = line.number;
    citedText = line.text(line.from);
  }

  /** Heap sizes, from the first look before to the last after. */
  void heap(boolean atEnd, long free, long total) {
    if (free < 0 || total < free) {
      return;
    }
    if (atEnd) {
      after = total - free;
      capacity = total;
    } else if (before < 0) {
      before = total - free;
    }
  }

  /** True where collections were its reason. */
  boolean collects() {
    return kind != null;
  }

  /** True where the pause ends a cycle that looked at the whole heap, though it is no full one. */
  boolean endsWholeCycle() {
    return concurrent && after >= 0;
  }

  HeapChange heap() {
    return after < 0 ? HeapChange.UNTOLD : new HeapChange(before, after, capacity);
  }

  /** The kind as far as it is known. */
  PauseKind kind() {
    if (kind != null) {
      return kind;
    }
    return cycleBegan ? PauseKind.INITIAL_MARK : PauseKind.OTHER;
  }

  String cause() {
    return cause.isEmpty() && kind == null && !cycleBegan ? "exclusive access" : cause;
  }

  /** The sum of its collections, in microseconds: for a stop whose own end is lost. */
  long collectedMicros() {
    return collectedMicros;
  }

  Pause pause(long micros) {
    return new Pause(kind(), cause(), micros, heap());
  }

  /** The line that says most of it, 0 where none did. */
  long citedLine() {
    return citedLine;
  }

  String citedText() {
    return citedText;
  }
}
