package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.SnappyOutputStream;

class EventLogCodecTest {
  private static final int BLOCK = 32 * 1024;

  /** A log of 4000 removals. */
  static final byte[] LOG =
      String.join(
              "\n",
              IntStream.range(0, 4000)
                  .mapToObj(
                      i ->
                          "{\"Event\":\"SparkListenerExecutorRemoved\",\"Executor ID\":\"%d\","
                                  .formatted(i)
                              + "\"Removed Reason\":\"%x\"}".formatted(i * 2_654_435_761L))
                  .toList())
          .getBytes(StandardCharsets.UTF_8);

  /** The forms that logs come in, each written by the library that Spark or a tool would use. */
  enum Form {
    PLAIN,
    ZSTD,
    /** As Spark writes it: a frame for each flush. */
    ZSTD_FRAMES,
    LZ4_BLOCK,
    LZ4_FRAME,
    SNAPPY,
    GZIP;

    OutputStream open(OutputStream target) throws IOException {
      return switch (this) {
        case PLAIN -> target;
        case ZSTD -> new ZstdOutputStream(target, 3);
        case ZSTD_FRAMES -> new ZstdOutputStream(target, 1).setCloseFrameOnFlush(true);
        case LZ4_BLOCK -> new LZ4BlockOutputStream(target, BLOCK);
        case LZ4_FRAME -> new LZ4FrameOutputStream(target);
        case SNAPPY -> new SnappyOutputStream(target, BLOCK);
        case GZIP -> new GZIPOutputStream(target);
      };
    }

