package io.fizzle.history.analysis;

import java.util.Collection;

/**
 * Runs and bad runs over time.
 *
 * @param kind {@code application}, {@code project}, {@code cause} or {@code all}
 * @param value which one
 * @param runs of each step of the window
 * @param bad those of them that went bad
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of small sums, made and read in this package
record Series(String kind, String value, int[] runs, int[] bad) {

  /** Of several applications together; of each the runs and the bad ones. */
  static Series of(String kind, String value, Collection<int[][]> parts, int steps) {
    int[][] sum = new int[2][steps];
    for (int[][] part : parts) {
      for (int step = 0; step < steps; step++) {
        sum[0][step] += part[0][step];
        sum[1][step] += part[1][step];
      }
    }
    return new Series(kind, value, sum[0], sum[1]);
  }
}
