package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fizzle.cause.Causes;
import io.fizzle.cause.finding.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The catalogue for programs. */
class CatalogueJsonTest {
  private static final int VERDICTS = 2;

  private static String schema() throws IOException {
    try (InputStream stream =
        CatalogueJson.class.getResourceAsStream(CatalogueJson.SCHEMA_RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void keepsToItsSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema(), InputFormat.JSON);

    assertThat(schema.validate(new CatalogueJson().list(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(new CatalogueJson().page("healthy").orElseThrow(), InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void itsSchemaIsTheOneInTheDocumentation() throws IOException {
    Path documented =
        Path.of(System.getProperty("fizzle.root", ".."))
            .resolve("docs/schema/fizzle.causes-1.schema.json");

    assertThat(Files.readString(documented)).isEqualTo(schema());
  }

  @Test
  void holdsEverythingThatAReportCanName() throws IOException {
    JsonNode causes = new ObjectMapper().readTree(new CatalogueJson().list()).get("causes");

    assertThat(causes).hasSize(Causes.all().size() + Findings.rules().size() + VERDICTS);
  }

  @Test
  void onePageIsAListOfOne() throws IOException {
    JsonNode causes =
        new ObjectMapper()
            .readTree(new CatalogueJson().page(" Speculation-Kill ").orElseThrow())
            .get("causes");

    assertThat(causes).hasSize(1);
    assertThat(causes.get(0).get("benign").asBoolean()).isTrue();
    assertThat(causes.get(0).get("page").get("proof").asText())
        .contains("TaskKilled (another attempt succeeded)");
  }

  @Test
  void thereIsNoPageOfWhatNobodyNames() {
    assertThat(new CatalogueJson().page("xyzzy")).isEmpty();
  }
}
