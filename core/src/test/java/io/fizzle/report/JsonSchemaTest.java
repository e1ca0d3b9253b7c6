package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every JSON report against the schema that ships with it. */
class JsonSchemaTest {
  private static final Path CORPUS = Corpus.folder();
  private static final String TEXT = resource();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(TEXT, InputFormat.JSON);

  @TempDir private Path folder;

  private static String resource() {
    try (InputStream stream = JsonReport.class.getResourceAsStream(JsonReport.SCHEMA_RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<String> violations(String json) {
    return SCHEMA
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static String json(Path evidence) {
    return new JsonReport().render(Evidences.report(evidence));
  }

  @Test
  void isItselfAValidSchema() {
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(TEXT, InputFormat.JSON)).isEmpty();
  }

  @Test
  void isTheOneInTheDocumentation() throws IOException {
    Path published =
        Path.of(System.getProperty("fizzle.root"), "docs", "schema", JsonReport.SCHEMA_RESOURCE);

    assertThat(TEXT).isEqualTo(Files.readString(published));
  }

  @Test
  void describesReportsOfEveryKindOfRun() {
    for (Path evidence :
        List.of(
            Evidences.heapOom(folder.resolve("a")),
            Evidences.gcStall(folder.resolve("b")),
            Evidences.healthy(folder.resolve("c")),
            Evidences.undetermined(folder.resolve("d")),
            Evidences.manyLost(folder.resolve("e"), 30),
            Evidences.hostile(folder.resolve("f")),
            Evidences.recordingAlone(folder.resolve("g")),
            folder.resolve("there is nothing"))) {
      assertThat(violations(json(evidence))).as(evidence.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"outcome\" : \"failed\"|\"outcome\" : \"died\"",
        "\"says\" : |\"sais\" : ",
        "\"occurrences\" : 1|\"occurrences\" : 0",
        "\"schema\" : \"fizzle.diagnosis/1\"|\"schema\" : \"fizzle.diagnosis/2\"",
        "\"kind\" : \"configuration\"|\"kind\" : \"magic\"",
        "\"confidence\" : 0.|\"confidence\" : 9.",
        "2026-03-01T10:00:11Z|yesterday",
      })
  void refusesWhatIsNotInTheContract(String change) {
    String[] parts = change.split("\\|", -1);
    String json = json(Evidences.heapOom(folder));

    assertThat(json).contains(parts[0]);
    assertThat(violations(json.replace(parts[0], parts[1]))).isNotEmpty();
  }

  @Test
  void keepsTheContractOfTheCommandLine() throws IOException {
    JsonNode report = new ObjectMapper().readTree(json(Evidences.heapOom(folder)));

    assertThat(report.at("/schema").asText()).isEqualTo("fizzle.diagnosis/1");
    assertThat(report.at("/application/outcome").asText()).isEqualTo("failed");
    assertThat(report.at("/verdict/cause").asText()).isEqualTo("heap-oom");
    assertThat(report.at("/verdict/incident").asText()).isEqualTo("executor-1-lost");
    JsonNode lost = report.at("/incidents/0");
    assertThat(lost.at("/kind").asText()).isEqualTo("executor-lost");
    assertThat(lost.at("/subject/host").asText()).isEqualTo("node-1");
    assertThat(lost.at("/process/answer").asText()).isEqualTo("pure-oom");
    assertThat(lost.at("/process/exitCode").asInt()).isEqualTo(52);
    assertThat(lost.at("/remedies/0/kind").asText()).isEqualTo("configuration");
    assertThat(lost.at("/causes/0/for/0").fieldNames())
        .toIterable()
        .containsExactly("source", "line", "time", "excerpt", "says");
    assertThat(lost.at("/causes/0/for/0/source").asText()).isEqualTo(folder + "/driver.log");
  }

  /** The small cases of every cause, and the recorded examples. */
  static Stream<Path> shippedCases() throws IOException {
    Path root = Path.of(System.getProperty("fizzle.root"));
    try (Stream<Path> cases = Files.walk(root.resolve("core/src/test/resources/cases"));
        Stream<Path> examples = Files.walk(root.resolve("examples"))) {
      return Stream.concat(cases, examples)
          .filter(path -> Files.exists(path.resolveSibling("expected.json")) || isExample(path))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList()
          .stream();
    }
  }

  private static boolean isExample(Path path) {
    return path.endsWith("evidence") && Files.exists(path.resolveSibling("truth.json"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shippedCases")
  void describesReportsOfEveryCaseThatShips(Path evidence) {
    assertThat(violations(json(evidence))).isEmpty();
  }

  static Stream<Path> corpusCases() throws IOException {
    return Corpus.cases(CORPUS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corpusCases")
  void describesReportsOfTheCorpus(Path evidence) {
    assumeTrue(Files.exists(evidence), "no corpus at " + evidence);

    assertThat(violations(json(evidence))).isEmpty();
  }
}
