package io.fizzle.read.eventlog;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of length-prefixed compressed blocks. Subclasses know one framing; the lengths that a
 * block claims are bounded here, before memory is given for them, which the libraries' own stream
 * classes do not do.
 */
abstract class BlockInput extends InputStream {
  /**
   * Longest block of lz4-java ({@code LZ4BlockOutputStream.MAX_BLOCK_SIZE}); Spark writes 32 KiB.
   */
  static final int LONGEST_BLOCK = 32 << 20;

  private final InputStream input;
  private byte[] block = {};
  private byte[] compressed = {};
  private int at;
  private int limit;

  BlockInput(InputStream input) {
    this.input = input;
  }

  /**
   * Reads one block and hands it to {@link #publish}.
   *
   * @return false at the end of the stream
   */
  abstract boolean readBlock() throws IOException;

  /**
   * Makes the first bytes of this array the stream's next ones; it is not touched until they are
   * read.
   */
  final void publish(byte[] decoded, int length) {
    block = decoded;
    at = 0;
    limit = length;
  }

  /** An array for decoded bytes, which may be the one published before. */
  final byte[] spaceForBlock(int length) throws IOException {
    return block.length >= checked(length) ? block : new byte[length];
  }

  /**
   * Reads a block's compressed bytes; the array may be longer and is used again for the next block.
   */
  final byte[] readCompressed(int length) throws IOException {
    if (compressed.length < checked(length)) {
      compressed = new byte[length];
    }
    if (input.readNBytes(compressed, 0, length) < length) {
      throw new EOFException("compressed data ends inside a block");
    }
    return compressed;
  }

  /** Reads a header; false where the stream ends before it, in good order or inside of it. */
  final boolean readHeader(byte[] header) throws IOException {
    int got = input.readNBytes(header, 0, header.length);
    if (got > 0 && got < header.length) {
      throw new EOFException("compressed data ends inside a block's header");
    }
    return got == header.length;
  }

  private static int checked(int length) throws IOException {
    if (length < 0 || length > LONGEST_BLOCK) {
      throw new IOException("compressed data is corrupt: block of " + length + " bytes");
    }
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int got = read(one, 0, 1);
    return got < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == limit) {
      if (!readBlock()) {
        return -1;
      }
    }
    int given = Math.min(length, limit - at);
    System.arraycopy(block, at, bytes, offset, given);
    at += given;
    return given;
  }

  @Override
  public int available() {
    return limit - at;
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
