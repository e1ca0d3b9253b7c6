package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * UTF-16 content as UTF-8. Windows PowerShell's {@code >} writes UTF-16 with a byte order mark, so
 * that is what a log saved there looks like.
 */
final class Utf8Stream extends InputStream {
  private static final int CHUNK = 1 << 13;
  private static final int MARK = 3;

  private final InputStreamReader characters;
  private final char[] chunk = new char[CHUNK + 1];
  private byte[] bytes = {};
  private int at;

  private Utf8Stream(InputStream in, Charset charset) {
    characters = new InputStreamReader(in, charset);
  }

  /** The same content as UTF-8, without a byte order mark. */
  static InputStream of(InputStream content) throws IOException {
    PushbackInputStream start = new PushbackInputStream(content, MARK);
    byte[] mark = start.readNBytes(MARK);
    if (mark.length == MARK
        && mark[0] == (byte) 0xef
        && mark[1] == (byte) 0xbb
        && mark[2] == (byte) 0xbf) {
      return start;
    }
    start.unread(mark);
    if (mark.length < 2) {
      return start;
    }
    boolean little = mark[0] == (byte) 0xff && mark[1] == (byte) 0xfe;
    boolean big = mark[0] == (byte) 0xfe && mark[1] == (byte) 0xff;
    return little || big ? new Utf8Stream(start, StandardCharsets.UTF_16) : start;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, buffer, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    characters.close();
  }

  private boolean fill() throws IOException {
    if (at < bytes.length) {
      return true;
    }
    int count = characters.read(chunk, 0, CHUNK);
    if (count <= 0) {
      return false;
    }
    if (Character.isHighSurrogate(chunk[count - 1])) {
      int low = characters.read();
      if (low >= 0) {
        chunk[count++] = (char) low;
      }
    }
    bytes = new String(chunk, 0, count).getBytes(StandardCharsets.UTF_8);
    at = 0;
    return true;
  }
}
