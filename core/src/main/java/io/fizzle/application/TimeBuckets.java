package io.fizzle.application;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * One measure along a time line, in constant memory: when the line outgrows its buckets, their
 * width doubles. Times in milliseconds since the epoch, in any order.
 */
public final class TimeBuckets {
  private static final int BUCKETS = 128;
  private static final long NARROWEST_MILLIS = 1000;

  private final DoubleBinaryOperator merge;
  private double[] values = new double[0];
  private long width = NARROWEST_MILLIS;
  private long first;
  private long last = Long.MIN_VALUE;

  private TimeBuckets(DoubleBinaryOperator merge) {
    this.merge = merge;
  }

  /** Amounts that add up. */
  static TimeBuckets sums() {
    return new TimeBuckets(Double::sum);
  }

  /** Levels, of which a bucket keeps the highest. */
  static TimeBuckets peaks() {
    return new TimeBuckets(Math::max);
  }

  public boolean isEmpty() {
    return last == Long.MIN_VALUE;
  }

  /** Notes one value at one time. */
  void note(long at, double value) {
    cover(at, at);
    int bucket = bucket(at);
    values[bucket] = merge.applyAsDouble(values[bucket], value);
  }

  /** Spreads an amount evenly over a span of time. */
  void spread(long from, long to, double amount) {
    if (to <= from) {
      note(from, amount);
      return;
    }
    cover(from, to - 1);
    for (long at = from; at < to; ) {
      long end = Math.min(to, (Math.floorDiv(at, width) + 1) * width);
      int bucket = bucket(at);
      values[bucket] =
          merge.applyAsDouble(values[bucket], amount * (end - at) / (double) (to - from));
      at = end;
    }
  }

  private int bucket(long at) {
    return (int) (Math.floorDiv(at, width) - first);
  }

  private void cover(long from, long to) {
    if (isEmpty()) {
      values = new double[BUCKETS];
      first = Math.floorDiv(from, width);
      last = first;
    }
    long low = Math.min(first, Math.floorDiv(from, width));
    long high = Math.max(last, Math.floorDiv(to, width));
    while (high - low >= BUCKETS) {
      coarsen();
      low = Math.min(first, Math.floorDiv(from, width));
      high = Math.max(last, Math.floorDiv(to, width));
    }
    if (low < first) {
      double[] moved = new double[BUCKETS];
      int by = (int) (first - low);
      System.arraycopy(values, 0, moved, by, BUCKETS - by);
      values = moved;
      first = low;
    }
    last = high;
  }

  private void coarsen() {
    double[] wider = new double[BUCKETS];
    long start = Math.floorDiv(first, 2);
    for (long bucket = first; bucket <= last; bucket++) {
      int target = (int) (Math.floorDiv(bucket, 2) - start);
      wider[target] = merge.applyAsDouble(wider[target], values[(int) (bucket - first)]);
    }
    values = wider;
    first = start;
    last = Math.floorDiv(last, 2);
    width *= 2;
  }

  /** The amount between two times; buckets cut by a border count in proportion. */
  public double sumBetween(long from, long to) {
    if (isEmpty() || to <= from) {
      return 0;
    }
    double sum = 0;
    for (long bucket = firstFrom(from); bucket <= last && bucket * width < to; bucket++) {
      long overlap = Math.min(to, (bucket + 1) * width) - Math.max(from, bucket * width);
      sum += values[(int) (bucket - first)] * Math.max(0, overlap) / width;
    }
    return sum;
  }

  /** The highest level in the buckets between two times; 0 where there is none. */
  public double peakBetween(long from, long to) {
    if (isEmpty() || to <= from) {
      return 0;
    }
    double peak = 0;
    for (long bucket = firstFrom(from); bucket <= last && bucket * width < to; bucket++) {
      peak = Math.max(peak, values[(int) (bucket - first)]);
    }
    return peak;
  }

  /** All of it. */
  public double sum() {
    return Arrays.stream(values).sum();
  }

  private long firstFrom(long from) {
    return Math.max(first, Math.floorDiv(from, width));
  }
}
