package io.fizzle.lab.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.lab.fix.FixProofs;
import io.fizzle.learning.Accuracy;
import io.fizzle.learning.Entry;
import io.fizzle.learning.EvidenceSet;
import io.fizzle.learning.LabelledCases;
import io.fizzle.learning.Score.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the diagnosis is right on the lab's own recordings, which come with the project. */
class LabAccuracyTest {
  private static final double LEAST_RIGHT = 0.95;
  private static final Path LAB = Path.of(System.getProperty("basedir", "."));
  private static final AccuracyPage PAGE = new AccuracyPage(LAB.resolve("../docs/accuracy.md"));

  @TempDir private static Path unpacked;

  private static Accuracy accuracy;

  @BeforeAll
  static void diagnoseEveryRecording() throws IOException {
    accuracy = Accuracy.of(new LabelledCases(LAB.resolve("cases"), unpacked).all());
  }

  @Test
  void atLeastNineteenOfTwentyRunsAreDiagnosedRightly() {
    List<Entry> all = accuracy.of(EvidenceSet.ALL);

    assertThat(Accuracy.count(all, Mark.RIGHT) / (double) all.size())
        .as("not right: %s", all.stream().filter(LabAccuracyTest::isMissed).toList())
        .isGreaterThanOrEqualTo(LEAST_RIGHT);
  }

  @Test
  void nothingWrongIsSaidWithGreatConfidenceWhateverEvidenceIsMissing() {
    assertThat(accuracy.every()).filteredOn(Entry::isWrongWithConfidence).isEmpty();
  }

  /** What only the executors saw does not tell who ended them. */
  @Test
  void healthyRunsShowNoIncidentButBenignOnes() {
    List<Entry> healthy =
        Stream.of(EvidenceSet.ALL, EvidenceSet.DRIVER_LOG, EvidenceSet.EVENT_LOG)
            .flatMap(set -> accuracy.of(set).stream())
            .filter(entry -> entry.expected().equals("healthy"))
            .toList();

    assertThat(healthy)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.said().troubles()).as(entry.name()).isZero());
  }

  @Test
  void executorsOfHealthyRunsAreNotSaidToHaveDiedOfAnything() {
    assertThat(accuracy.of(EvidenceSet.EXECUTORS))
        .filteredOn(entry -> entry.expected().equals("healthy"))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.score().mark()).isNotEqualTo(Mark.WRONG));
  }

  @Test
  void thePublishedAccuracyIsWhatWasMeasured() throws IOException {
    String fresh = AccuracyPage.ofLab(accuracy, new FixProofs(LAB.resolve("fixes.json")).read());
    String published = PAGE.lab();
    PAGE.write(fresh, PAGE.foreign());

    assertThat(published)
        .as("docs/accuracy.md was stale and has been written anew: review and commit it")
        .isEqualTo(fresh);
  }

  private static boolean isMissed(Entry entry) {
    return entry.score().mark() != Mark.RIGHT;
  }
}
