package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Opens a decoder at the first read, because it reads its header, and may fail, when it is made.
 */
final class LateInput extends InputStream {
  private final Opening opening;
  private final InputStream raw;
  private @Nullable InputStream opened;

  /** Makes the decoder. */
  interface Opening {
    InputStream open() throws IOException;
  }

  LateInput(Opening opening, InputStream raw) {
    this.opening = opening;
    this.raw = raw;
  }

  private InputStream decoder() throws IOException {
    InputStream present = opened;
    if (present == null) {
      present = opening.open();
      opened = present;
    }
    return present;
  }

  @Override
  public int read() throws IOException {
    return decoder().read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return decoder().read(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    if (opened != null) {
      opened.close();
    } else {
      raw.close();
    }
  }
}
