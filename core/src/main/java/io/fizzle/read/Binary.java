package io.fizzle.read;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recognises content that is no text, and says what it is where it is well known. */
final class Binary {
  private static final int LOOKED_AT = 8_192;

  /**
   * One control character in this many: compressed or random bytes have one in nine, text has none.
   */
  private static final int TEXT_SHARE = 20;

  /** Sixteen of each byte, below which counts say little. */
  private static final int ENOUGH_TO_COUNT = 4_096;

  private static final Map<String, String> MAGIC = new LinkedHashMap<>();

  static {
    MAGIC.put("\u00ca\u00fe\u00ba\u00be", "a Java class file");
    MAGIC.put("FLR\0", "a Java Flight Recorder recording, which is not read yet");
    MAGIC.put(
        "JAVA PROFILE",
        "a heap dump, which is not read: Eclipse MAT shows what held the heap (Dominator Tree)");
    MAGIC.put("\u007fELF", "an executable, a library or a core dump");
    MAGIC.put("\u0089PNG", "an image");
    MAGIC.put("\u00ff\u00d8\u00ff", "an image");
    MAGIC.put("GIF8", "an image");
    MAGIC.put("%PDF", "a PDF document");
    MAGIC.put("SQLite format 3", "a SQLite database");
    MAGIC.put("PAR1", "a Parquet file");
    MAGIC.put("ORC", "an ORC file");
    MAGIC.put("Obj\u0001", "an Avro file");
    MAGIC.put("SEQ\u0006", "a Hadoop sequence file");
    MAGIC.put("crc\0", "a Hadoop checksum file");
    MAGIC.put("7z\u00bc\u00af", "a 7z archive; unpack it first");
    MAGIC.put("\u00fd7zXZ", "xz-compressed; unpack it first");
    MAGIC.put("BZh", "bzip2-compressed; unpack it first");
    MAGIC.put("Rar!", "a RAR archive; unpack it first");
    MAGIC.put("Salted__", "encrypted by openssl; decrypt it first");
    MAGIC.put("age-encryption.org/", "encrypted by age; decrypt it first");
    MAGIC.put("LUKS\u00ba\u00be", "an encrypted disk");
    MAGIC.put("\u00ac\u00ed\0\u0005", "serialized Java objects, which are not read");
    MAGIC.put("\u00fe\u00ed\u00fe\u00ed", "a Java key store");
    MAGIC.put("\u0085\u0001", "encrypted by gpg; decrypt it first");
    MAGIC.put("\u0085\u0002", "encrypted by gpg; decrypt it first");
    MAGIC.put("\u0084^\u0003", "encrypted by gpg; decrypt it first");
    MAGIC.put("\u008c\r\u0004", "encrypted by gpg; decrypt it first");
    MAGIC.put("\u00c1\u001f\u00fc\u00c1", "a trace (CTF), which is not read here");
  }

  private Binary() {}

  /** What binary content is, null where it is text. */
  static @Nullable String describe(byte[] head) {
    int length = Math.min(head.length, LOOKED_AT);
    if (!looksBinary(head, length)) {
      return null;
    }
    for (Map.Entry<String, String> known : MAGIC.entrySet()) {
      if (startsWith(head, known.getKey())) {
        return known.getValue();
      }
    }
    return isRandom(head, length)
        ? "encrypted, or packed in a way that is not known"
        : "binary content";
  }

  /**
   * True where no byte is rarer or more frequent than chance lets it be: encrypted content, such as
   * what Spark writes with {@code spark.io.encryption.enabled}, has no header at all. The bound is
   * ten standard deviations of chi-squared with 255 degrees of freedom.
   */
  private static boolean isRandom(byte[] head, int length) {
    if (length < ENOUGH_TO_COUNT) {
      return false;
    }
    int[] counts = new int[256];
    for (int i = 0; i < length; i++) {
      counts[head[i] & 0xff]++;
    }
    double expected = length / 256.0;
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - expected) * (count - expected) / expected;
    }
    return chiSquared < 255 + 10 * Math.sqrt(2 * 255.0);
  }

  private static boolean looksBinary(byte[] head, int length) {
    int controls = 0;
    for (int i = 0; i < length; i++) {
      controls += isControl(head[i]) ? 1 : 0;
    }
    return controls * TEXT_SHARE > length || length > 3 && head[0] == 0 && head[1] == 0;
  }

  /**
   * Control characters that no log writes: not tab, line ends, form feed, backspace (progress),
   * escape.
   */
  private static boolean isControl(byte value) {
    return value >= 0 && value < 0x20 && (value < 8 || value > 13) && value != 0x1b
        || value == 0x7f;
  }

  private static boolean startsWith(byte[] head, String magic) {
    byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
    if (head.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (head[i] != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
