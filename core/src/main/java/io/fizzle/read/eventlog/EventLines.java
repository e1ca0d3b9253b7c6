package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines that stay in one buffer. The buffer grows with the longest line that
 * matters, up to {@value #LONGEST_LINE} bytes; of longer lines, and of long lines that the filter
 * does not want, only the beginning is kept.
 */
final class EventLines {
  /** Longest line given whole, in bytes; the longest seen in public logs has about 2 MB. */
  static final int LONGEST_LINE = 32 << 20;

  /**
   * Fits a second-level cache together with the decoder's window; larger ones measured no better.
   */
  private static final int FIRST_CAPACITY = 256 << 10;

  private static final int MOST_EMPTY_READS = 100;

  /** Decides by a line's beginning whether a long line is worth its memory. */
  interface Filter {
    boolean wants(byte[] bytes, int from, int to);
  }

  private final InputStream input;
  private final Filter filter;
  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int from;
  private int to;
  private int limit;
  private int next;
  private boolean whole = true;
  private boolean terminated = true;
  private boolean exhausted;
  private long count;
  private long total;
  private @Nullable IOException tear;

  EventLines(InputStream input, Filter filter) {
    this.input = input;
    this.filter = filter;
  }

  /** Goes on to the next line; false at the end of the stream or at its tear. */
  boolean advance() {
    from = next;
    whole = true;
    int searched = from;
    while (true) {
      int newline = Words.indexOf('\n', bytes, searched, limit);
      if (newline < limit) {
        return found(newline, newline + 1, true);
      }
      if (exhausted) {
        return from < limit && found(limit, limit, false);
      }
      int pending = limit - from;
      if (from == 0 && limit == bytes.length && !grow()) {
        return discardRest();
      }
      fill();
      searched = from + pending;
    }
  }

  private boolean found(int end, int following, boolean hasNewline) {
    to = end;
    next = following;
    terminated = hasNewline;
    count++;
    return true;
  }

  private boolean grow() {
    if (bytes.length >= LONGEST_LINE || !filter.wants(bytes, 0, limit)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, bytes.length * 2);
    return true;
  }

  /**
   * Keeps the line's beginning, which fills the buffer's first part, and drops it up to its
   * newline.
   */
  private boolean discardRest() {
    whole = false;
    int kept = FIRST_CAPACITY / 2;
    while (!exhausted) {
      limit = kept;
      read();
      int newline = Words.indexOf('\n', bytes, kept, limit);
      if (newline < limit) {
        found(kept, newline + 1, true);
        return true;
      }
    }
    return found(kept, limit, false);
  }

  private void fill() {
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, limit - from);
      limit -= from;
      from = 0;
    }
    read();
  }

  private void read() {
    try {
      int got = 0;
      for (int i = 0; got == 0 && i < MOST_EMPTY_READS; i++) {
        got = input.read(bytes, limit, bytes.length - limit);
      }
      if (got > 0) {
        limit += got;
        total += got;
      } else {
        exhausted = true;
      }
    } catch (IOException e) {
      tear = e;
      exhausted = true;
    }
  }

  /**
   * The array that holds the line from {@link #from} to {@link #to}, valid until the next advance.
   */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** False where only the line's beginning is there. */
  boolean isWhole() {
    return whole;
  }

  /** False where the stream ended before the line's newline. */
  boolean isTerminated() {
    return terminated;
  }

  /** Lines seen so far, the present one included. */
  long count() {
    return count;
  }

  /** Bytes read so far. */
  long total() {
    return total;
  }

  /** What broke the stream, null where it has not or just ended. */
  @Nullable IOException tear() {
    return tear;
  }
}
