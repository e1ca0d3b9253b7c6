package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many executors that die in the same way are one thing that went wrong. */
class CrashLoopReportTest {
  private static final int EXECUTORS = 300;

  @TempDir private Path folder;

  /** Every tenth executor ends by a signal, the others before they register. */
  private Path crashLoop() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "26/03/01 10:00:00 INFO SparkContext: Running Spark version 3.5.7",
                "26/03/01 10:00:00 INFO StandaloneSchedulerBackend: Connected to Spark cluster with"
                    + " app ID app-20260301100000-0007"));
    for (int executor = 0; executor < EXECUTORS; executor++) {
      String time = "26/03/01 10:%02d:%02d INFO ".formatted(executor * 3 / 60, executor * 3 % 60);
      String id = "app-20260301100000-0007/" + executor;
      lines.add(
          time
              + "StandaloneAppClient$ClientEndpoint: Executor added: "
              + id
              + " on worker-20260228000000-10.0.3.1-7078 (10.0.3.1:7078) with 4 core(s)");
      lines.add(
          time
              + "StandaloneSchedulerBackend: Executor "
              + id
              + " removed: Command exited with code "
              + (executor % 10 == 9 ? 137 : 1));
    }
    lines.add(
        "26/03/01 10:30:00 ERROR StandaloneSchedulerBackend: Application has been killed. Reason:"
            + " Master removed our application: FAILED");
    Evidences.file(folder, "driver.log", lines.toArray(String[]::new));
    return folder;
  }

  private JsonNode json() throws IOException {
    String json = new JsonReport().render(Evidences.report(crashLoop()));
    assertThat(JsonSchemaTest.violations(json)).isEmpty();
    return new ObjectMapper().readTree(json);
  }

  @Test
  void eachWayToDieIsOneIncident() throws IOException {
    JsonNode incidents = json().get("incidents");

    assertThat(incidents.findValuesAsText("kind")).filteredOn("executor-lost"::equals).hasSize(2);
    assertThat(incidents.get(0).get("occurrences").asInt()).isEqualTo(270);
    assertThat(incidents.get(1).get("occurrences").asInt()).isEqualTo(30);
  }

  @Test
  void everyExecutorHasItsOwnEndInIt() throws IOException {
    JsonNode root = json();
    JsonNode loop = root.get("incidents").get(0);

    assertThat(root.get("verdict").get("incident")).isEqualTo(loop.get("id"));
    assertThat(loop.get("alike")).hasSize(269);
    assertThat(loop.get("alike").get(0).get("id").asText()).isEqualTo("executor-1-lost");
    assertThat(loop.get("alike").get(0).get("process").get("exitCode").asInt()).isEqualTo(1);
    assertThat(loop.get("alike").get(0).get("at").asText()).isEqualTo("2026-03-01T10:00:03Z");
  }

  @Test
  void itsRepetitionIsEvidenceAndNoProof() {
    Report report = Evidences.report(crashLoop());

    assertThat(report.diagnosis().verdict().cause()).isEqualTo("crash-loop");
    assertThat(report.diagnosis().verdict().confidence()).isBetween(0.5, 0.9);
    assertThat(report.diagnosis().incident("executor-299-lost")).isPresent();
    assertThat(new TextReport(80, Ink.PLAIN).render(report))
        .contains("= 269 executors lost: 1, 2, 3, 4, 5, 6, …", "270 executors ended the same way");
  }
}
