package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A GC log and nothing else: what it shows in sum, and no verdict. */
class LoneGcLogTest {
  private static final String LOG =
"""
[2026-03-01T10:00:00.010+0000][0.010s][info][gc] Using G1
[2026-03-01T10:00:01.000+0000][1.000s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 100M->40M(256M) 20.000ms
[2026-03-01T10:00:05.000+0000][5.000s][info][gc] GC(1) Pause Full (G1 Compaction Pause) 250M->200M(256M) 980.000ms
[2026-03-01T10:00:11.000+0000][11.000s][info][gc] GC(2) Pause Young (Normal) (G1 Evacuation Pause) 230M->210M(256M) 0.400ms
""";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void write() throws IOException {
    log = Files.writeString(folder.resolve("gc.log"), LOG);
  }

  @Test
  void theTextSumsItUp() {
    String text = new TextReport(140, Ink.PLAIN).render(Evidences.report(log));

    assertThat(text)
        .containsSubsequence(
            "VERDICT",
            "undetermined",
            "GC LOGS",
            "process  collector  covers  pauses  stopped  share   longest  full GCs",
            "?        G1         ",
            "3       1.0 s    ",
            "980 ms   1         200 MiB (78 %)");
  }

  @Test
  void theJsonHasItsFigures() throws IOException {
    String json = new JsonReport().render(Evidences.report(log));

    assertThat(JsonSchemaTest.violations(json)).isEmpty();
    JsonNode gc = new ObjectMapper().readTree(json).get("gcLogs").get(0);
    assertThat(gc.get("pauses").asInt()).isEqualTo(3);
    assertThat(gc.get("stoppedMillis").asInt()).isEqualTo(1_000);
    assertThat(gc.get("longestMillis").asInt()).isEqualTo(980);
    assertThat(gc.get("fullCollections").asInt()).isEqualTo(1);
    assertThat(gc.get("afterLastFullBytes").asLong()).isEqualTo(200L << 20);
  }
}
