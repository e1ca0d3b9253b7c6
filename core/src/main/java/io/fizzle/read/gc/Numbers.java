package io.fizzle.read.gc;

/**
 * Decimal numbers and sizes in place. The decimal sign is a point or, under some locales, a comma.
 * All functions answer -1 for what is not such a number, so negative and not-a-number texts are
 * refused.
 */
final class Numbers {
  /** No time or size of a JVM is larger; the bound keeps every product inside a long. */
  private static final long LARGEST = 1_000_000_000_000_000L;

  private static final int KIB_SHIFT = 10;

  private Numbers() {}

  /**
   * The number times ten to the power of {@code places}, rounded to the nearest.
   *
   * @param places at most 6
   */
  static long scaled(byte[] bytes, int from, int to, int places) {
    long value = 0;
    int point = -1;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        if (point < 0 || i - point <= places) {
          value = value * 10 + digit;
        } else if (i - point == places + 1 && digit >= 5) {
          value++;
        }
      } else if ((bytes[i] == '.' || bytes[i] == ',') && point < 0 && i > from && i + 1 < to) {
        point = i;
      } else {
        return -1;
      }
      if (value > LARGEST) {
        return -1;
      }
    }
    int missing = point < 0 ? places : Math.max(0, places - (to - 1 - point));
    return from >= to ? -1 : padded(value, missing);
  }

  private static long padded(long value, int zeros) {
    long result = value;
    for (int i = 0; i < zeros; i++) {
      if (result > LARGEST / 10) {
        return -1;
      }
      result *= 10;
    }
    return result;
  }

  /** A whole number. */
  static long whole(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '.' || bytes[i] == ',') {
        return -1;
      }
    }
    return scaled(bytes, from, to, 0);
  }

  /** A size such as {@code 14M}, {@code 5120.0K}, {@code 0.0B} or {@code 27G}, in bytes. */
  static long size(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return -1;
    }
    int shift =
        switch (bytes[to - 1]) {
          case 'B' -> 0;
          case 'K' -> KIB_SHIFT;
          case 'M' -> 2 * KIB_SHIFT;
          case 'G' -> 3 * KIB_SHIFT;
          case 'T' -> 4 * KIB_SHIFT;
          default -> -1;
        };
    long tenths = shift < 0 ? -1 : scaled(bytes, from, to - 1, 1);
    return tenths < 0 || tenths > Long.MAX_VALUE >> shift ? -1 : (tenths << shift) / 10;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Where the run of digits that starts here ends. */
  static int digitsEnd(Line line, int position) {
    int end = position;
    while (end < line.to && isDigit(line.bytes[end])) {
      end++;
    }
    return end;
  }

  /** Where the decimal number that ends here starts. */
  static int decimalStart(Line line, int end) {
    int start = end;
    while (start > line.from
        && (isDigit(line.bytes[start - 1])
            || line.bytes[start - 1] == '.'
            || line.bytes[start - 1] == ',')) {
      start--;
    }
    return start;
  }
}
