package io.fizzle.bench;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a figure depends on besides the code; nothing that names the machine. */
final class Machine {

  private Machine() {}

  /** For example {@code 2 cores, AMD EPYC, 8 GB of memory, Linux 6.1, JDK 17.0.15 and 25.0.3}. */
  static String description() throws IOException {
    List<String> jdks = new ArrayList<>(List.of(Jdk.running().version()));
    for (int feature : GcLogBench.JDKS) {
      Jdk.of(feature).map(Jdk::version).filter(not(jdks::contains)).ifPresent(jdks::add);
    }
    return "%d cores, %s, %s of memory, %s, JDK %s, Spark %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            told("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
            memory(),
            system(System.getProperty("os.name"), System.getProperty("os.version")),
            String.join(" and ", jdks),
            HistoryBench.RELEASE.version());
  }

  /** The kernel by its numbers: what its builders append may name the machine. */
  static String system(String name, String version) {
    Matcher numbers = Pattern.compile("\\d+(\\.\\d+)*").matcher(version);
    return numbers.lookingAt() ? name + " " + numbers.group() : name;
  }

  private static String memory() throws IOException {
    String kibibytes = told("/proc/meminfo", "MemTotal", "").replace("kB", "").strip();
    return kibibytes.isEmpty()
        ? "an unknown size"
        : "%.0f GiB".formatted(Long.parseLong(kibibytes) / (double) (1 << 20));
  }

  /** The value after a name and a colon in one of the kernel's files. */
  private static String told(String file, String name, String otherwise) throws IOException {
    Path path = Path.of(file);
    if (!Files.isReadable(path)) {
      return otherwise;
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
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

  /** How readers are started that are compared: one JVM, with both of its compilers. */
  static List<String> measuringJvm() {
    return List.of(java(), "-XX:+UseSerialGC", "-cp", classPath());
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }
}
