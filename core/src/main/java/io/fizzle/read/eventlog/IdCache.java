package io.fizzle.read.eventlog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps one string for each of the short ids seen lately; its size is fixed. */
final class IdCache {
  private static final int SIZE = 1024;
  private static final int LONGEST = 64;

  private final @Nullable String[] texts = new String[SIZE];
  private final byte[][] keys = new byte[SIZE][];

  /** The text in this range, the same object as before where it was seen lately. */
  String find(byte[] bytes, int from, int to, TextDecoder decoder) {
    if (to - from > LONGEST) {
      return decoder.decode(bytes, from, to);
    }
    int slot = slot(bytes, from, to);
    byte[] key = keys[slot];
    String text = texts[slot];
    if (text != null && key != null && Arrays.equals(key, 0, key.length, bytes, from, to)) {
      return text;
    }
    String decoded = decoder.decode(bytes, from, to);
    keys[slot] = Arrays.copyOfRange(bytes, from, to);
    texts[slot] = decoded;
    return decoded;
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return (hash ^ hash >>> 10) & SIZE - 1;
  }
}
