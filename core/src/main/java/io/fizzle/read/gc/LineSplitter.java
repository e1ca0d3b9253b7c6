package io.fizzle.read.gc;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines without a String per line. A line longer than {@value #MAX_LINE} bytes
 * comes in pieces under one number, so that memory stays bounded whatever the input.
 */
final class LineSplitter {
  static final int MAX_LINE = 1 << 20;
  private static final int INITIAL = 1 << 16;

  private final InputStream input;
  private byte[] buffer = new byte[INITIAL];
  private int from;
  private int filled;
  private boolean exhausted;
  private boolean insideLine;
  private long number;
  private long total;
  private @Nullable IOException tear;

  LineSplitter(InputStream input) {
    this.input = input;
  }

  /** The next line, null at the end; valid until the next call. */
  @Nullable Line next() {
    int scanned = from;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          return cut(i, i + 1, true);
        }
      }
      scanned = filled - from;
      if (exhausted || scanned >= MAX_LINE) {
        return scanned == 0 ? null : cut(filled, filled, false);
      }
      fill();
    }
  }

  private Line cut(int end, int next, boolean ended) {
    if (!insideLine) {
      number++;
    }
    insideLine = !ended;
    Line line = new Line(buffer, from, end, number, ended);
    from = next;
    return line;
  }

  /**
   * Moves what is left to the buffer's start, which the scan of {@link #next()} relies on, and
   * reads on.
   */
  private void fill() {
    System.arraycopy(buffer, from, buffer, 0, filled - from);
    filled -= from;
    from = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(MAX_LINE, 2 * buffer.length));
    }
    try {
      int read = input.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        exhausted = true;
      } else {
        filled += read;
        total += read;
      }
    } catch (IOException e) {
      tear = e;
      exhausted = true;
    }
  }

  long bytes() {
    return total;
  }

  long lines() {
    return number;
  }

  /** What broke the stream, null where it ended by itself. */
  @Nullable IOException tear() {
    return tear;
  }
}
