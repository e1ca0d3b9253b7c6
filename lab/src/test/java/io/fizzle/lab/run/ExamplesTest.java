package io.fizzle.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenarios;
import io.fizzle.lab.scenario.Trial;
import io.fizzle.learning.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The recordings under {@code examples/} are what they say, small, and say nothing of who made
 * them.
 */
class ExamplesTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("basedir", "."), "..", "examples").normalize();
  private static final long MOST_BYTES = 400_000;

  /** Home folders, of which only the neutral one may be named. */
  private static final String HOME = "(?<![\\w.])/(root|Users/|home/(?!spark\\b))(?![\\w-])";

  @TestFactory
  Stream<DynamicTest> everyExampleStillProvesItsLabel() throws IOException {
    return each(
        recording -> {
          assertThat(recording.prove(trial(recording))).allMatch(Proof.Result::holds);
        });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleCarriesItsScenariosTruth() throws IOException {
    return each(
        recording -> {
          Truth truth = trial(recording).scenario().truth();
          JsonNode json = new ObjectMapper().readTree(recording.truth().toFile());
          assertThat(json.get("outcome").asText()).isEqualTo(truth.outcome());
          assertThat(texts(json.get("verdict"))).isEqualTo(truth.verdict());
          assertThat(texts(json.get("incident"))).isEqualTo(truth.incident());
          assertThat(texts(json.get("finding"))).isEqualTo(truth.finding());
        });
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsIntroducedByItsScenario() throws IOException {
    return each(
        recording ->
            assertThat(recording.folder().resolve("README.md"))
                .hasContent(Readme.of(trial(recording))));
  }

  @TestFactory
  Stream<DynamicTest> everyExampleIsSmallAndNeutral() throws IOException {
    return each(
        recording -> {
          EvidenceFolder evidence = recording.evidence();
          long bytes = 0;
          for (Path file : evidence.files("**")) {
            bytes += Files.size(file);
          }
          assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
          assertThat(evidence.find("**", Pattern.compile(HOME))).isEmpty();
          assertThat(
                  evidence.find(
                      "**", Pattern.compile("fizzle|\\.m2/|" + trial(recording).scenario().name())))
              .isEmpty();
        });
  }

  private interface Check {
    void run(Recording recording) throws IOException;
  }

  private static Stream<DynamicTest> each(Check check) throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      List<Path> examples = folders.filter(Files::isDirectory).sorted().toList();
      assertThat(examples).isNotEmpty();
      return examples.stream()
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(), () -> check.run(new Recording(folder))));
    }
  }

  /** An example is called like its scenario; its truth says which variant it is. */
  private static Trial trial(Recording recording) throws IOException {
    String variant =
        new ObjectMapper().readTree(recording.truth().toFile()).path("variant").asText();
    return Scenarios.named(recording.folder().getFileName().toString()).trial(variant);
  }

  private static List<String> texts(JsonNode array) {
    return Stream.of(array).flatMap(node -> node.valueStream()).map(JsonNode::asText).toList();
  }
}
