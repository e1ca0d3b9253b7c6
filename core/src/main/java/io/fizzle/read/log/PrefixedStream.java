package io.fizzle.read.log;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose lines may all begin with what a runtime or a tool put before them: the beginning
 * of each line is looked at, and may be taken off, or taken to go on with the line before. A stream
 * that does not begin so passes unchanged. The number of lines stays the same: line feeds between
 * lines that are joined come after the joined line.
 */
abstract class PrefixedStream extends InputStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final int longestHead;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private boolean ended;
  private @Nullable IOException torn;
  private boolean sniffed;
  private boolean prefixed;
  private boolean lineStart = true;

  /** True where the next line may go on with the one at hand. */
  private boolean open;

  /** Bytes given of the line at hand, those joined to it included. */
  private long length;

  /** Line feeds taken out of the line at hand. */
  private int held;

  /** Line feeds to give out before anything else. */
  private int owed;

  /**
   * What the beginning of a line is.
   *
   * @param skipped bytes to take off
   * @param joined true where the line goes on with the one before
   * @param open true where the next line may go on with this one
   */
  record Head(int skipped, boolean joined, boolean open) {
    /** A line that stands for itself, as it is. */
    static final Head NONE = new Head(0, false, false);
  }

  /**
   * @param longestHead bytes of a line that are looked at, far less than a buffer
   */
  PrefixedStream(InputStream in, int longestHead) {
    this.in = in;
    this.longestHead = longestHead;
  }

  /** True where the stream's first line shows that its lines are prefixed. */
  abstract boolean isPrefixed(byte[] bytes, int from, int to);

  /**
   * Looks at the beginning of a line.
   *
   * @param before bytes of the line before, lines that were joined to it included
   */
  abstract Head head(byte[] bytes, int from, int to, long before);

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (!sniffed) {
      sniffed = true;
      ensure(longestHead);
      prefixed = isPrefixed(buffer, at, Math.min(filled, at + longestHead));
    }
    if (!prefixed) {
      return pass(target, offset, most);
    }
    int given = 0;
    while (given == 0) {
      if (owed > 0) {
        return feed(target, offset, most);
      }
      if (lineStart) {
        begin();
        continue;
      }
      ensure(1);
      if (at == filled && held == 0) {
        return end();
      }
      if (at == filled) {
        release();
        continue;
      }
      given = line(target, offset, most);
    }
    return given;
  }

  private int pass(byte[] target, int offset, int most) throws IOException {
    if (at == filled) {
      return torn == null ? in.read(target, offset, most) : end();
    }
    int count = Math.min(most, filled - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private int feed(byte[] target, int offset, int most) {
    int count = Math.min(most, owed);
    for (int i = 0; i < count; i++) {
      target[offset + i] = '\n';
    }
    owed -= count;
    return count;
  }

  private void begin() throws IOException {
    lineStart = false;
    ensure(longestHead);
    Head head = head(buffer, at, Math.min(filled, at + longestHead), length);
    at += head.skipped();
    if (!head.joined()) {
      release();
      length = 0;
    }
    open = head.open();
  }

  private void release() {
    owed = held;
    held = 0;
  }

  /** Bytes of the line at hand; its line feed is held where the line may go on. */
  private int line(byte[] target, int offset, int most) {
    int end = at;
    int limit = Math.min(filled, at + most);
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    int count = end - at;
    System.arraycopy(buffer, at, target, offset, count);
    at = end;
    length += count;
    if (end < limit) {
      at++;
      lineStart = true;
      held++;
      if (!open) {
        release();
      }
    }
    return count;
  }

  /** Fills the buffer to at least so many bytes, unless the content ends. */
  private void ensure(int wanted) throws IOException {
    if (filled - at >= wanted || ended) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    try {
      while (filled < wanted) {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
          ended = true;
          return;
        }
        filled += read;
      }
    } catch (IOException tear) {
      torn = tear;
      ended = true;
    }
  }

  /** The end of the content, or its tear, once everything before it was given. */
  private int end() throws IOException {
    if (torn != null) {
      throw torn;
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
