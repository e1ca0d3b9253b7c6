package io.fizzle.read.eventlog;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;

/**
 * Opens the compressed forms that event logs come in. The content decides, never the name: logs are
 * decompressed or compressed by hand and keep their names.
 *
 * <p>Spark itself writes zstd (its default since 3.2), lz4-java's block framing (before),
 * snappy-java's framing, lzf chunks or no compression ({@code io/CompressionCodec.scala}); gzip and
 * standard LZ4 frames come from tools and vendors.
 */
public final class EventLogCodec {
  private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};

  /** Skippable frames have 0x50 to 0x5F before these; parallel zstd writes one first. */
  private static final byte[] SKIPPABLE_REST = {0x2A, 0x4D, 0x18};

  private static final byte[] LZ4_FRAME = {0x04, 0x22, 0x4D, 0x18};
  private static final byte[] GZIP = {0x1F, (byte) 0x8B};
  private static final int LONGEST_MAGIC = 8;
  private static final int INPUT_BUFFER = 64 << 10;

  private EventLogCodec() {}

  /** Decodes within {@link DecodeLimits#DEFAULT}. */
  public static InputStream decode(InputStream raw) throws IOException {
    return decode(raw, DecodeLimits.DEFAULT);
  }

  /**
   * The decoded content; the content itself where it is not compressed.
   *
   * <p>Where compressed data is cut off, corrupt or exceeds the limits, the stream gives all that
   * comes before and then throws an {@link IOException}. That the last frame of an unfinished log
   * is still open is such a cut. Closing the stream closes {@code raw} and frees native memory.
   */
  public static InputStream decode(InputStream raw, DecodeLimits limits) throws IOException {
    PushbackInputStream sniffed = new PushbackInputStream(raw, LONGEST_MAGIC);
    byte[] head = new byte[LONGEST_MAGIC];
    int length = sniffed.readNBytes(head, 0, LONGEST_MAGIC);
    sniffed.unread(head, 0, length);
    CountedInput counted = new CountedInput(sniffed);
    InputStream decoder = decoder(Arrays.copyOf(head, length), counted);
    return decoder == counted ? sniffed : new GuardedInput(decoder, counted, limits);
  }

  private static InputStream decoder(byte[] head, CountedInput input) throws IOException {
    if (startsWith(head, ZSTD) || isSkippable(head)) {
      return new ZstdInputStreamNoFinalizer(input);
    }
    if (startsWith(head, Lz4BlockInput.MAGIC)) {
      return new Lz4BlockInput(buffered(input));
    }
    if (startsWith(head, SnappyInput.MAGIC)) {
      return new SnappyInput(buffered(input));
    }
    if (LzfInput.isMagic(head)) {
      return new LzfInput(buffered(input));
    }
    if (startsWith(head, LZ4_FRAME)) {
      return new LateInput(() -> new LZ4FrameInputStream(buffered(input)), input);
    }
    if (startsWith(head, GZIP)) {
      return new LateInput(() -> new GZIPInputStream(input, INPUT_BUFFER), input);
    }
    return input;
  }

  private static InputStream buffered(InputStream input) {
    return new BufferedInputStream(input, INPUT_BUFFER);
  }

  private static boolean isSkippable(byte[] head) {
    return head.length >= 4
        && (head[0] & 0xF0) == 0x50
        && Arrays.equals(SKIPPABLE_REST, 0, 3, head, 1, 4);
  }

  private static boolean startsWith(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(magic, 0, magic.length, head, 0, magic.length);
  }

  /**
   * Whether this decoded content begins like an event log, or like a part of one.
   *
   * @param decodedHead the content's beginning; a few hundred bytes are enough
   * @param length how many bytes of it are filled
   */
  public static boolean looksLikeEventLog(byte[] decodedHead, int length) {
    byte[] squeezed = new byte[EventDispatch.PREFIX.length];
    int filled = 0;
    for (int i = 0; i < length && filled < squeezed.length; i++) {
      if (decodedHead[i] > ' ' || decodedHead[i] < 0) {
        squeezed[filled++] = decodedHead[i];
      }
    }
    return Arrays.equals(squeezed, EventDispatch.PREFIX);
  }
}
