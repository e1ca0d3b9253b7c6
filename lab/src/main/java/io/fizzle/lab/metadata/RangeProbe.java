package io.fizzle.lab.metadata;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds between which bounds Spark takes numbers, by bisection. A check that is no range, such as
 * "a power of two", is not told.
 *
 * @param converter of the key
 * @param most the largest number that is tried; what takes it has no upper bound
 */
record RangeProbe(Converter converter, long most) {
  private static final long LEAST = -1_000_000;
  private static final long[] STARTS = {1, 2, 16, 100, 0, 1024, 65536, -1};

  /** For example {@code >=1}, {@code 0..65535}, {@code <=2047}; {@code -} where there is none. */
  String whole() {
    Long start = start();
    if (start == null) {
      return "-";
    }
    long low = takes(LEAST) ? LEAST : bound(LEAST, start);
    long high = takes(most) ? most : bound(most, start);
    boolean gaps =
        LongStream.of(low, low + 1, 1, 2, 3, 5, 7, 100, 1001, high - 1, high)
            .anyMatch(number -> number >= low && number <= high && !takes(number));
    if (gaps || low == LEAST && high == most) {
      return "-";
    }
    if (high == most) {
      return ">=" + low;
    }
    return low == LEAST ? "<=" + high : low + ".." + high;
  }

  private @Nullable Long start() {
    for (long number : STARTS) {
      if (takes(number)) {
        return number;
      }
    }
    return null;
  }

  private boolean takes(long number) {
    return converter.accepts(Long.toString(number));
  }

  /** The last number that is taken on the way from one that is to one that is not. */
  private long bound(long refused, long taken) {
    long no = refused;
    long yes = taken;
    while (Math.abs(no - yes) > 1) {
      long middle = yes + (no - yes) / 2;
      if (takes(middle)) {
        yes = middle;
      } else {
        no = middle;
      }
    }
    return yes;
  }

  /** For example {@code >=0}, {@code >0}, {@code 0..1}, {@code >0..<1}. */
  String decimal() {
    double start = takes(0.5) ? 0.5 : 1.5;
    if (!takes(start)) {
      return "-";
    }
    String low = takes((double) LEAST) ? "" : decimalBound((double) LEAST, start, ">");
    String high = takes((double) most) ? "" : decimalBound((double) most, start, "<");
    if (low.isEmpty() && high.isEmpty()) {
      return "-";
    }
    if (high.isEmpty()) {
      return low.startsWith(">") ? low : ">=" + low;
    }
    if (low.isEmpty()) {
      return high.startsWith("<") ? high : "<=" + high;
    }
    return low + ".." + high;
  }

  private boolean takes(double number) {
    return converter.accepts(BigDecimal.valueOf(number).toPlainString());
  }

  private String decimalBound(double refused, double taken, String open) {
    double no = refused;
    double yes = taken;
    for (int step = 0; step < 80; step++) {
      double middle = (no + yes) / 2;
      if (takes(middle)) {
        yes = middle;
      } else {
        no = middle;
      }
    }
    BigDecimal bound =
        BigDecimal.valueOf(yes).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    String text = bound.signum() == 0 ? "0" : bound.toPlainString();
    return converter.accepts(text) ? text : open + text;
  }
}
