package io.fizzle.lab.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fizzle.diagnosis.Calibration;
import io.fizzle.lab.accuracy.Corpus.Published;
import io.fizzle.lab.evidence.EvidenceFolder;
import io.fizzle.lab.run.TemporaryFolder;
import io.fizzle.learning.Accuracy;
import io.fizzle.learning.Entry;
import io.fizzle.learning.EvidenceSet;
import io.fizzle.learning.LabelledCases;
import io.fizzle.learning.LabelledWeighing;
import io.fizzle.learning.Learning;
import io.fizzle.learning.Said;
import io.fizzle.learning.Score;
import io.fizzle.learning.Score.Mark;
import io.fizzle.learning.Weighings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How often the diagnosis is right on failures that do not come with the project, where those are
 * at hand; writes the second part of {@code docs/accuracy.md}.
 */
@Tag("corpus")
class CorpusAccuracyTest {

  /** How Spark's event log tells of a failure, by plain words and not by Fizzle's reader. */
  private static final Pattern FAILURE =
      Pattern.compile(
          "\"Failed\": ?true|\"JobFailed\"|\"Failure Reason\"|\"SparkListenerExecutorRemoved\"");

  private static final int MOST_MISSES = 3;
  private static final AccuracyPage PAGE =
      new AccuracyPage(
          Path.of(System.getProperty("fizzle.root", "..")).resolve("docs/accuracy.md"));

  private static Optional<Measured> measured = Optional.empty();

  private Measured corpus;

  /**
   * @param uncertain published failures whose cause is only inferred or not verified
   * @param withoutId those whose label stands for no cause
   */
  private record Measured(
      Accuracy recorded,
      List<Entry> published,
      List<LabelledWeighing> weighings,
      int uncertain,
      int withoutId,
      HealthyLogs logs) {}

  @BeforeAll
  static void diagnoseEverything() {
    measured = Corpus.find().map(CorpusAccuracyTest::measure);
  }

  private static Measured measure(Corpus corpus) {
    List<Published> all = corpus.published();
    List<Published> certain = all.stream().filter(Published::certain).toList();
    List<Published> labelled = certain.stream().filter(run -> !run.accepted().isEmpty()).toList();
    Accuracy recorded = Accuracy.of(corpus.recorded());
    List<LabelledWeighing> weighings = new ArrayList<>(ofLab());
    weighings.addAll(recorded.weighings());
    labelled.forEach(run -> weighings.addAll(Weighings.of(run.asCase())));
    return new Measured(
        recorded,
        labelled.stream().map(CorpusAccuracyTest::entry).toList(),
        weighings,
        all.size() - certain.size(),
        certain.size() - labelled.size(),
        corpus.eventLogs());
  }

