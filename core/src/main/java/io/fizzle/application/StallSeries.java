package io.fizzle.application;

/**
 * Milliseconds of stopped time per bucket of a time line, in constant memory: when the line
 * outgrows its buckets, their width doubles.
 *
 * <p>One second is fine enough for every question asked of it: the shortest window is a heartbeat
 * timeout.
 */
final class StallSeries {
  private static final int BUCKETS = 8192;
  private long[] stalled = new long[BUCKETS];
  private long width = 1000;
  private long origin = Long.MIN_VALUE;

  /** Adds one pause; times in milliseconds on any line, as long as it is always the same. */
  void add(long startMillis, long durationMillis) {
    if (origin == Long.MIN_VALUE) {
      origin = Math.floorDiv(startMillis, width) * width;
    }
    // Concurrent GC threads log a few milliseconds out of order: what lies before the first bucket
    // is left out.
    long from = Math.max(startMillis, origin);
    long to = Math.max(from, startMillis + durationMillis);
    while ((to - origin) / width >= BUCKETS) {
      coarsen();
    }
    for (long at = from; at < to; ) {
      int bucket = (int) ((at - origin) / width);
      long end = Math.min(to, origin + (bucket + 1L) * width);
      stalled[bucket] += end - at;
      at = end;
    }
  }

  /** Stopped milliseconds between two times; buckets cut by a border count in proportion. */
  long stalledBetween(long fromMillis, long toMillis) {
    if (origin == Long.MIN_VALUE || toMillis <= fromMillis) {
      return 0;
    }
    double sum = 0;
    long first = Math.max(0, (Math.max(fromMillis, origin) - origin) / width);
    for (long bucket = first; bucket < BUCKETS; bucket++) {
      long start = origin + bucket * width;
      if (start >= toMillis) {
        break;
      }
      long overlap = Math.min(toMillis, start + width) - Math.max(fromMillis, start);
      sum += stalled[(int) bucket] * (Math.max(0, overlap) / (double) width);
    }
    return Math.round(sum);
  }

  private void coarsen() {
    long[] wider = new long[BUCKETS];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      wider[bucket / 2] += stalled[bucket];
    }
    stalled = wider;
    width *= 2;
  }
}
