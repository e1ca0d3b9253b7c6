package io.fizzle.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fizzle.lab.accuracy.RecordedCases;
import io.fizzle.lab.evidence.EvidenceArchive;
import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Scenarios;
import io.fizzle.lab.scenario.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The recordings in {@code lab/cases} are whole, still prove their labels, and are neutral. */
class LabCasesTest {
  private static final Path CASES = Path.of(System.getProperty("basedir", "."), "cases");

  /** Home folders, of which only the neutral one may be named; and what names the lab. */
  private static final Pattern MACHINE =
      Pattern.compile("(?<![\\w.])/(root|Users/|home/(?!spark\\b))(?![\\w-])|fizzle|\\.m2/");

  @TempDir private Path folder;

  @Test
  void everyTrialHasItsRecording() throws IOException {
    List<String> trials =
        Scenarios.all().stream()
            .flatMap(scenario -> scenario.trials().stream())
            .map(Trial::name)
            .sorted()
            .toList();

    assertThat(recordings()).isEqualTo(trials);
  }

  @TestFactory
  Stream<DynamicTest> everyRecordingStillProvesItsLabel() throws IOException {
    return recordings().stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private void check(String name) throws IOException {
    Trial trial = Scenarios.trials(name).get(0);
    Path recording = CASES.resolve(name);
    Path unpacked = folder.resolve(name);
    EvidenceArchive.unpack(recording.resolve("evidence.zip"), unpacked);
    EvidenceFolder evidence = new EvidenceFolder(unpacked);
    for (Proof proof : trial.proofs()) {
      assertThat(proof.check(evidence)).matches(Proof.Result::holds, "holds");
    }
    Scenario scenario = trial.scenario();
    assertThat(RecordedCases.truth(recording.resolve("truth.json"))).isEqualTo(scenario.truth());
    JsonNode run =
        new ObjectMapper().readTree(recording.resolve("truth.json").toFile()).path("run");
    assertThat(run.path("spark").asText()).isEqualTo(trial.variant().spark().version());
    assertThat(evidence.find("**", MACHINE)).isEmpty();
  }

  private static List<String> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(CASES, 3)) {
      return files
          .filter(file -> file.endsWith("truth.json"))
          .map(file -> CASES.relativize(file.resolve("..").normalize()).toString())
          .sorted()
          .toList();
    }
  }
}
