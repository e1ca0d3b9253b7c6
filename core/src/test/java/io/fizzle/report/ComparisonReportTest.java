package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fizzle.comparison.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three forms of a comparison. */
class ComparisonReportTest {
  @TempDir private Path folder;

  private Comparison others() {
    return Comparison.of(
        Evidences.report(Evidences.healthy(folder.resolve("a"))).diagnosis(),
        Evidences.report(Evidences.heapOom(folder.resolve("b"))).diagnosis(),
        Comparison.TOLERANCE);
  }

  private Comparison hostile() {
    return Comparison.of(
        Evidences.report(Evidences.hostile(folder.resolve("a"))).diagnosis(),
        Evidences.report(Evidences.hostile(folder.resolve("b"))).diagnosis(),
        Comparison.TOLERANCE);
  }

  private static String schema() throws IOException {
    try (InputStream stream =
        ComparisonJson.class.getResourceAsStream(ComparisonJson.SCHEMA_RESOURCE)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theJsonKeepsToItsSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema(), InputFormat.JSON);

    for (Comparison comparison : List.of(others(), hostile())) {
      assertThat(schema.validate(new ComparisonJson().render(comparison), InputFormat.JSON))
          .isEmpty();
    }
  }

  @Test
  void theSchemaIsTheOneInTheDocumentation() throws IOException {
    Path published =
        Path.of(
            System.getProperty("fizzle.root"), "docs", "schema", ComparisonJson.SCHEMA_RESOURCE);

    assertThat(schema()).isEqualTo(Files.readString(published));
  }

  @Test
  void theTextSaysTheJudgementBeforeAnythingElse() {
    Comparison failedTwice =
        Comparison.of(
            Evidences.report(Evidences.heapOom(folder.resolve("a"))).diagnosis(),
            Evidences.report(Evidences.heapOom(folder.resolve("b"))).diagnosis(),
            Comparison.TOLERANCE);

    String text = new ComparisonText(80, Ink.PLAIN).render(failedTwice);

    assertThat(text.lines().filter(line -> line.startsWith("  ")).map(String::strip))
        .contains("both-failed", "Both runs failed.");
    assertThat(text).contains("Both runs failed of the same cause: heap-oom.");
    assertThat(text.indexOf("DIFFERENCE")).isLessThan(text.indexOf("CONFIGURATION"));
  }

  @Test
  void runsOfTwoApplicationsGetNoTables() {
    String text = new ComparisonText(80, Ink.PLAIN).render(others());

    assertThat(text).contains("These are two applications").doesNotContain("CONFIGURATION");
  }

  @Test
  void whatALogSaysActsNeitherOnATerminalNorInMarkdown() {
    assertThat(new ComparisonText(80, Ink.PLAIN).render(hostile())).doesNotContain("\u001b");
    assertThat(new ComparisonMarkdown().render(hostile()))
        .doesNotContain("\u001b")
        .doesNotContain("<script");
  }
}
