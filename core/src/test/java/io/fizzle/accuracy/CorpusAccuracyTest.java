package io.fizzle.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.accuracy.Accuracy.Entry;
import io.fizzle.accuracy.Score.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often the diagnosis is right on recorded failures, where those are at hand. */
@Tag("corpus")
class CorpusAccuracyTest {
  private static final int MOST_MISSES = 3;
  private static final Path PAGE =
      Path.of(System.getProperty("fizzle.root", "..")).resolve("docs/accuracy.md");

  private static Optional<Accuracy> measured = Optional.empty();

  private Accuracy accuracy;

  @BeforeAll
  static void diagnoseEverything() {
    measured = Corpus.find().map(Accuracy::of);
  }

  @BeforeEach
  void requireRecordedFailures() {
    assumeTrue(
        measured.isPresent(), "no corpus of recorded failures at hand: accuracy not measured");
    accuracy = measured.orElseThrow();
  }

  @Test
  void withAllEvidenceNearlyEveryRecordedRunIsDiagnosedRightly() {
    List<Entry> all = accuracy.recorded().get(EvidenceSet.ALL);

    assertThat(all)
        .filteredOn(entry -> entry.score().mark() != Mark.RIGHT)
        .hasSizeLessThanOrEqualTo(MOST_MISSES);
  }

  @Test
  void nothingWrongIsSaidWithGreatConfidence() {
    assertThat(accuracy.everyRecorded())
        .filteredOn(entry -> entry.score().wrong() >= 0.9)
        .isEmpty();
  }

  @Test
  void healthyRunsShowNoIncidentButBenignOnes() {
    List<Entry> healthy =
        accuracy.everyRecorded().stream()
            .filter(entry -> entry.name().matches("[ps]\\d.*"))
            .toList();

    assertThat(healthy)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.said().troubles()).isZero());
  }

  @Test
  void thePublishedAccuracyIsWhatWasMeasured() throws IOException {
    String page = AccuracyPage.of(accuracy);
    String published = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    Files.createDirectories(PAGE.getParent());
    Files.writeString(PAGE, page);

    assertThat(published)
        .as("docs/accuracy.md was stale and has been written anew: review and commit it")
        .isEqualTo(page);
  }
}
