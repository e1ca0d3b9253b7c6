package io.fizzle.read.gc;

/**
 * Heap occupancy around a collection, in bytes; -1 where not told.
 *
 * @param capacity committed size after it
 */
record HeapChange(long before, long after, long capacity) {
  static final HeapChange UNTOLD = new HeapChange(-1, -1, -1);

  /**
   * Reads {@code 93M->77M(128M)}, {@code 165.7M(5632.0M)->72.1M(5632.0M)} or ZGC's {@code
   * 126M(98%)->112M(88%)}, whose percentages tell no capacity.
   *
   * @return {@link #UNTOLD} where the bytes are none of these
   */
  static HeapChange parse(Line line, int from, int to) {
    int arrow = line.find('>', from, to);
    if (arrow <= from || line.bytes[arrow - 1] != '-') {
      return UNTOLD;
    }
    long before = used(line, from, arrow - 1);
    long after = used(line, arrow + 1, to);
    return before < 0 || after < 0
        ? UNTOLD
        : new HeapChange(before, after, capacity(line, arrow + 1, to));
  }

  private static long used(Line line, int from, int to) {
    int open = line.find('(', from, to);
    if (open >= 0 && line.bytes[to - 1] != ')') {
      return -1;
    }
    return Numbers.size(line.bytes, from, open < 0 ? to : open);
  }

  private static long capacity(Line line, int from, int to) {
    int open = line.find('(', from, to);
    return open < 0 ? -1 : Numbers.size(line.bytes, open + 1, to - 1);
  }

  boolean isTold() {
    return after >= 0;
  }

  HeapChange within(long newCapacity) {
    return new HeapChange(before, after, newCapacity);
  }
}
