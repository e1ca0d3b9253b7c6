package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a rolling log one after the other, opened when their turn comes.
 *
 * <p>A part that breaks does not keep the later ones from being read: its failure is thrown after
 * the last part, so that the reading is reported as torn. A part that ends inside a line is given a
 * line end.
 */
final class ChainedStream extends InputStream {
  private final Iterator<Opener> parts;
  private @Nullable InputStream current;
  private @Nullable IOException failure;
  private int number;
  private int last = '\n';

  ChainedStream(List<Opener> parts) {
    this.parts = parts.iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (current != null || parts.hasNext()) {
      int count = readPart(buffer, offset, length);
      if (count > 0) {
        last = buffer[offset + count - 1];
        return count;
      }
      if (last != '\n') {
        buffer[offset] = '\n';
        last = '\n';
        return 1;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }

  /** Reads of the current part; -1 where it is over, and then there is none. */
  private int readPart(byte[] buffer, int offset, int length) {
    try {
      InputStream part = current;
      if (part == null) {
        number++;
        part = parts.next().open();
        current = part;
      }
      int count = part.read(buffer, offset, length);
      if (count < 0) {
        part.close();
        current = null;
      }
      return count;
    } catch (IOException broken) {
      if (failure == null) {
        failure = new IOException("part " + number + " breaks: " + broken.getMessage(), broken);
      }
      current = null;
      return -1;
    }
  }
}
