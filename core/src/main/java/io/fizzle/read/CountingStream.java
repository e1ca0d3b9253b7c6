package io.fizzle.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that pass, and can be told how many more may. */
public final class CountingStream extends FilterInputStream {
  private long count;
  private long last = Long.MAX_VALUE;

  public CountingStream(InputStream in) {
    super(in);
  }

  public long count() {
    return count;
  }

  /** From here on only this many more bytes may be read, until the next call. */
  void allow(long bytes) {
    last = bytes >= Long.MAX_VALUE - count ? Long.MAX_VALUE : count + bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    count += Math.max(0, read);
    if (count > last) {
      throw new IOException("a header is longer than any honest one");
    }
    return read;
  }

  @Override
  public long skip(long wanted) throws IOException {
    long skipped = in.skip(wanted);
    count += skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
