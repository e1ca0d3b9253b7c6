package io.fizzle.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Expanded bytes under the eye of a guard; whatever breaks them breaks as an {@link IOException}.
 */
final class GuardedStream extends FilterInputStream {
  private static final long WASTE = 1 << 13;

  private final ExpansionGuard guard;

  GuardedStream(InputStream in, ExpansionGuard guard) {
    super(in);
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = expand(buffer, offset, length);
    guard.expanded(read);
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] waste = new byte[(int) Math.min(wanted, WASTE)];
    return wanted <= 0 ? 0 : Math.max(0, read(waste, 0, waste.length));
  }

  /** Some decoders answer damaged bytes with an unchecked exception. */
  private int expand(byte[] buffer, int offset, int length) throws IOException {
    try {
      return in.read(buffer, offset, length);
    } catch (RuntimeException damaged) {
      throw new IOException("compressed content is damaged", damaged);
    }
  }
}
