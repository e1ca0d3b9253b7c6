package io.fizzle.read.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Spark's lz4 streams: the framing of lz4-java's {@code LZ4BlockOutputStream}, which is not the LZ4
 * frame format. A block is: magic {@code LZ4Block}, a token (method in the high half), compressed
 * length, decoded length, and checksum, all little-endian; a block of length 0 ends one stream, and
 * another may follow.
 */
final class Lz4BlockInput extends BlockInput {
  static final byte[] MAGIC = "LZ4Block".getBytes(StandardCharsets.US_ASCII);

  private static final int HEADER = MAGIC.length + 1 + 3 * Integer.BYTES;
  private static final int METHOD_MASK = 0xF0;
  private static final int RAW = 0x10;
  private static final int LZ4 = 0x20;

  /** {@code LZ4BlockOutputStream.DEFAULT_SEED}. */
  private static final int SEED = 0x9747B28C;

  /** The streaming hash that the writer uses drops the highest four bits. */
  private static final int CHECKSUM_MASK = 0xFFFFFFF;

  private final LZ4SafeDecompressor decompressor = LZ4Factory.fastestInstance().safeDecompressor();
  private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();
  private final byte[] header = new byte[HEADER];

  Lz4BlockInput(InputStream input) {
    super(input);
  }

  @Override
  boolean readBlock() throws IOException {
    if (!readHeader(header)) {
      return false;
    }
    if (!Arrays.equals(MAGIC, 0, MAGIC.length, header, 0, MAGIC.length)) {
      throw corrupt("no block where one should begin");
    }
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    int method = fields.get(MAGIC.length) & METHOD_MASK;
    int compressedLength = fields.getInt(MAGIC.length + 1);
    int length = fields.getInt(MAGIC.length + 1 + Integer.BYTES);
    int checksum = fields.getInt(MAGIC.length + 1 + 2 * Integer.BYTES);
    byte[] compressed = readCompressed(compressedLength);
    if (length == 0) {
      return true;
    }
    byte[] decoded = spaceForBlock(length);
    switch (method) {
      case RAW -> copy(compressed, compressedLength, decoded, length);
      case LZ4 -> decompress(compressed, compressedLength, decoded, length);
      default -> throw corrupt("unknown method");
    }
    if ((hash.hash(decoded, 0, length, SEED) & CHECKSUM_MASK) != checksum) {
      throw corrupt("checksum differs");
    }
    publish(decoded, length);
    return true;
  }

  private static void copy(byte[] from, int available, byte[] to, int length) throws IOException {
    if (available != length) {
      throw corrupt("lengths differ");
    }
    System.arraycopy(from, 0, to, 0, length);
  }

  private void decompress(byte[] from, int available, byte[] to, int length) throws IOException {
    try {
      if (decompressor.decompress(from, 0, available, to, 0, length) != length) {
        throw corrupt("lengths differ");
      }
    } catch (LZ4Exception e) {
      throw new IOException("lz4 data is corrupt", e);
    }
  }

  private static IOException corrupt(String how) {
    return new IOException("lz4 data is corrupt: " + how);
  }
}
