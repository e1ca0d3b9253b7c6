package io.fizzle.spark.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Small files of {@code /proc} and cgroups, whose values are numbers after a name. */
final class ProcFiles {
  private static final int MOST_BYTES = 64 << 10;

  private ProcFiles() {}

  /** The whole text; empty where the file is not there or cannot be read. */
  static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException absent) {
      return "";
    } catch (IOException unreadable) {
      // a process that ended while it was looked at, or a kernel without this account
      return "";
    }
  }

  /** A file that holds one number; empty for {@code max}, which is no limit. */
  static OptionalLong number(Path file) {
    return parse(read(file).strip());
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
    int to = from;
    while (to < text.length() && Character.isDigit(text.charAt(to))) {
      to++;
    }
    return parse(text.substring(from, to));
  }

  private static OptionalLong parse(String digits) {
    // 19 digits and more: cgroup v1 writes "no limit" so
    return digits.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** How many entries a folder has; -1 where it cannot be listed. */
  static long entries(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      return list.count();
    } catch (IOException unreadable) {
      return -1;
    }
  }
}
