package io.fizzle.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a source's content, from which it is recognised.
 *
 * @param name the source's name; decides nothing where content can
 * @param bytes at most {@value #SIZE}
 * @param text the same as text
 * @param tear why there is not more, null where the content ended or goes on
 */
record Head(String name, byte[] bytes, String text, @Nullable IOException tear) {

  /** Enough to hold an event log's environment event and what follows it. */
  static final int SIZE = 1 << 17;

  private static final int START = 1 << 16;

  private static final int SEAM = 80;

  /** Reads the beginning; what tears is kept up to the tear. */
  static Head read(String name, InputStream content) {
    byte[] bytes = new byte[SIZE];
    int length = 0;
    IOException tear = null;
    try {
      int read = 0;
      while (length < SIZE && read >= 0) {
        length += read;
        read = content.read(bytes, length, SIZE - length);
      }
    } catch (IOException torn) {
      tear = torn;
    }
    byte[] head = Arrays.copyOf(bytes, length);
    return new Head(name, head, new String(head, StandardCharsets.UTF_8), tear);
  }

  /** As much of the text as its words need to be recognised. */
  String start() {
    return text.substring(0, Math.min(text.length(), START));
  }

  /** The last characters, for what goes on behind them. */
  String end() {
    return text.substring(Math.max(0, text.length() - SEAM));
  }

  /** True where the content is known to have nothing but blanks. */
  boolean isBlank() {
    return bytes.length < SIZE && text.isBlank();
  }
}