    byte[] compress(byte[] content) throws IOException {
      ByteArrayOutputStream target = new ByteArrayOutputStream();
      try (OutputStream stream = open(target)) {
        for (int from = 0; from < content.length; from += 50_000) {
          stream.write(content, from, Math.min(50_000, content.length - from));
          stream.flush();
        }
      }
      return target.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormIsKnownByItsContent(Form form) throws IOException {
    assertThat(decode(form.compress(LOG)).bytes()).isEqualTo(LOG);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void appendedStreamsAreReadOn(Form form) throws IOException {
    byte[] once = form.compress(LOG);
    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);

    Decoded decoded = decode(twice);

    assertThat(decoded.failure()).isEmpty();
    assertThat(decoded.bytes()).hasSize(2 * LOG.length).startsWith(LOG).endsWith(LOG);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void aTruncatedStreamGivesAPrefixAndAtMostAnIoException(Form form) throws IOException {
    byte[] whole = form.compress(LOG);

    int longest = 0;
    for (int length = 0; length < whole.length; length += 1000) {
      byte[] decoded = decode(Arrays.copyOf(whole, length)).bytes();
      assertThat(decoded.length).isLessThanOrEqualTo(LOG.length);
      assertThat(Arrays.equals(decoded, 0, decoded.length, LOG, 0, decoded.length)).isTrue();
      assertThat(decoded.length).as("more input, no less output").isGreaterThanOrEqualTo(longest);
      longest = decoded.length;
    }
    assertThat(longest).as("nearly all comes before the last cut").isGreaterThan(LOG.length / 2);
  }

  @ParameterizedTest
  @EnumSource(value = Form.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void corruptDataGivesWhatCameBeforeAndAtMostAnIoException(Form form) throws IOException {
    byte[] whole = form.compress(LOG);

    for (int at = 8; at < whole.length; at += 997) {
      byte[] corrupt = whole.clone();
      corrupt[at] ^= 0x55;
      int before = decode(Arrays.copyOf(whole, at)).bytes().length;
      int kept = Math.max(0, before - GuardedInput.STEP);
      assertThat(Arrays.equals(decode(corrupt).bytes(), 0, kept, LOG, 0, kept)).isTrue();
    }
  }

  @Test
  void anOpenLastFrameGivesAllFlushedBlocksAndIsTold() throws IOException {
    byte[] closed = Form.ZSTD_FRAMES.compress(LOG);
    byte[] open = Arrays.copyOf(closed, closed.length + 6);
    System.arraycopy(closed, 0, open, closed.length, 6);

    Decoded decoded = decode(open);

    assertThat(decoded.bytes()).isEqualTo(LOG);
    assertThat(decoded.failure()).isNotEmpty();
  }

  @Test
  void zstdMayBeginWithASkippableFrame() throws IOException {
    byte[] compressed = Form.ZSTD.compress(LOG);
    byte[] preceded = new byte[compressed.length + 12];
    System.arraycopy(new byte[] {0x5D, 0x2A, 0x4D, 0x18, 4, 0, 0, 0}, 0, preceded, 0, 8);
    System.arraycopy(compressed, 0, preceded, 12, compressed.length);

    assertThat(decode(preceded).bytes()).isEqualTo(LOG);
  }

  @Test
  void lzfChunksAreLiteralsAndRepetitions() {
    byte[] stored = {'Z', 'V', 0, 0, 2, 'a', 'b'};
    byte[] shortRepetition = {'Z', 'V', 1, 0, 5, 0, 8, 1, 'x', 'y', (byte) (4 << 5), 1};
    byte[] longRepetition = {'Z', 'V', 1, 0, 5, 0, 21, 0, 'z', (byte) (7 << 5), 11, 0};

    assertThat(text(decode(concat(stored, shortRepetition, longRepetition, stored))))
        .isEqualTo("ab" + "xyxyxyxy" + "z".repeat(21) + "ab");
  }

  @Test
  void lzfCutAnywhereGivesAPrefix() {
    byte[] stored = {'Z', 'V', 0, 0, 2, 'a', 'b'};
    byte[] repetition = {'Z', 'V', 1, 0, 5, 0, 8, 1, 'x', 'y', (byte) (4 << 5), 1};
    byte[] whole = concat(stored, repetition, stored);

    for (int length = 3; length < whole.length; length++) {
      Decoded decoded = decode(Arrays.copyOf(whole, length));
      assertThat("abxyxyxyxyab").startsWith(text(decoded));
      boolean betweenChunks = length == stored.length || length == whole.length - stored.length;
      assertThat(decoded.failure().isEmpty()).isEqualTo(betweenChunks);
    }
  }

  @Test
  void lzfThatReachesBeforeOrBehindItsChunkIsRefused() {
    byte[] before = {'Z', 'V', 1, 0, 4, 0, 8, 0, 'x', (byte) (5 << 5), 9};
    byte[] behind = {'Z', 'V', 1, 0, 4, 0, 2, 0, 'x', (byte) (5 << 5), 0};

    assertThat(decode(before).failure()).isEqualTo("lzf data is corrupt");
    assertThat(decode(behind).failure()).isEqualTo("lzf data is corrupt");
  }

  @Test
  void aBlockThatClaimsGigabytesIsRefusedBeforeMemoryIsGiven() {
    byte[] lz4 =
        concat(
            "LZ4Block".getBytes(StandardCharsets.US_ASCII),
            new byte[] {0x2F, -1, -1, -1, 0x7F, -1, -1, -1, 0x7F, 0, 0, 0, 0});
    byte[] snappy =
        concat(
            new byte[] {(byte) 0x82, 'S', 'N', 'A', 'P', 'P', 'Y', 0, 0, 0, 0, 1, 0, 0, 0, 1},
            new byte[] {0, 0, 0, 5, -1, -1, -1, -1, 7});

    assertThat(decode(lz4).failure()).contains("block of 2147483647 bytes");
    assertThat(decode(snappy).failure()).contains("invalid uncompressed length");
  }

  @Test
  void manyEmptyBlocksDoNotExhaustTheStack() {
    byte[] empty =
        concat(
            "LZ4Block".getBytes(StandardCharsets.US_ASCII),
            new byte[] {0x15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    byte[] many = new byte[empty.length * 200_000];
    for (int at = 0; at < many.length; at += empty.length) {
      System.arraycopy(empty, 0, many, at, empty.length);
    }

    Decoded decoded = decode(many);

    assertThat(decoded.bytes()).isEmpty();
    assertThat(decoded.failure()).isEmpty();
  }

  @Test
  void decodedBytesAreLimited() throws IOException {
    byte[] compressed = Form.ZSTD.compress(LOG);
    DecodeLimits limits = new DecodeLimits(LOG.length - 1, 500);

    try (InputStream in = EventLogCodec.decode(new ByteArrayInputStream(compressed), limits)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("exceeds its limit");
    }
  }

  @Test
  void aHighRatioIsLimitedOnlyWhereItCosts() {
    DecodeLimits limits = new DecodeLimits(1L << 40, 500);

    assertThat(limits.exceededBy(DecodeLimits.FREE_BYTES, 1)).isFalse();
    assertThat(limits.exceededBy(DecodeLimits.FREE_BYTES * 2, 1)).isTrue();
    assertThat(limits.exceededBy(479_310_303, 10_837_386)).isFalse();
  }

  @Test
  void aLogIsKnownByItsFirstEvent() {
    assertThat(looksLikeEventLog("{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4"))
        .isTrue();
    assertThat(looksLikeEventLog("\n { \"Event\" : \"DBCEventLoggingListenerMetadata\"")).isTrue();
    assertThat(looksLikeEventLog("{\"Event\":7")).isFalse();
    assertThat(looksLikeEventLog("{\"Eve")).isFalse();
    assertThat(looksLikeEventLog("24/01/01 10:00:00 INFO x: {\"Event\":\"")).isFalse();
    assertThat(looksLikeEventLog("")).isFalse();
  }

  private static boolean looksLikeEventLog(String text) {
    byte[] head = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), 4096);
    return EventLogCodec.looksLikeEventLog(head, text.length());
  }

  private static String text(Decoded decoded) {
    return new String(decoded.bytes(), StandardCharsets.UTF_8);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /**
   * What came out of a stream, and the message of the exception that ended it, empty if none did.
   */
  private record Decoded(byte[] bytes, String failure) {}

  private static Decoded decode(byte[] compressed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = EventLogCodec.decode(new ByteArrayInputStream(compressed))) {
      byte[] buffer = new byte[10_000];
      for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
        bytes.write(buffer, 0, got);
      }
      return new Decoded(bytes.toByteArray(), "");
    } catch (IOException e) {
      return new Decoded(bytes.toByteArray(), String.valueOf(e.getMessage()));
    }
  }
}
