package io.fizzle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * An installed JDK.
 *
 * @param version for example {@code 17.0.15}
 */
record Jdk(String version, Path home) {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  /** The one that runs now. */
  static Jdk running() {
    Runtime.Version version = Runtime.version();
    String numbers = String.join(".", version.version().stream().map(String::valueOf).toList());
    return new Jdk(numbers, Path.of(System.getProperty("java.home")));
  }

  /**
   * One of this feature release: the one that runs now, the one that {@code NEWER_JAVA_HOME} names,
   * or one that the system's packages installed.
   */
  static Optional<Jdk> of(int feature) throws IOException {
    List<Jdk> known = new ArrayList<>(List.of(running()));
    String newer = System.getenv("NEWER_JAVA_HOME");
    if (newer != null) {
      at(Path.of(newer)).ifPresent(known::add);
    }
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> homes = Files.list(INSTALLED)) {
        for (Path home : homes.sorted(Comparator.comparing(Path::toString)).toList()) {
          at(home).ifPresent(known::add);
        }
      }
    }
    return known.stream().filter(jdk -> jdk.feature() == feature).findFirst();
  }

  /** The JDK in this folder, as its {@code release} file tells. */
  static Optional<Jdk> at(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return Optional.empty();
    }
    Properties told = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      told.load(reader);
    }
    String version = told.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.isEmpty() ? Optional.empty() : Optional.of(new Jdk(version, home));
  }

  int feature() {
    return Runtime.Version.parse(version).feature();
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  /** Not every vendor builds every collector. */
  boolean has(Collector collector) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(collector.options());
    command.add("-version");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("stopped while asking " + version + " for its collectors", e);
    }
  }
}
