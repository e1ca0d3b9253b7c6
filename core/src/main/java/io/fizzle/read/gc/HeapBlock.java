package io.fizzle.read.gc;

import org.jspecify.annotations.Nullable;

/**
 * The heap as {@code -XX:+PrintHeapAtGC} prints it around a collection, and as people paste it into
 * reports: {@code Heap after GC invocations=157 (full 98):} and a line with total and used size for
 * each generation (JDK 6 to 8).
 */
final class HeapBlock {
  private static final byte[] BEFORE = Line.ascii("Heap before GC invocations=");
  private static final byte[] AFTER = Line.ascii("Heap after GC invocations=");
  private static final byte[] FULL = Line.ascii("(full ");
  private static final byte[] TOTAL = Line.ascii(" total ");
  private static final byte[] USED = Line.ascii(", used ");

  private final long fullCount;
  private final boolean after;
  private final long line;
  private final String text;
  private long used;
  private long capacity;

  private HeapBlock(Line line, int position, boolean after) {
    int full = line.find(FULL, position);
    int from = full + FULL.length;
    this.fullCount = full < 0 ? -1 : Numbers.whole(line.bytes, from, Numbers.digitsEnd(line, from));
    this.after = after;
    this.line = line.number;
    this.text = line.text(line.from);
  }

  /** The block that this line opens, null where it opens none. */
  static @Nullable HeapBlock open(Line line) {
    int from = line.bytes[line.from] == '{' ? line.from + 1 : line.from;
    boolean after = line.has(AFTER, from);
    return after || line.has(BEFORE, from) ? new HeapBlock(line, from, after) : null;
  }

  /** Takes a line of the block; false where the block has ended before it. */
  boolean accept(Line source) {
    if (source.bytes[source.from] != ' ') {
      return false;
    }
    int total = source.find(TOTAL, source.from);
    int usedAt = total < 0 ? -1 : source.find(USED, total);
    if (usedAt >= 0) {
      capacity += sizeAt(source, total + TOTAL.length);
      used += sizeAt(source, usedAt + USED.length);
    }
    return true;
  }

  private static long sizeAt(Line source, int from) {
    int start = from;
    while (start < source.to && source.bytes[start] == ' ') {
      start++;
    }
    return Math.max(0, Numbers.size(source.bytes, start, source.wordEnd(start)));
  }

  boolean isAfter() {
    return after;
  }

  /** Collections of the whole heap so far, -1 where not told. */
  long fullCount() {
    return fullCount;
  }

  /** Sum over the generations, in bytes. */
  long used() {
    return used;
  }

  /** Sum over the generations, in bytes; 0 where the block has no generation. */
  long capacity() {
    return capacity;
  }

  long line() {
    return line;
  }

  String text() {
    return text;
  }
}
