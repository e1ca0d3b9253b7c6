package io.fizzle.spark.recorder;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A small file of {@code /proc} or of a cgroup that each sample reads: it stays open, since to open
 * it costs more than to read it. Its texts are numbers after names.
 */
final class ProcFile implements AutoCloseable {
  /**
   * Beyond the longest of them, a cgroup's {@code memory.stat}; one call of the system reads it.
   */
  private static final int MOST_BYTES = 8 << 10;

  /** 19 digits and more: cgroup v1 writes "no limit" so. */
  private static final int MOST_DIGITS = 18;

  private final @Nullable RandomAccessFile file;
  private final byte[] bytes = new byte[MOST_BYTES];

  /** A file that is not there, or that this process may not read, has no text. */
  ProcFile(Path path) {
    file = opened(path);
  }

  private static @Nullable RandomAccessFile opened(Path path) {
    try {
      return new RandomAccessFile(path.toFile(), "r");
    } catch (FileNotFoundException absent) {
      return null;
    }
  }

  boolean isThere() {
    return file != null;
  }

  /** The whole text as it is now; empty where it cannot be read. */
  synchronized String read() {
    if (file == null) {
      return "";
    }
    try {
      file.seek(0);
      int length = file.read(bytes, 0, bytes.length);
      return new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
    } catch (IOException unreadable) {
      // a process that ended, a kernel without this account, or a recorder that was closed
      return "";
    }
  }

  /** A file that holds one number; empty for {@code max}, which is no limit. */
  OptionalLong number() {
    return numberAt(read(), 0);
  }

  /**
   * The first number after this name: {@code VmRSS: 1024 kB}, {@code oom_kill 1}, {@code total=12}.
   */
  static OptionalLong after(String text, String name) {
    int start = text.indexOf(name);
    if (start < 0) {
      return OptionalLong.empty();
    }
    int from = start + name.length();
    while (from < text.length()
        && !Character.isDigit(text.charAt(from))
        && text.charAt(from) != '\n') {
      from++;
    }
    return numberAt(text, from);
  }

  private static OptionalLong numberAt(String text, int from) {
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return to > from && to - from <= MOST_DIGITS
        ? OptionalLong.of(Long.parseLong(text, from, to, 10))
        : OptionalLong.empty();
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException nothingToLose) {
        // it was only read
      }
    }
  }
}
