package io.fizzle.read.eventlog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at a byte array eight bytes at a time. */
final class Words {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Times 2^(8 n) it has n in its highest byte. */
  private static final long PLACES = 0x0001020304050607L;

  private Words() {}

  /** The eight bytes from {@code at}, the first in the lowest bits; zeros past the array's end. */
  static long at(byte[] bytes, int at) {
    if (at <= bytes.length - Long.BYTES) {
      return (long) WORD.get(bytes, at);
    }
    long word = 0;
    for (int i = bytes.length - 1; i >= at; i--) {
      word = word << 8 | bytes[i] & 0xFF;
    }
    return word;
  }

  /** A word that has this byte in all eight places. */
  static long repeat(char ascii) {
    return ascii * ONES;
  }

  /**
   * Marks the bytes that are zero: the lowest high bit set in the result belongs to the first zero
   * byte (Warren, Hacker's Delight, 6-1; marks above the first one may be false).
   */
  static long zeros(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }

  /**
   * Which of the eight bytes the lowest mark belongs to, 0 to 7; there is at least one. The quick
   * compiler has no instruction for {@code Long.numberOfTrailingZeros}, and calls it.
   */
  static int first(long marks) {
    return (int) (((marks & -marks) >>> 7) * PLACES >>> 56);
  }

  /** The first place of this byte in the range, or {@code to} where there is none. */
  static int indexOf(char ascii, byte[] bytes, int from, int to) {
    long pattern = repeat(ascii);
    for (int at = from; at < to; at += Long.BYTES) {
      long marks = zeros(at(bytes, at) ^ pattern);
      if (marks != 0) {
        return Math.min(to, at + first(marks));
      }
    }
    return to;
  }
}
