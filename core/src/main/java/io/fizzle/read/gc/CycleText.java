package io.fizzle.read.gc;

import org.jspecify.annotations.Nullable;

/**
 * The summary of a concurrent collector's cycle, which is where ZGC and Shenandoah tell how much
 * memory they got back: {@code Garbage Collection (Allocation Rate) 502M(49%)->416M(40%)} (ZGC up
 * to JDK 20, and 21 to 23 when not generational), {@code Major Collection (...) ... 0.678s}
 * (generational ZGC), {@code Concurrent cleanup 120M->80M(128M) 0.092ms} (Shenandoah).
 *
 * @param full true where the cycle covers the whole heap
 */
record CycleText(boolean full, String cause, HeapChange heap) {
  private static final byte[] CLEANUP = Line.ascii("Concurrent cleanup");
  private static final byte[] COLLECTION = Line.ascii("Garbage Collection (");
  private static final byte[] MAJOR = Line.ascii("Major Collection (");
  private static final byte[] MINOR = Line.ascii("Minor Collection (");
  private static final byte[] CAUSE_END = Line.ascii(") ");

  /**
   * Reads one; null where the text is none or only announces one.
   *
   * @param maxHeap capacity to assume where the text has only percentages of it, in bytes; 0 if
   *     unknown
   */
  static @Nullable CycleText parse(Line line, int position, long maxHeap) {
    boolean minor = line.has(MINOR, position);
    if (!minor && !line.has(COLLECTION, position) && !line.has(MAJOR, position)) {
      return line.has(CLEANUP, position) ? cleanup(line) : null;
    }
    int open = line.find('(', position, line.to);
    int arrow = line.find('>', open, line.to);
    int close = lastBefore(line, open, arrow);
    if (close < 0) {
      return null;
    }
    int from = close + CAUSE_END.length;
    HeapChange heap = HeapChange.parse(line, from, line.wordEnd(from));
    String cause = line.text(open + 1, close);
    return heap.isTold() ? new CycleText(!minor, cause, capacity(heap, maxHeap)) : null;
  }

  /** Causes have parentheses of their own: {@code System.gc()}. */
  private static int lastBefore(Line line, int open, int arrow) {
    int last = -1;
    int next = line.find(CAUSE_END, open);
    while (next >= 0 && next < arrow) {
      last = next;
      next = line.find(CAUSE_END, next + 1);
    }
    return last;
  }

  private static HeapChange capacity(HeapChange heap, long maxHeap) {
    return heap.capacity() < 0 && maxHeap > 0 ? heap.within(maxHeap) : heap;
  }

  private static @Nullable CycleText cleanup(Line line) {
    int number = line.wordStart(line.to);
    int from = number > line.from ? line.wordStart(number - 1) : number;
    HeapChange heap = HeapChange.parse(line, from, number - 1);
    return heap.isTold() ? new CycleText(false, "Concurrent cleanup", heap) : null;
  }
}
