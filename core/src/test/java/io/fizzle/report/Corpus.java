package io.fizzle.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recorded failures that do not ship with the project; tests on them are skipped without. */
final class Corpus {

  private Corpus() {}

  static Path folder() {
    String said = System.getProperty("fizzle.corpus");
    return said == null
        ? Path.of(System.getProperty("fizzle.root")).resolveSibling("shared/corpus")
        : Path.of(said);
  }

  /** Every case; where there is no corpus the place where it should be. */
  static Stream<Path> cases(Path corpus) throws IOException {
    if (!Files.isDirectory(corpus)) {
      return Stream.of(corpus);
    }
    List<Path> cases = new ArrayList<>();
    for (String set : List.of("lab", "lab2")) {
      children(corpus.resolve(set)).forEach(one -> cases.add(one.resolve("evidence")));
    }
    children(corpus.resolve("public/cases")).forEach(one -> cases.add(one.resolve("log.txt")));
    return cases.stream().filter(Files::exists);
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