  private static List<LabelledWeighing> ofLab() {
    try (TemporaryFolder unpacked = TemporaryFolder.create("fizzle-lab-cases-")) {
      Path lab = Path.of(System.getProperty("fizzle.root", ".."), "lab", "cases");
      return Accuracy.of(new LabelledCases(lab, unpacked.path()).all()).weighings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What there is to say of published failures that are missed, by their numbers. */
  private static Map<String, String> explanations() {
    Properties lines = new Properties();
    try (InputStream stream =
        CorpusAccuracyTest.class.getResourceAsStream("published-misses.properties")) {
      lines.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines.stringPropertyNames().stream()
        .collect(Collectors.toMap(number -> number, lines::getProperty));
  }

  private static Entry entry(Published run) {
    Said said = Said.of(Entry.diagnose(List.of(run.log())));
    return new Entry(run.name(), run.label(), said, Score.labelled(run.accepted(), said));
  }

  @BeforeEach
  void requireRecordedFailures() {
    assumeTrue(
        measured.isPresent(), "no corpus of recorded failures at hand: accuracy not measured");
    corpus = measured.orElseThrow();
  }

  @Test
  void withAllEvidenceNearlyEveryRecordedRunIsDiagnosedRightly() {
    assertThat(corpus.recorded().of(EvidenceSet.ALL))
        .filteredOn(entry -> entry.score().mark() != Mark.RIGHT)
        .hasSizeLessThanOrEqualTo(MOST_MISSES);
  }

  @Test
  void nothingWrongIsSaidWithGreatConfidence() {
    assertThat(corpus.recorded().every()).filteredOn(Entry::isWrongWithConfidence).isEmpty();
  }

  @Test
  void healthyRunsShowNoIncidentButBenignOnes() {
    List<Entry> healthy =
        corpus.recorded().every().stream()
            .filter(entry -> entry.name().matches("[ps]\\d.*"))
            .toList();

    assertThat(healthy)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.said().troubles()).isZero());
  }

  /** A run may lose tasks and executors on its way; where its log tells of none, none was lost. */
  @Test
  void eventLogsFromElsewhereThatTellOfNoFailureHaveNoIncident() throws IOException {
    EvidenceFolder folder = new EvidenceFolder(Corpus.find().orElseThrow().eventLogFolder());
    List<String> invented = new ArrayList<>();
    for (HealthyLogs.One log : corpus.logs().logs()) {
      boolean isTold =
          !folder.find("{" + log.name() + "," + log.name() + "/**}", FAILURE).isEmpty();
      if (log.troubles() > 0 && !isTold) {
        invented.add(log.name());
      }
    }
    assertThat(invented).isEmpty();
  }

  /**
   * Each of these was read by hand and is true: two tasks write the whole table with {@code
   * repartition(2)} while two of four cores wait for a third of the run.
   */
  @Test
  void everyGraveFindingInEventLogsFromElsewhereWasJudgedToBeTrue() {
    assertThat(corpus.logs().logs())
        .isNotEmpty()
        .flatExtracting(
            log -> log.grave().stream().map(one -> log.name() + " " + one.cause()).toList())
        .allMatch(name -> name.toString().matches("kubeflow.*/eventlog_v2_.* too-few-partitions"));
  }

  @Test
  void nineOfTenPublishedFailuresAreDiagnosedRightly() {
    assertThat(Accuracy.count(corpus.published(), Mark.RIGHT))
        .isGreaterThanOrEqualTo((long) Math.ceil(0.9 * corpus.published().size()));
  }

  @Test
  void noPublishedFailureIsMistakenWithGreatConfidence() {
    assertThat(corpus.published()).filteredOn(Entry::isWrongWithConfidence).isEmpty();
  }

  @Test
  void everyMissIsExplainedAndNothingElse() {
    assertThat(corpus.published())
        .filteredOn(entry -> entry.score().mark() != Mark.RIGHT)
        .extracting(entry -> entry.name().split(" ", 2)[0])
        .containsExactlyInAnyOrderElementsOf(explanations().keySet());
  }

  @Test
  void learntProbabilitiesHoldOnCasesThatWereLeftOut() {
    assertThat(
            Learning.from(corpus.weighings(), Calibration.shipped())
                .crossValidated()
                .calibrationError())
        .isLessThanOrEqualTo(0.08);
  }

  @Test
  void thePublishedAccuracyIsWhatWasMeasured() throws IOException {
    String fresh = page();
    String published = PAGE.foreign();
    PAGE.write(PAGE.lab(), fresh);

    assertThat(published)
        .as("docs/accuracy.md was stale and has been written anew: review and commit it")
        .isEqualTo(fresh);
  }

  private String page() {
    Sections page = new Sections();
    page.heading("Failures from elsewhere");
    page.paragraph(
        """
        *Recorded* runs were provoked on real Spark as the lab's are, by others. *Published* failures are logs
        from public sources with the cause that their authors confirmed or stated; each is a fragment of what
        was there.\
        """);
    Map<String, List<Entry>> sets = new LinkedHashMap<>();
    AccuracyPage.summaries(corpus.recorded())
        .forEach((title, entries) -> sets.put("recorded, " + title, entries));
    sets.put("published", corpus.published());
    page.summary(sets);
    page.paragraph(
        "Not scored: %d published failures whose cause is only inferred or not verified, %d whose label has no counterpart in the catalogue."
            .formatted(corpus.uncertain(), corpus.withoutId()));
    page.heading("Recorded elsewhere, all evidence");
    page.cases(corpus.recorded().of(EvidenceSet.ALL));
    page.heading("Recorded elsewhere, part of the evidence");
    page.parts(corpus.recorded());
    page.heading("Published failures");
    page.cases(corpus.published());
    page.heading("Stated confidence against truth, failures from elsewhere");
    page.calibration(
        Stream.concat(corpus.recorded().every().stream(), corpus.published().stream()).toList());
    page.heading("Learning, failures from elsewhere among the lab's");
    page.learning(Learning.from(corpus.weighings(), Calibration.shipped()));
    page.heading("Misses, failures from elsewhere");
    AccuracyPage.summaries(corpus.recorded()).forEach(page::misses);
    page.misses("published", corpus.published(), explanations());
    page.heading("Findings in event logs from elsewhere");
    corpus.logs().write(page);
    return page.text();
  }
}
