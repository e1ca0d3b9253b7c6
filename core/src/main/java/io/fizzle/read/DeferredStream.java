package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Opens at the first read, so that opening cannot fail before anybody listens. */
final class DeferredStream extends InputStream {
  private final Opener opener;
  private @Nullable InputStream opened;
  private boolean closed;

  DeferredStream(Opener opener) {
    this.opener = opener;
  }

  @Override
  public int read() throws IOException {
    return opened().read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return opened().read(buffer, offset, length);
  }

  @Override
  public int available() throws IOException {
    return opened == null ? 0 : opened.available();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    if (opened != null) {
      opened.close();
    }
  }

  private InputStream opened() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    InputStream stream = opened;
    if (stream == null) {
      stream = opener.open();
      opened = stream;
    }
    return stream;
  }
}
