package io.fizzle.application;

import java.util.Map;
import java.util.TreeMap;

/**
 * Milliseconds of stopped time per bucket of a time line, in constant memory: when the line
 * outgrows its buckets, their width doubles.
 *
 * <p>A moment counts once, however many stops cover it: ZGC logs a stall for each thread that waits
 * for memory, and dozens of them wait at the same time. For this the newest {@value #REMEMBERED}
 * separate stretches are remembered; a stop that overlaps an older one can at most fill its bucket.
 *
 * <p>One second is fine enough for every question asked of it: the shortest window is a heartbeat
 * timeout.
 */
final class StallSeries {
  private static final int BUCKETS = 8192;

  /** Stalls are logged when they end, those of one shortage within it; it makes one stretch. */
  private static final int REMEMBERED = 64;

  /** Beyond a time of some thousand years there is no log, only a number that looks like one. */
  private static final long FARTHEST = 1L << 47;

  /** Covered stretches from start to end, apart from each other. */
  private final TreeMap<Long, Long> covered = new TreeMap<>();

  private long[] stalled = new long[BUCKETS];
  private long width = 1000;
  private long origin = Long.MIN_VALUE;

  /** Adds one stop; times in milliseconds on any line, as long as it is always the same. */
  void add(long startMillis, long durationMillis) {
    if (Math.abs(startMillis) > FARTHEST || durationMillis > FARTHEST || durationMillis < 0) {
      return;
    }
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
    cover(from, to);
  }

  /** Fills the gaps that earlier stretches leave between two times, and remembers the whole. */
  private void cover(long from, long to) {
    if (from == to) {
      return;
    }
    Map.Entry<Long, Long> before = covered.floorEntry(from);
    boolean continues = before != null && before.getValue() >= from;
    long start = continues ? before.getKey() : from;
    long at = continues ? before.getValue() : from;
    long end = Math.max(at, to);
    for (Map.Entry<Long, Long> next = covered.higherEntry(start);
        next != null && next.getKey() <= end;
        next = covered.higherEntry(start)) {
      fill(at, Math.min(next.getKey(), end));
      at = Math.max(at, next.getValue());
      end = Math.max(end, at);
      covered.remove(next.getKey());
    }
    fill(at, to);
    covered.put(start, end);
    if (covered.size() > REMEMBERED) {
      covered.pollFirstEntry();
    }
  }

  private void fill(long from, long to) {
    for (long at = from; at < to; ) {
      int bucket = (int) ((at - origin) / width);
      long end = Math.min(to, origin + (bucket + 1L) * width);
      stalled[bucket] = Math.min(width, stalled[bucket] + end - at);
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
