package io.fizzle.read.log;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A window of fixed size that slides over a stream of bytes and keeps some of what has passed, so
 * that a line's beginning, its header and its continuation can be looked up where a literal was
 * found.
 *
 * <p>Positions are indices into {@link #bytes()} and hold until the next {@link #slide}.
 */
final class LogWindow {
  /**
   * A line's first so many bytes are matched and decoded; what stands behind them is not looked at.
   */
  static final int LONGEST_LINE = 64 << 10;

  /** Bytes kept before the scanning position, for line starts and headers. */
  static final int HISTORY = 128 << 10;

  /** Bytes kept behind the scanning position while more may come, for continuation lines. */
  static final int LOOKAHEAD = 128 << 10;

  private static final int BLOCK = 1 << 20;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
  private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;

  private final InputStream stream;
  private final byte[] bytes = new byte[HISTORY + LOOKAHEAD + BLOCK];
  private int limit;
  private long dropped;
  private boolean ended;
  private @Nullable IOException broken;
  private int countedTo;
  private long lineFeeds;

  LogWindow(InputStream stream) {
    this.stream = stream;
    fill();
  }

  byte[] bytes() {
    return bytes;
  }

  int limit() {
    return limit;
  }

  /** Up to where lines may be looked at now: everything at the end, else short of the lookahead. */
  int scanLimit() {
    return ended ? limit : Math.max(0, limit - LOOKAHEAD);
  }

  boolean ended() {
    return ended;
  }

  /** The stream's failure, null where it ended as it should. */
  @Nullable IOException broken() {
    return broken;
  }

  /** Bytes read so far. */
  long size() {
    return dropped + limit;
  }

  /** The stream's offset of a position. */
  long offset(int position) {
    return dropped + position;
  }

  /** The position of a stream offset; negative where it has left the window. */
  int position(long offset) {
    return (int) Math.max(-1, offset - dropped);
  }

  /** Makes room and reads on; returns the new position of {@code from}. */
  int slide(int from) {
    int shift = Math.max(0, from - HISTORY);
    if (shift > 0) {
      lineNumber(shift);
      System.arraycopy(bytes, shift, bytes, 0, limit - shift);
      limit -= shift;
      countedTo -= shift;
      dropped += shift;
    }
    fill();
    return from - shift;
  }

  private void fill() {
    try {
      int read = 0;
      while (limit < bytes.length && (read = stream.read(bytes, limit, bytes.length - limit)) > 0) {
        limit += read;
      }
      ended = read < 0;
    } catch (IOException failure) {
      broken = failure;
      ended = true;
    }
  }

  /** The 1-based line number of a position; positions must be asked for in ascending order. */
  long lineNumber(int position) {
    if (position > countedTo) {
      lineFeeds += count(bytes, countedTo, position);
      countedTo = position;
    }
    return lineFeeds + 1;
  }

  /** Line feeds in a range, eight bytes at a time. */
  private static long count(byte[] bytes, int from, int to) {
    long count = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long different = (long) LONGS.get(bytes, i) ^ LINE_FEEDS;
      long nonZero = ((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS;
      count += Long.bitCount(~nonZero);
    }
    for (; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /**
   * Where the line of a position begins, or -1 where that is further back than a line may be long.
   */
  int lineStart(int position) {
    int floor = Math.max(0, position - LONGEST_LINE);
    for (int i = position - 1; i >= floor; i--) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return floor == 0 && dropped == 0 ? 0 : -1;
  }

  /** The line feed that ends the line of a position, or the limit. */
  int lineEnd(int position) {
    int i = position;
    while (i < limit && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /**
   * Decodes a line without its line end, cut to {@link #LONGEST_LINE}; invalid UTF-8 is replaced.
   */
  String decode(int from, int to) {
    int end = Math.min(to, from + LONGEST_LINE);
    while (end > from && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n')) {
      end--;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
