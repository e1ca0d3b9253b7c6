package io.fizzle.read.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Real failures of others: every line and every whole text is parsed, and a table of the kinds
 * printed.
 */
class CorpusFailuresTest {
  private static final Path CASES =
      Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus")).resolve("public/cases");

  @Test
  void everyLineAndEveryTextOfTheCorpusIsParsed() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(CASES), "no corpus at " + CASES);
    Map<String, Map<FailureKind, Integer>> kinds = new TreeMap<>();
    try (Stream<Path> cases = Files.list(CASES)) {
      for (Path log :
          cases.map(folder -> folder.resolve("log.txt")).filter(Files::exists).toList()) {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        String name = String.valueOf(CASES.relativize(log).getName(0));
        Map<FailureKind, Integer> seen = kinds.computeIfAbsent(name, none -> new TreeMap<>());
        seen.merge(Failures.parse(text).kind(), 1, Integer::sum);
        candidates(text).forEach(failure -> seen.merge(failure.kind(), 1, Integer::sum));
        text.lines().forEach(RemovalReasons::parse);
      }
    }

    kinds.forEach((name, seen) -> System.out.println("corpus " + name + " " + seen));
    assertThat(kinds).isNotEmpty().allSatisfy((name, seen) -> assertThat(seen).isNotEmpty());
  }

  /** The lines that carry a literal, without the time and logger that stand before the message. */
  private static List<Failure> candidates(String text) {
    return text.lines()
        .filter(line -> Failures.literals().stream().anyMatch(line::contains))
        .map(line -> line.replaceFirst("^.{0,60}(?:ERROR|WARN|INFO)\\]? +\\S+ ?[-:] ", ""))
        .map(Failures::parse)
        .collect(Collectors.toList());
  }
}
