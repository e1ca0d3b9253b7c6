package io.fizzle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The Spark whose History Server is measured: the distribution of the failure lab where that is in
 * its cache, else one of its own, fetched beside it by Maven.
 *
 * @param home what {@code SPARK_HOME} points to: a folder with {@code jars/}
 */
record SparkJars(Path home) {
  static final String VERSION = "4.1.1";
  static final String SCALA = "2.13";

  static SparkJars fetched() throws IOException {
    SparkJars lab = new SparkJars(cache().resolve("spark-" + VERSION));
    if (lab.arePresent()) {
      return lab;
    }
    SparkJars own = new SparkJars(cache().resolve("history-server-" + VERSION));
    if (!own.arePresent()) {
      own.fetch();
    }
    return own;
  }

  private boolean arePresent() {
    return Files.isDirectory(jars());
  }

  private Path jars() {
    return home.resolve("jars");
  }

  /** For a JVM's class path. */
  String classPath() {
    return jars().resolve("*").toString();
  }

  /** The jars are there as a whole or not at all. */
  private void fetch() throws IOException {
    System.err.println("fetching Spark " + VERSION + " with Maven, about 300 MB");
    Files.createDirectories(home);
    Path part = Files.createTempDirectory(home, "part-");
    Path pom = home.resolve("pom.xml");
    try (InputStream template = SparkJars.class.getResourceAsStream("spark-jars.xml")) {
      Files.write(pom, Objects.requireNonNull(template).readAllBytes());
    }
    ChildRun maven =
        ChildRun.run(
            List.of(
                "./mvnw",
                "-q",
                "-B",
                "-f",
                pom.toAbsolutePath().toString(),
                "-Dhistory.spark=" + VERSION,
                "-Dhistory.scala=" + SCALA,
                "-Dhistory.jars=" + part,
                "package"));
    if (maven.exitCode() != 0) {
      throw new IOException("Maven could not fetch Spark " + VERSION + ":\n" + maven.output());
    }
    Files.move(part, jars());
  }

  /** Where the lab keeps its distributions. */
  private static Path cache() {
    String own = System.getenv("FIZZLE_LAB_CACHE");
    if (own != null) {
      return Path.of(own);
    }
    String user = System.getenv("XDG_CACHE_HOME");
    Path base = user != null ? Path.of(user) : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("fizzle").resolve("lab");
  }
}
