package io.fizzle.spark.instrument;

import java.io.IOException;
import java.io.OutputStream;

/** Counts bytes and keeps none; stops a measurement that has become too long. */
final class CountingStream extends OutputStream {
  private final long most;
  private long count;

  /**
   * @param most bytes to count before it gives up
   */
  CountingStream(long most) {
    this.most = most;
  }

  /** It has counted all that it may. */
  static final class TooMuch extends IOException {
    private static final long serialVersionUID = 1;

    TooMuch() {
      super("larger than is worth measuring");
    }
  }

  long count() {
    return count;
  }

  @Override
  public void write(int one) throws IOException {
    add(1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    add(length);
  }

  private void add(int length) throws IOException {
    count += length;
    if (count > most) {
      throw new TooMuch();
    }
  }
}
