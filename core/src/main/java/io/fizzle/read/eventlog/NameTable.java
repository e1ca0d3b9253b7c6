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
  /** Names up to this length are told by their first and last eight bytes. */
  private static final int TOLD_BY_ENDS = 2 * Long.BYTES;

  private final byte[][] names;
  private final long[] heads;
  private final long[] tails;
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
    this.heads = new long[capacity];
    this.tails = new long[capacity];
    this.values = new Object[capacity];
    this.absent = absent;
    this.mask = capacity - 1;
    for (T constant : constants) {
      byte[] key = name.apply(constant).getBytes(StandardCharsets.US_ASCII);
      long head = head(key, 0, key.length);
      long tail = tail(key, key.length, key.length);
      int slot = hash(head, tail, key.length) & mask;
      while (names[slot] != null) {
        slot = slot + 1 & mask;
      }
      names[slot] = key;
      heads[slot] = head;
      tails[slot] = tail;
      values[slot] = constant;
    }
  }

  /** The constant with the name in this range. */
  @SuppressWarnings("unchecked")
  T find(byte[] bytes, int from, int to) {
    int length = to - from;
    long head = head(bytes, from, length);
    long tail = tail(bytes, to, length);
    int slot = hash(head, tail, length) & mask;
    while (true) {
      byte[] name = names[slot];
      if (name == null) {
        return absent;
      }
      if (heads[slot] == head
          && tails[slot] == tail
          && name.length == length
          && (length <= TOLD_BY_ENDS || Arrays.equals(name, 0, length, bytes, from, to))) {
        return (T) values[slot];
      }
      slot = slot + 1 & mask;
    }
  }

  private static long head(byte[] bytes, int from, int length) {
    long head = Words.at(bytes, from);
    return length >= Long.BYTES ? head : head & (1L << 8 * length) - 1;
  }

  /** The last eight bytes, 0 where the first eight are all. */
  private static long tail(byte[] bytes, int to, int length) {
    return length > Long.BYTES ? Words.at(bytes, to - Long.BYTES) : 0;
  }

  private static int hash(long head, long tail, int length) {
    long mixed = (head * 0x9E3779B97F4A7C15L ^ tail + length) * 0xC2B2AE3D27D4EB4FL;
    return (int) (mixed >>> 40);
  }
}
