package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A decoder's output within its limits. Whatever the decoder makes of broken data becomes an {@link
 * IOException}, after all bytes that came before it, and stays one: a decoder that failed once may
 * go on with garbage.
 */
final class GuardedInput extends InputStream {
  /**
   * Bytes asked for at once. A decoder that meets broken data loses what it decoded in the same
   * call, so this is the most that can be lost before a tear.
   */
  static final int STEP = 32 << 10;

  private final InputStream decoder;
  private final CountedInput compressed;
  private final DecodeLimits limits;
  private long decoded;
  private @Nullable IOException failure;

  GuardedInput(InputStream decoder, CountedInput compressed, DecodeLimits limits) {
    this.decoder = decoder;
    this.compressed = compressed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int got = read(one, 0, 1);
    return got < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      int got = decoder.read(bytes, offset, Math.min(length, STEP));
      decoded += Math.max(0, got);
      if (limits.exceededBy(decoded, compressed.count())) {
        failure =
            new IOException("decompressed size exceeds its limit after " + decoded + " bytes");
        throw failure;
      }
      return got;
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      failure = new IOException("compressed data is corrupt: " + e.getMessage(), e);
      throw failure;
    }
  }

  @Override
  public int available() throws IOException {
    return failure == null ? decoder.available() : 0;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
