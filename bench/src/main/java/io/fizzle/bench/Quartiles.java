package io.fizzle.bench;

import java.util.Arrays;

/** The middle of repeated measurements and of its halves. */
record Quartiles(double low, double median, double high) {
  static Quartiles of(double[] values) {
    if (values.length == 0) {
      return new Quartiles(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** {@code +0.8 % (-0.3 to +1.9)} of shares. */
  String percent() {
    return "%+.1f %% (%+.1f to %+.1f)".formatted(100 * median, 100 * low, 100 * high);
  }
}
