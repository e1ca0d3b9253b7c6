package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Reads every text log of the corpus, where there is one, and prints what was found. */
class CorpusSmokeTest {
  private static final int HEAD = 64 << 10;

  @Test
  void readsEveryRunOfTheLab() throws IOException {
    for (String lab : List.of("lab", "lab2")) {
      List<Path> logs =
          files(corpus().resolve(lab)).stream()
              .filter(file -> file.toString().matches(".*/evidence/[^/]+\\.(?:log|stderr|stdout)"))
              .toList();

      Map<String, Integer> counts = counts(logs);

      System.out.println(lab + ": " + counts);
      assertThat(counts)
          .containsKeys("Removed", "TaskFailed", "Aborted", "DriverFailed", "LogEnded");
    }
  }

  @Test
  void findsSomethingInEveryPublicCase() throws IOException {
    List<Path> cases =
        files(corpus().resolve("public/cases")).stream()
            .filter(file -> file.endsWith("log.txt"))
            .toList();

    System.out.println("cases: " + counts(cases));
    assertThat(cases).allSatisfy(file -> assertThat(counts(List.of(file))).isNotEmpty());
  }

  private static Map<String, Integer> counts(List<Path> logs) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    for (Path log : logs) {
      Owner owner = SparkLogReader.ownerOf(head(log), log.toString());
      try (InputStream bytes = new BufferedInputStream(Files.newInputStream(log))) {
        Logs.read(owner, bytes)
            .signals()
            .forEach(signal -> counts.merge(signal.getClass().getSimpleName(), 1, Integer::sum));
      }
    }
    return counts;
  }

  private static String head(Path log) throws IOException {
    try (InputStream bytes = Files.newInputStream(log)) {
      return new String(bytes.readNBytes(HEAD), StandardCharsets.UTF_8);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path corpus() {
    String given = System.getProperty("fizzle.corpus");
    Path corpus = given == null ? Path.of("..", "..", "shared", "corpus") : Path.of(given);
    Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus here");
    return corpus;
  }
}
