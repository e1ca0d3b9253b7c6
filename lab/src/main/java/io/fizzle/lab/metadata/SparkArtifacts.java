package io.fizzle.lab.metadata;

import io.fizzle.lab.LabException;
import io.fizzle.lab.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the jars of a release that hold its keys, with the few libraries that its configuration
 * objects touch. An artifact that cannot be had in one release is taken from the one before of the
 * same line; what cannot be had at all is left out.
 */
final class SparkArtifacts {
  private static final Pattern MISSING =
      Pattern.compile(
          "org\\.apache\\.spark:(spark-[\\w.-]+?)(?:_\\d\\.\\d+):jar:(\\d+\\.\\d+)\\.(\\d+)");
  private static final Pattern VERSION =
      Pattern.compile("(?:_2\\.1\\d)?-\\d[\\w.]*(?:-jre)?\\.jar$");
  private static final int TRIES = 12;

  private final Line line;
  private final String scala;
  private final Map<String, String> spark = new TreeMap<>();

  private SparkArtifacts(String version) {
    line = Line.of(version);
    scala = line.major() < 3 ? "2.11" : line.major() == 3 ? "2.12" : "2.13";
    for (String module :
        List.of(
            "core",
            "sql",
            "catalyst",
            "network-common",
            "network-shuffle",
            "launcher",
            "unsafe",
            "tags",
            "kvstore",
            "yarn",
            "kubernetes",
            "streaming",
            "hive",
            "mllib",
            "graphx",
            "sql-kafka-0-10",
            "streaming-kafka-0-10")) {
      spark.put("spark-" + module, version);
    }
    since("avro", 2, 4, version);
    since("connect", 3, 4, version);
    since("sql-api", 3, 5, version);
    since("common-utils", 3, 5, version);
    since("common-utils-java", 4, 1, version);
    since("pipelines", 4, 1, version);
    if (line.major() < 4) {
      spark.put("spark-mesos", version);
    }
  }

  private void since(String module, int major, int minor, String version) {
    if (line.compareTo(new Line(major, minor)) >= 0) {
      spark.put("spark-" + module, version);
    }
  }

  /** The jars by artifact, without versions; fetched by Maven where the cache has none. */
  static Map<String, Path> of(String version, Path cache, Progress progress)
      throws IOException, InterruptedException {
    Path home = cache.resolve("spark-keys-" + version);
    Path jars = home.resolve("jars");
    if (!Files.isDirectory(jars)) {
      progress.step("fetching the jars of Spark " + version + " that hold its keys");
      Files.createDirectories(home);
      Path partial = Files.createTempDirectory(home, "partial-");
      new SparkArtifacts(version).copy(home, partial, progress);
      Files.move(partial, jars);
    }
    return read(jars);
  }

