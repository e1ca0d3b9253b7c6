package io.fizzle.remedy;

/**
 * The memory that a container needs outside of the heap.
 *
 * @param needed in bytes, everything outside of the heap, rounded up to 256 MiB
 * @param reason the arithmetic in words
 */
record OverheadSizing(SparkSize needed, String reason) {

  private static final SparkSize STEP = SparkSize.ofMib(256);

  /**
   * A quarter above what was measured outside of the heap; else what the kill proves (use minus the
   * largest possible heap); else twice what there was, because a kill at the limit does not tell
   * how much was wanted.
   */
  static OverheadSizing of(MemoryPlan plan, ContainerUse use) {
    return of(plan.container(), plan.heap(), use);
  }

  /** The same of a process whose container and heap no plan tells, in bytes. */
  static OverheadSizing of(long container, long heap, ContainerUse use) {
    long old = Math.max(container, use.limitBytes()) - heap;
    long proven = use.usedBytes() - heap;
    if (use.outsideBytes() > 0 && margin(use.outsideBytes()).bytes() > old) {
      return new OverheadSizing(
          margin(use.outsideBytes()),
          usedOfLimit(use)
              + "outside of the heap up to "
              + SparkSize.human(use.outsideBytes())
              + margined(use.outsideBytes()));
    }
    if (use.usedBytes() > 0 && use.usedBytes() > use.limitBytes() && margin(proven).bytes() > old) {
      return new OverheadSizing(
          margin(proven),
          usedOfLimit(use)
              + "heap at most "
              + SparkSize.human(heap)
              + ", so at least "
              + SparkSize.human(proven)
              + " outside of it"
              + margined(proven));
    }
    SparkSize twice = new SparkSize(2 * Math.max(old, STEP.bytes())).roundUp(STEP);
    return new OverheadSizing(
        twice,
        usedOfLimit(use)
            + "how much more was wanted is not known, so the memory outside of the heap is doubled:"
            + " 2 × "
            + SparkSize.human(old)
            + ", rounded up to "
            + twice.human());
  }

  private static SparkSize margin(long bytes) {
    return new SparkSize(Math.max(0, bytes) / 4 * 5).roundUp(STEP);
  }

  private static String margined(long bytes) {
    return "; × 1.25, rounded up to " + margin(bytes).human();
  }

  private static String usedOfLimit(ContainerUse use) {
    return use.usedBytes() > 0 && use.limitBytes() > 0
        ? SparkSize.human(use.usedBytes()) + " used of " + SparkSize.human(use.limitBytes()) + ": "
        : "";
  }
}
