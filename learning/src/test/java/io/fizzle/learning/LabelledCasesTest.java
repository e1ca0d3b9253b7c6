package io.fizzle.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.learning.LabelledCases.BadLabelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelled cases in the forms in which they come. */
class LabelledCasesTest {
  private static final String HEAP =
      "{\"outcome\": \"failed\", \"verdict\": [\"heap-oom\"], \"incident\": [\"heap-oom\"]}";

  @TempDir private Path folder;

  @Test
  void aUsersOwnCaseIsAFolderWithItsLabel() throws IOException {
    write("night-job/expected.json", HEAP);
    write(
        "night-job/driver.log", "26/01/01 00:00:00 INFO SparkContext: Running Spark version 3.5.1");

    Case known = cases().get(0);

    assertThat(known.name()).isEqualTo("night-job");
    assertThat(known.truth()).isEqualTo(Truth.failedOf("heap-oom"));
    assertThat(EvidenceSet.ALL.of(known.evidence()))
        .containsExactly(folder.resolve("night-job/driver.log"));
  }

  @Test
  void variantsOfOneScenarioAreOneGroup() throws IOException {
    write("oom/3.5/truth.json", HEAP);
    write("oom/4.1/truth.json", HEAP);
    write("other/truth.json", HEAP);

    assertThat(cases()).extracting(Case::group).containsExactly("oom", "oom", "other");
  }

  @Test
  void aPublishedFailureStandsForTheCausesOfItsLabel() throws IOException {
    write(
        "7/case.json",
        "{\"label\": \"disk_full\", \"cause_confidence\": \"stated\", \"key\": \"k\"}");
    write("8/case.json", "{\"label\": \"disk_full\", \"cause_confidence\": \"inferred\"}");

    assertThat(cases())
        .singleElement()
        .satisfies(
            known -> {
              assertThat(known.truth().isLabelOnly()).isTrue();
              assertThat(known.truth().causes()).containsExactly("disk-full");
            });
  }

  @Test
  void aLabelWithoutAVerdictIsRefusedWithWhatToWrite() throws IOException {
    write("night-job/expected.json", "{}");

    assertThatThrownBy(this::cases)
        .isInstanceOf(BadLabelException.class)
        .hasMessageContaining("it names no accepted verdict")
        .hasMessageContaining("\"verdict\": [\"heap-oom\"]");
  }

  private List<Case> cases() throws IOException {
    return new LabelledCases(folder, folder.resolve("unpacked")).all();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    Files.writeString(file, text);
  }
}
