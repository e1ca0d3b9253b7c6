package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of each answer against its schema in the documentation. */
class AnswerSchemaTest {
  private static final Path SCHEMAS =
      Path.of(System.getProperty("fizzle.root", ".."), "docs", "schema");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  static Stream<Path> schemas() throws IOException {
    try (Stream<Path> all = Files.list(SCHEMAS)) {
      return all
          .filter(file -> file.getFileName().toString().startsWith("fizzle.history-"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void eachIsAValidSchemaThatDescribesEveryField(Path file) throws IOException {
    String text = Files.readString(file);
    Schema dialect =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(dialect.validate(text, InputFormat.JSON)).isEmpty();
    for (JsonNode properties : JSON.readTree(text).findValues("properties")) {
      for (Map.Entry<String, JsonNode> field : properties.properties()) {
        if (!field.getKey().equals("schema")) {
          assertThat(field.getValue().path("description").asText())
              .as("%s in %s", field.getKey(), file.getFileName())
              .isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "history, history list",
    "history, history show r008",
    "history, history show f008",
    "history-analysis, history analyze --until 2026-03-09",
    "history-analysis, history analyze --until 2020-03-09",
    "history-analysis, history analyze --until 2026-03-30 --lookback 28d --project month",
    "history-stats, history stats --until 2026-03-09",
    "history-remedies, history remedies heap-oom --application invoices",
    "history-similar, history similar f008",
    "history-risk, history risk genome",
    "history-risk, history risk invoices --conf spark.executor.memory=2g",
    "history-risk, history risk ledger --conf spark.executor.memory=4g",
    "history-risk-training, history risk --train",
    "history-exit-status, ask what does exit code 137 mean",
    "history-digest, digest --dry-run --weekly --until 2026-03-09",
    "history-digest, digest --dry-run --until 2026-03-04T09:00:00Z",
  })
  void eachAnswerIsAsItsSchemaSaysAndHasNothingElse(String name, String command)
      throws IOException {
    Seed seed = Seed.week();
    for (int i = 0; i < 19; i++) {
      if (i < 6) {
        seed.failed("sales", "ledger", Seed.at(200 + i, 5), "4g", "heap-oom");
      } else {
        seed.healthy("sales", "ledger", Seed.at(200 + i, 5), i < 7 ? "4g" : "8g");
      }
    }
    for (int i = 0; i < 112; i++) {
      if (i >= 84) {
        seed.failed("month", "monthly", Seed.at(i / 4, i % 4), "4g", "heap-oom");
      } else {
        seed.healthy("month", "monthly", Seed.at(i / 4, i % 4), "4g");
      }
    }
    Session session = new Session();
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    arguments.addAll(
        List.of(
            "--format",
            "json",
            "--history",
            seed.write(folder),
            "--config",
            Files.writeString(folder.resolve("fizzle.yaml"), "").toString()));
    session.run(arguments.toArray(String[]::new));

    assertThat(session.out()).startsWith("{\n  \"schema\" : \"fizzle." + name + "/1\",");
    assertThat(
            strict(SCHEMAS.resolve("fizzle." + name + "-1.schema.json"))
                .validate(
                    session.out(),
                    InputFormat.JSON,
                    context ->
                        context.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .extracting(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .isEmpty();
  }

  /** The schema, to which fields may be added, without that: a field that it lacks is an error. */
  private static Schema strict(Path file) throws IOException {
    JsonNode schema = JSON.readTree(file.toFile());
    close(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.toString(), InputFormat.JSON);
  }

  private static void close(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("properties").isObject()) {
      object.put("additionalProperties", false);
    }
    node.forEach(AnswerSchemaTest::close);
  }
}
