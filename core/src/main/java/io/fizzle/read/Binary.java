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

  private static final Map<String, String> MAGIC = new LinkedHashMap<>();

  static {
    MAGIC.put("\u00ca\u00fe\u00ba\u00be", "a Java class file");
    MAGIC.put("FLR\0", "a Java Flight Recorder recording, which is not read yet");
    MAGIC.put("JAVA PROFILE", "a heap dump, which is not read");
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
    return "binary content";
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
