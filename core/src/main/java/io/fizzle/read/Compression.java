package io.fizzle.read;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyFramedInputStream;
import org.xerial.snappy.SnappyInputStream;

/** The compressions that logs come in, told by their first bytes. */
enum Compression {
  /** RFC 1952. */
  GZIP(new int[] {0x1f, 0x8b, 8}, GZIPInputStream::new),
  /** RFC 8878; a log still being written ends in an unfinished frame. */
  ZSTD(new int[] {0x28, 0xb5, 0x2f, 0xfd}, in -> new ZstdInputStream(in).setContinuous(true)),
  /** lz4-java's block framing, which Spark writes. */
  LZ4_BLOCK(new int[] {'L', 'Z', '4', 'B', 'l', 'o', 'c', 'k'}, in -> lz4Blocks(in)),
  /** The lz4 command's frame format. */
  LZ4_FRAME(new int[] {0x04, 0x22, 0x4d, 0x18}, LZ4FrameInputStream::new),
  /** snappy-java's framing, which Spark writes. */
  SNAPPY(new int[] {0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0}, SnappyInputStream::new),
  /** Snappy's own framing format. */
  SNAPPY_FRAMED(
      new int[] {0xff, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y'}, SnappyFramedInputStream::new);

  private static final int LONGEST_MAGIC = 10;

  /** {@code logs.gz} inside {@code logs.gz.gz}: more layers than that are a trick. */
  private static final int LAYERS = 3;

  private static final int BUFFER = 1 << 16;

  private final byte[] magic;
  private final Decoder decoder;

  Compression(int[] magic, Decoder decoder) {
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
    this.decoder = decoder;
  }

  /** Content with its compressions taken off, under the limits where there was one. */
  static InputStream decode(InputStream raw, Limits limits) throws IOException {
    CountingStream stored = new CountingStream(raw);
    InputStream content = new BufferedInputStream(stored, BUFFER);
    ExpansionGuard guard = new ExpansionGuard(limits, stored);
    for (int layer = 0; layer < LAYERS; layer++) {
      Compression compression = of(content);
      if (compression == null) {
        break;
      }
      content = new BufferedInputStream(new GuardedStream(compression.expand(content), guard), BUFFER);
    }
    return content;
  }

  private InputStream expand(InputStream content) throws IOException {
    try {
      return decoder.decode(content);
    } catch (RuntimeException damaged) {
      throw new IOException("compressed content is damaged", damaged);
    }
  }

  private static @Nullable Compression of(InputStream content) throws IOException {
    content.mark(LONGEST_MAGIC);
    byte[] start = content.readNBytes(LONGEST_MAGIC);
    content.reset();
    for (Compression compression : values()) {
      byte[] magic = compression.magic;
      if (start.length >= magic.length
          && Arrays.equals(start, 0, magic.length, magic, 0, magic.length)) {
        return compression;
      }
    }
    return null;
  }

  private static InputStream lz4Blocks(InputStream in) {
    return LZ4BlockInputStream.newBuilder().withStopOnEmptyBlock(false).build(in);
  }

  @FunctionalInterface
  private interface Decoder {
    InputStream decode(InputStream in) throws IOException;
  }
}
