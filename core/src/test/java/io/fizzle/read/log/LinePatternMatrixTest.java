package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.SourceClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample of a version's wording has the form of its own pattern and of nobody else's. */
class LinePatternMatrixTest {
  /** Patterns for what stands alone; they read a line only where no other pattern does. */
  private static final Set<String> LAST_RESORTS =
      Set.of(
          "failure",
          "memory-used",
          "oom-killed",
          "container-exit-code",
          "executor-lost-failure",
          "gc-share");

  /** Sentences that the messages of others quote; these others come first. */
  private static final Set<String> QUOTED =
      Set.of("job-aborted", "task-lost", "application-master-exited");

  record Sample(String pattern, String line) {
    @Override
    public String toString() {
      return pattern + ": " + line;
    }
  }

  static Stream<Sample> samples() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    LinePatternMatrixTest.class.getResourceAsStream("samples.txt")),
                StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank())
          .map(
              line ->
                  new Sample(
                      line.substring(0, line.indexOf('|')).strip(),
                      line.substring(line.indexOf('|') + 1).strip()))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void eachSampleHitsItsOwnPatternAndNobodyElses(Sample sample) {
    LogLine line = new LineParser(SourceClock.UTC).parse(sample.line());
    List<String> hits =
        LinePatterns.ALL.patterns().stream()
            .filter(pattern -> pattern.literals().stream().anyMatch(sample.line()::contains))
            .filter(pattern -> hasForm(pattern, line))
            .map(LinePattern::name)
            .toList();

    assertThat(hits).first().isEqualTo(sample.pattern());
    assertThat(hits.subList(1, hits.size()))
        .allMatch(hit -> LAST_RESORTS.contains(hit) || QUOTED.contains(hit));
  }

  private static boolean hasForm(LinePattern pattern, LogLine line) {
    Matcher match = pattern.form().matcher(line.message());
    return pattern.anywhere() || !line.headed() ? match.find() : match.lookingAt();
  }

  @Test
  void everyPatternHasASample() throws IOException {
    Set<String> sampled = samples().map(Sample::pattern).collect(Collectors.toSet());

    assertThat(LinePatterns.ALL.patterns())
        .extracting(LinePattern::name)
        .allSatisfy(name -> assertThat(sampled).contains(name));
  }

  @Test
  void patternNamesAreUnique() {
    assertThat(LinePatterns.ALL.patterns()).extracting(LinePattern::name).doesNotHaveDuplicates();
  }
}
