package io.fizzle.read.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The output of {@code kubectl logs --prefix}, whose lines all begin with {@code
 * [pod/NAME/CONTAINER] }: the prefix is kept where another pod or container begins and taken off
 * where it repeats, so that the seams are rare marks for the reader. Lines stay as many as they
 * were. Any other content passes unchanged.
 */
final class PodPrefixStream extends InputStream {
  static final String MARK = "[pod/";

  private static final byte[] START = MARK.getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 1 << 16;

  /** Pod and container names have at most 253 and 63 characters. */
  private static final int LONGEST_PREFIX = START.length + 253 + 1 + 63 + 2;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private boolean ended;
  private boolean sniffed;
  private boolean prefixed;
  private boolean lineStart = true;
  private byte[] current = new byte[0];

  PodPrefixStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!sniffed) {
      ensure(START.length);
      sniffed = true;
      prefixed = startsAt(at);
    }
    if (!prefixed) {
      return pass(target, offset, length);
    }
    if (lineStart) {
      ensure(LONGEST_PREFIX);
      skipRepeated();
    }
    return line(target, offset, length);
  }

  private int pass(byte[] target, int offset, int length) throws IOException {
    if (at == filled) {
      return in.read(target, offset, length);
    }
    int count = Math.min(length, filled - at);
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  /** Bytes of the line at hand, at most to its end. */
  private int line(byte[] target, int offset, int length) throws IOException {
    if (at == filled) {
      ensure(1);
    }
    if (at == filled) {
      return -1;
    }
    int end = at;
    int limit = Math.min(filled, at + length);
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    lineStart = end < limit;
    int count = Math.min(limit, end + 1) - at;
    System.arraycopy(buffer, at, target, offset, count);
    at += count;
    return count;
  }

  private void skipRepeated() {
    if (!startsAt(at)) {
      return;
    }
    int end = at;
    int limit = Math.min(filled, at + LONGEST_PREFIX);
    while (end < limit && buffer[end] != ']' && buffer[end] != '\n') {
      end++;
    }
    if (end + 1 >= filled || buffer[end] != ']' || buffer[end + 1] != ' ') {
      return;
    }
    byte[] prefix = Arrays.copyOfRange(buffer, at, end + 2);
    if (Arrays.equals(prefix, current)) {
      at += prefix.length;
    }
    current = prefix;
  }

  private boolean startsAt(int position) {
    return position + START.length <= filled
        && Arrays.equals(buffer, position, position + START.length, START, 0, START.length);
  }

  /** Fills the buffer to at least so many bytes, unless the content ends. */
  private void ensure(int wanted) throws IOException {
    if (filled - at >= wanted || ended) {
      return;
    }
    System.arraycopy(buffer, at, buffer, 0, filled - at);
    filled -= at;
    at = 0;
    while (filled < wanted) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read <= 0) {
        ended = true;
        return;
      }
      filled += read;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
