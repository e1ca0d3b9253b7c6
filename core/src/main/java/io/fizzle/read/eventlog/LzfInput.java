package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;

/**
 * Spark's lzf streams: the chunks of Ning's compress-lzf ({@code LZFChunk.java}). A chunk is: magic
 * {@code ZV}, a type, a big-endian 16-bit length, for compressed chunks the decoded length in the
 * same form, and the data.
 */
final class LzfInput extends BlockInput {
  private static final byte[] MAGIC = {'Z', 'V'};

  private static final int RAW = 0;
  private static final int COMPRESSED = 1;
  private static final int HEADER = 5;
  private static final int LONGEST_LITERAL = 32;

  private final byte[] header = new byte[HEADER];

  LzfInput(InputStream input) {
    super(input);
  }

  /** Whether content that begins like this is a chunk. */
  static boolean isMagic(byte[] head) {
    return head.length >= 3
        && head[0] == MAGIC[0]
        && head[1] == MAGIC[1]
        && (head[2] == RAW || head[2] == COMPRESSED);
  }

  @Override
  boolean readBlock() throws IOException {
    if (!readHeader(header)) {
      return false;
    }
    if (!isMagic(header)) {
      throw corrupt();
    }
    int available = shortAt(header, 3);
    if (header[2] == RAW) {
      byte[] copy = spaceForBlock(available);
      System.arraycopy(readCompressed(available), 0, copy, 0, available);
      publish(copy, available);
      return true;
    }
    int length = shortAt(readCompressed(2), 0);
    byte[] decoded = spaceForBlock(length);
    decompress(readCompressed(available), available, decoded, length);
    publish(decoded, length);
    return true;
  }

  /**
   * LibLZF's format: a control byte below 32 announces that many literals and one more; any other
   * has the length of a repetition in its high three bits and the distance's high bits in its low
   * five.
   */
  private static void decompress(byte[] from, int available, byte[] to, int length)
      throws IOException {
    int read = 0;
    int written = 0;
    while (read < available) {
      int control = from[read++] & 0xFF;
      if (control < LONGEST_LITERAL) {
        int literals = control + 1;
        if (literals > available - read || literals > length - written) {
          throw corrupt();
        }
        System.arraycopy(from, read, to, written, literals);
        read += literals;
        written += literals;
        continue;
      }
      int repeated = control >> 5;
      if (repeated == 7 && read < available) {
        repeated += from[read++] & 0xFF;
      }
      repeated += 2;
      int distance =
          read < available ? ((control & 0x1F) << 8 | from[read++] & 0xFF) + 1 : length + 1;
      if (distance > written || repeated > length - written) {
        throw corrupt();
      }
      for (int end = written + repeated; written < end; written++) {
        to[written] = to[written - distance];
      }
    }
    if (written != length) {
      throw corrupt();
    }
  }

  private static int shortAt(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static IOException corrupt() {
    return new IOException("lzf data is corrupt");
  }
}
