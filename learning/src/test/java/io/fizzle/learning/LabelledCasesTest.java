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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verdict  | heap-omm        | no such cause in \"verdict\": heap-omm. Did you mean"
            + " heap-oom?",
        "verdict  | container_oom   | no such cause in \"verdict\": container_oom. Did you mean"
            + " container-oom?",
        "incident | healthy         | healthy is no cause and cannot stand in \"incident\"",
        "incident | executor-heap   | no such cause in \"incident\": executor-heap. Did you mean"
            + " driver-heap-oom, heap-oom?",
        "incident | xyzzyxyzzy      | no such cause in \"incident\": xyzzyxyzzy. fizzle causes",
        "finding  | heap-oom        | heap-oom is no finding and cannot stand in \"finding\"",
        "finding  | data-scew       | no such finding in \"finding\": data-scew. Did you mean"
            + " data-skew?",
      })
  void anIdThatNothingHasIsRefusedWithItsLineAndWhatMayHaveBeenMeant(
      String field, String id, String says) throws IOException {
    write(
        "night-job/expected.json",
        "{\"verdict\": [\"healthy\"],\n \"" + field + "\": [\n  \"" + id + "\"]}");

    assertThatThrownBy(this::cases)
        .isInstanceOf(BadLabelException.class)
        .hasMessageContaining("expected.json:3: " + says);
  }

  @Test
  void aLabelMayNameEveryVerdictAndFindingAndThatNoCauseIsRight() throws IOException {
    write(
        "night-job/expected.json",
        "{\"verdict\": [\"undetermined\", \"healthy\", \"gc-stall\"],"
            + " \"incident\": [\"none\", \"undetermined\", \"gc-stall\"],"
            + " \"finding\": [\"data-skew\"], \"notes\": [\"anything\"]}");

    assertThat(cases()).hasSize(1);
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