  /** Jars of a folder by artifact. */
  static Map<String, Path> read(Path jars) throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .collect(
              Collectors.toMap(
                  file -> VERSION.matcher(String.valueOf(file.getFileName())).replaceFirst(""),
                  file -> file,
                  (one, other) -> one,
                  TreeMap::new));
    }
  }

  private void copy(Path home, Path jars, Progress progress)
      throws IOException, InterruptedException {
    String said = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Path pom = home.resolve("pom.xml");
      Files.writeString(pom, pom(jars));
      Process maven =
          new ProcessBuilder(maven(), "-B", "-q", "-f", pom.toString(), "package")
              .redirectErrorStream(true)
              .start();
      try (BufferedReader lines = maven.inputReader(StandardCharsets.UTF_8)) {
        said = lines.lines().collect(Collectors.joining("\n"));
      }
      if (maven.waitFor() == 0) {
        return;
      }
      if (!doWithout(said, progress)) {
        break;
      }
    }
    throw new LabException("Maven could not fetch Spark's jars: " + said);
  }

  private static String maven() {
    Path wrapper = Path.of("mvnw").toAbsolutePath();
    return Files.isExecutable(wrapper) ? wrapper.toString() : "mvn";
  }

  /** Falls back on the release before; false where nothing was missing. */
  private boolean doWithout(String said, Progress progress) {
    boolean changed = false;
    Matcher matcher = MISSING.matcher(said);
    while (matcher.find()) {
      String artifact = matcher.group(1);
      String missing = matcher.group(2) + "." + matcher.group(3);
      if (missing.equals(spark.get(artifact))) {
        int patch = Integer.parseInt(matcher.group(3));
        changed = true;
        if (patch == 0) {
          spark.remove(artifact);
          progress.step(artifact + " of " + line + " cannot be had: its keys are left open");
        } else {
          spark.put(artifact, matcher.group(2) + "." + (patch - 1));
        }
      }
    }
    return changed;
  }

  private String pom(Path jars) {
    List<String> dependencies = new ArrayList<>();
    spark.forEach(
        (artifact, version) ->
            dependencies.add(
                dependency("org.apache.spark:" + artifact + "_" + scala + ":" + version)));
    libraries().forEach(library -> dependencies.add(dependency(library)));
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>io.fizzle.lab</groupId><artifactId>spark-keys</artifactId><version>1</version>
      <packaging>pom</packaging>
      <dependencies>%s</dependencies>
      <build><plugins><plugin>
        <artifactId>maven-dependency-plugin</artifactId><version>3.9.0</version>
        <executions><execution><phase>package</phase><goals><goal>copy-dependencies</goal></goals>
          <configuration><outputDirectory>%s</outputDirectory></configuration></execution></executions>
      </plugin></plugins></build>
    </project>
    """
        .formatted(String.join("\n", dependencies), jars);
  }

  /** What the configuration objects link to; of each the era that the line was built with. */
  private List<String> libraries() {
    boolean modern = line.compareTo(new Line(3, 3)) >= 0;
    String slf4j = line.compareTo(new Line(3, 4)) >= 0 ? "2.0.17" : "1.7.36";
    String library =
        switch (scala) {
          case "2.11" -> "2.11.12";
          case "2.12" -> "2.12.18";
          default -> "2.13.16";
        };
    List<String> all =
        new ArrayList<>(
            List.of(
                "org.scala-lang:scala-library:" + library,
                "org.scala-lang:scala-reflect:" + library,
                "org.slf4j:slf4j-api:" + slf4j,
                "org.slf4j:slf4j-nop:" + slf4j,
                "org.apache.hadoop:hadoop-client-api:3.3.4",
                "org.apache.hadoop:hadoop-client-runtime:3.3.4",
                "org.apache.commons:commons-lang3:3.17.0",
                "org.apache.hive:hive-common:2.3.10",
                "org.apache.ivy:ivy:2.5.2",
                "io.netty:netty-common:4.1.118.Final",
                "io.netty:netty-buffer:4.1.118.Final",
                "io.netty:netty-transport:4.1.118.Final",
                "com.google.guava:guava:" + (modern ? "33.4.0-jre" : "14.0.1"),
                "org.json4s:json4s-ast_"
                    + (modern && line.major() > 3 ? "2.13:4.0.7" : "2.12:3.6.6"),
                "com.fasterxml.jackson.core:jackson-core:2.18.2",
                "com.fasterxml.jackson.core:jackson-databind:2.18.2",
                "com.fasterxml.jackson.core:jackson-annotations:2.18.2"));
    if (modern) {
      all.add("org.apache.logging.log4j:log4j-api:2.24.3");
      all.add("org.apache.logging.log4j:log4j-core:2.24.3");
      all.add("org.apache.logging.log4j:log4j-1.2-api:2.24.3");
    } else {
      all.add("log4j:log4j:1.2.17");
    }
    return all;
  }

  private static String dependency(String coordinates) {
    String[] parts = coordinates.split(":", 3);
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
            .formatted(parts[0], parts[1], parts[2])
        + "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>"
        + "</exclusions></dependency>";
  }
}
