package io.fizzle.lab.spark;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Spark's jars, brought by Maven into a cache. The scripts of a Spark download are not needed:
 * master, worker and submit are plain main classes.
 *
 * @param version the release
 * @param home what {@code SPARK_HOME} points to: a folder with {@code jars/}
 */
public record SparkDistribution(SparkVersion version, Path home) {

  /** The distribution from the cache, fetched by Maven where it is not there yet. */
  public static SparkDistribution fetch(SparkVersion version, Path cache, Progress progress)
      throws IOException, InterruptedException {
    Path home = cache.resolve(version.folder());
    Path jars = home.resolve("jars");
    if (!Files.isDirectory(jars)) {
      progress.step(
          "fetching Spark " + version.version() + " with Maven (about 300 MB) into " + home);
      Files.createDirectories(home);
      Path partial = Files.createTempDirectory(home, "partial-");
      copyDependencies(version, home, partial, progress);
      Files.move(partial, jars);
    }
    Files.createDirectories(home.resolve("conf"));
    return new SparkDistribution(version, home);
  }

  private static void copyDependencies(
      SparkVersion version, Path home, Path jars, Progress progress)
      throws IOException, InterruptedException {
    Path pom = home.resolve("pom.xml");
    Files.writeString(pom, pom(version));
    Process maven =
        new ProcessBuilder(
                maven(), "-B", "-f", pom.toString(), "-Djars.directory=" + jars, "package")
            .redirectErrorStream(true)
            .start();
    int downloaded = 0;
    StringBuilder errors = new StringBuilder();
    try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("[ERROR]")) {
          errors.append(System.lineSeparator()).append(line);
        } else if (line.startsWith("Downloaded ")
            && line.contains(".jar ")
            && ++downloaded % 20 == 0) {
          progress.step(downloaded + " jars downloaded");
        }
      }
    }
    if (maven.waitFor() != 0) {
      throw new LabException("Maven could not fetch Spark " + version.version() + ":" + errors);
    }
  }

  /** The checkout's own Maven where the lab runs in one. */
  private static String maven() {
    Path wrapper = Path.of("mvnw").toAbsolutePath();
    return Files.isExecutable(wrapper) ? wrapper.toString() : "mvn";
  }

  static String pom(SparkVersion version) throws IOException {
    try (InputStream template = SparkDistribution.class.getResourceAsStream("distribution.xml")) {
      if (template == null) {
        throw new LabException("distribution.xml is missing from the lab's jar");
      }
      return new String(template.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@spark.version@", version.version())
          .replace("@scala.version@", version.scala());
    }
  }

  /**
   * Where distributions and run folders live: {@code FIZZLE_LAB_CACHE}, else the user's cache
   * folder.
   */
  public static Path defaultCache() {
    String own = System.getenv("FIZZLE_LAB_CACHE");
    if (own != null) {
      return Path.of(own);
    }
    String user = System.getenv("XDG_CACHE_HOME");
    Path base = user != null ? Path.of(user) : Path.of(System.getProperty("user.home"), ".cache");
    return base.resolve("fizzle").resolve("lab");
  }

  /** Spark's configuration folder: empty, so that nothing but what a run sets is in force. */
  public Path configuration() {
    return home.resolve("conf");
  }

  /**
   * Class path of Spark's own processes, the same for all of them, because JVMs share classes only
   * where their class paths begin alike. It is the one that Spark's launcher gives to executors
   * ({@code AbstractCommandBuilder}, which since 4.0 names the logging facade first).
   */
  public String classPath() throws IOException {
    String separator = System.getProperty("path.separator");
    String all = home.resolve("jars").resolve("*").toString();
    String first = "";
    if (!version.line().startsWith("3.")) {
      first =
          jars().stream()
              .filter(jar -> String.valueOf(jar.getFileName()).startsWith("slf4j-api-"))
              .findFirst()
              .map(jar -> jar + separator)
              .orElse("");
    }
    return configuration() + "/" + separator + first + all;
  }

  /** All jars, for a compiler, which knows no wildcard on its own. */
  public List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("jars"))) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /**
   * The {@code --add-opens} options that this release needs, as its own launcher knows them ({@code
   * JavaModuleOptions}, Spark 3.3 and later).
   */
  public List<String> moduleOptions() throws IOException {
    List<Path> launcher =
        jars().stream()
            .filter(jar -> String.valueOf(jar.getFileName()).startsWith("spark-"))
            .toList();
    URL[] urls = new URL[launcher.size()];
    for (int index = 0; index < urls.length; index++) {
      urls[index] = launcher.get(index).toUri().toURL();
    }
    try (URLClassLoader loader = new URLClassLoader(urls)) {
      Object options =
          loader
              .loadClass("org.apache.spark.launcher.JavaModuleOptions")
              .getMethod("defaultModuleOptions")
              .invoke(null);
      return List.of(String.valueOf(options).trim().split("\\s+"));
    } catch (ReflectiveOperationException changed) {
      throw new LabException("this Spark has no JavaModuleOptions", changed);
    }
  }
}
