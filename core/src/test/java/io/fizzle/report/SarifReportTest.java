package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What code hosts read, against OASIS's own schema. */
class SarifReportTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(resource("/schema/sarif-schema-2.1.0.json"), InputFormat.JSON);

  @TempDir private Path folder;

  private static String resource(String name) {
    try (InputStream stream = SarifReportTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String sarif(Path evidence) {
    return new SarifReport().render(Evidences.report(evidence));
  }

  private static List<String> violations(String json) {
    return SCHEMA
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  private static JsonNode run(Path evidence) throws IOException {
    return new ObjectMapper().readTree(sarif(evidence)).at("/runs/0");
  }

  @Test
  void isSarifForEveryKindOfRun() {
    for (Path evidence :
        List.of(
            Evidences.heapOom(folder.resolve("a b")),
            Evidences.gcStall(folder.resolve("b")),
            Evidences.healthy(folder.resolve("c")),
            Evidences.undetermined(folder.resolve("d")),
            Evidences.manyLost(folder.resolve("e"), 30),
            Evidences.hostile(folder.resolve("f")),
            folder.resolve("there is nothing"))) {
      assertThat(violations(sarif(evidence))).as(evidence.toString()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.fizzle.report.JsonSchemaTest#shippedCases")
  void isSarifForEveryCaseThatShips(Path evidence) {
    assertThat(violations(sarif(evidence))).isEmpty();
  }

  @Test
  void breaksTheSchemaWhereItShould() {
    String sarif = sarif(Evidences.heapOom(folder));

    assertThat(violations(sarif.replace("\"level\" : \"error\"", "\"level\" : \"fatal\"")))
        .isNotEmpty();
    assertThat(violations(sarif.replace("\"startLine\" : ", "\"startLine\" : -"))).isNotEmpty();
  }

  @Test
  void pointsToTheLinesThatProveTheCause() throws IOException {
    JsonNode run = run(Evidences.heapOom(folder));
    JsonNode result = run.at("/results/0");

    assertThat(result.at("/ruleId").asText()).isEqualTo("heap-oom");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(run.at("/tool/driver/rules").get(result.at("/ruleIndex").asInt()).at("/id").asText())
        .isEqualTo("heap-oom");
    assertThat(result.at("/message/text").asText())
        .startsWith("Executor 1 on node-1 lost: heap-oom ")
        .contains("Fix: spark.executor.memory");
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("driver.log");
    assertThat(place.at("/artifactLocation/uriBaseId").asText()).isEqualTo("SOURCES");
    assertThat(place.at("/region/startLine").asInt()).isPositive();
    assertThat(run.at("/originalUriBaseIds/SOURCES/uri").asText())
        .isEqualTo("file://" + folder + "/");
  }

  @Test
  void tellsConsequencesApartFromRoots() throws IOException {
    JsonNode results = run(Evidences.heapOom(folder)).at("/results");

    for (JsonNode result : results) {
      boolean root = result.at("/properties/rootIncident").isNull();
      assertThat(result.at("/level").asText()).isEqualTo(root ? "error" : "warning");
    }
    assertThat(results).anyMatch(result -> !result.at("/properties/rootIncident").isNull());
  }

  @Test
  void hasARuleWithHelpForEverythingThatItCanName() throws IOException {
    JsonNode rules = run(Evidences.healthy(folder)).at("/tool/driver/rules");

    assertThat(rules).hasSize(Catalogue.entries().size() + 1);
    assertThat(rules).allSatisfy(rule -> assertThat(rule.at("/help/text").asText()).isNotBlank());
  }

  @Test
  void writesNamesAsAddresses() {
    Names names = new Names("/var/log/a run/");

    assertThat(SourceAddress.of("logs/driver #1.log", names))
        .isEqualTo(new SourceAddress("logs/driver%20%231.log", ""));
    assertThat(SourceAddress.of("/var/log/a run/gc.log", names))
        .isEqualTo(new SourceAddress("gc.log", "file:///var/log/a%20run/"));
    assertThat(SourceAddress.of("/etc/x?y", names))
        .isEqualTo(new SourceAddress("file:///etc/x%3Fy", ""));
    assertThat(SourceAddress.of("./logs/a.zip!b:c/d", names))
        .isEqualTo(new SourceAddress("logs/a.zip!b:c/d", ""));
    assertThat(SourceAddress.of("b:c", names)).isEqualTo(new SourceAddress("./b:c", ""));
    assertThat(SourceAddress.of("https://h/a?sig=secret", names).uri()).isEqualTo("https://h/a");
  }
}
