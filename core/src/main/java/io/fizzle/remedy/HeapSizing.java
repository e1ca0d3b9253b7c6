package io.fizzle.remedy;

/**
 * The next heap size to try.
 *
 * @param heap larger than the old one
 * @param reason the arithmetic in words
 */
record HeapSizing(SparkSize heap, String reason) {

  private static final SparkSize STEP = SparkSize.ofMib(256);

  /** Below 32 GiB the JVM addresses objects with 32 bits (JDK 17, UseCompressedOops). */
  private static final long COMPRESSED = 32 * SparkSize.GIB;

  private static final long WORTH_CROSSING = 48 * SparkSize.GIB;

  /**
   * A quarter above the measured need, rounded up to 256 MiB. A live set that reaches 90 % of the
   * heap is cut off by the heap and no measure of the need; one below 80 % means that a single
   * burst failed. Both, and no measure at all, double the heap.
   */
  static HeapSizing next(long heap, long live) {
    long quarterAbove = live < 0 ? -1 : live + live / 4;
    boolean cutOff = live >= heap / 10 * 9 && live <= heap;
    if (live < 0) {
      return doubled(heap, "need not measured");
    }
    if (cutOff) {
      return doubled(
          heap,
          SparkSize.human(live)
              + " of "
              + SparkSize.human(heap)
              + " were live, so the need is more than the heap");
    }
    if (quarterAbove <= heap) {
      return doubled(
          heap,
          SparkSize.human(live)
              + " of "
              + SparkSize.human(heap)
              + " stayed live after a full collection, and the rest was not enough");
    }
    SparkSize size = new SparkSize(quarterAbove).roundUp(STEP);
    return capped(
        heap,
        size,
        "measured need "
            + SparkSize.human(live)
            + " × 1.25 = "
            + SparkSize.human(quarterAbove)
            + ", rounded up to "
            + size.human());
  }

  private static HeapSizing doubled(long heap, String reason) {
    return capped(
        heap,
        new SparkSize(2 * heap),
        reason + ", so doubled: 2 × " + SparkSize.human(heap) + " = " + SparkSize.human(2 * heap));
  }

  private static HeapSizing capped(long heap, SparkSize size, String reason) {
    SparkSize below = SparkSize.ofMib(31 * 1024);
    boolean crosses = size.bytes() >= COMPRESSED && size.bytes() < WORTH_CROSSING;
    if (crosses && heap < below.bytes()) {
      return new HeapSizing(
          below,
          reason + "; 31 GiB instead, because from 32 GiB on every reference takes twice the room");
    }
    return new HeapSizing(size, reason);
  }
}
