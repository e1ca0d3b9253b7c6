package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a figure depends on besides the code; nothing that names the machine. */
final class Machine {

  private Machine() {}

  /** For example {@code 2 cores, AMD EPYC, OpenJDK 17.0.15}. */
  static String description() throws IOException {
    return "%d cores, %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(), processor(), Runtime.version().feature());
  }

  private static String processor() throws IOException {
    Path file = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** Processes that ran or waited for a processor over the last minute, -1 where not told. */
  static double load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.isReadable(file) ? Double.parseDouble(Files.readString(file).split(" ")[0]) : -1;
  }

  /** The JVM that runs now. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }
}
