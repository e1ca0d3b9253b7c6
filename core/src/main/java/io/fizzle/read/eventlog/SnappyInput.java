package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xerial.snappy.Snappy;

/**
 * Spark's snappy streams: the framing of snappy-java's {@code SnappyOutputStream}. A header of 16
 * bytes (magic, version and compatible version), then blocks with their compressed length before
 * them, big-endian; where streams were appended, a header may stand in a block's place.
 */
final class SnappyInput extends BlockInput {
  static final byte[] MAGIC = {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0};

  private static final int VERSIONS = 2 * Integer.BYTES;

  private final byte[] prefix = new byte[Integer.BYTES];

  SnappyInput(InputStream input) {
    super(input);
  }

  @Override
  boolean readBlock() throws IOException {
    if (!readHeader(prefix)) {
      return false;
    }
    if (Arrays.equals(prefix, 0, prefix.length, MAGIC, 0, prefix.length)) {
      readCompressed(MAGIC.length - prefix.length + VERSIONS);
      return true;
    }
    int compressedLength = ByteBuffer.wrap(prefix).getInt();
    byte[] compressed = readCompressed(compressedLength);
    int length = Snappy.uncompressedLength(compressed, 0, compressedLength);
    byte[] decoded = spaceForBlock(length);
    publish(decoded, Snappy.uncompress(compressed, 0, compressedLength, decoded, 0));
    return true;
  }
}
