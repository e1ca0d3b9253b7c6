package io.fizzle.read.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/**
 * Finds the constant behind a name that lies in a byte array, without making a string of it.
 *
 * <p>An open-addressed hash table over the name's first and last eight bytes and its length; a hit
 * is confirmed on all bytes.
 */
final class NameTable<T> {
  private final byte[][] names;
  private final Object[] values;
  private final T absent;
  private final int mask;

  /**
   * A table of these constants.
   *
   * @param name each constant's name as it stands in the log, ASCII
   * @param absent what an unknown name is taken for
   */
  NameTable(Collection<T> constants, Function<T, String> name, T absent) {
    int capacity = Integer.highestOneBit(Math.max(8, constants.size() * 8));
    this.names = new byte[capacity][];
    this.values = new Object[capacity];
    this.absent = absent;
    this.mask = capacity - 1;
    for (T constant : constants) {
      byte[] key = name.apply(constant).getBytes(StandardCharsets.US_ASCII);
      int slot = hash(key, 0, key.length) & mask;
      while (names[slot] != null) {
        slot = slot + 1 & mask;
      }
      names[slot] = key;
      values[slot] = constant;
    }
  }

  /** The constant with the name in this range. */
  @SuppressWarnings("unchecked")
  T find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to) & mask;
    while (true) {
      byte[] name = names[slot];
      if (name == null) {
        return absent;
      }
      if (name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return (T) values[slot];
      }
      slot = slot + 1 & mask;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = Words.at(bytes, from);
    long tail;
    if (length >= Long.BYTES) {
      tail = Words.at(bytes, to - Long.BYTES);
    } else {
      head &= (1L << 8 * length) - 1;
      tail = 0;
    }
    long mixed = (head * 0x9E3779B97F4A7C15L ^ tail + length) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 40);
  }
}
