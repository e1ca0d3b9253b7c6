package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Access;
import io.fizzle.history.History;
import io.fizzle.history.Origin;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemediesTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final String MEMORY = "spark.executor.memory raised";
  private static final String SPLIT = "spark.sql.shuffle.partitions raised";
  private static final String CORES = "spark.executor.cores lowered";

  @TempDir private Path folder;

  @Test
  void sixOfSevenProveAtLeastHalf() {
    Remedies.Scope scope = answer("", "", outcome("heap-oom", "a", "s", MEMORY, 6, 1, NOW)).get(0);

    assertThat(scope.solutions().get(0).words()).isEqualTo("6 of 7, at least 49 %");
  }

  @Test
  void whatProvedMostComesFirstNotWhatNeverFailed() {
    List<Remedies.Scope> scopes =
        answer(
            "",
            "",
            outcome("heap-oom", "a", "s", CORES, 1, 0, NOW),
            outcome("heap-oom", "a", "s", MEMORY, 20, 2, NOW));

    assertThat(scopes.get(0).solutions())
        .extracting(Proven::words)
        .containsExactly("20 of 22, at least 72 %", "1 of 1, at least 21 %");
  }

  @Test
  void anOutcomeCountsHalfAfterHalfAYear() {
    Instant old = NOW.minus(Outcomes.HALF_LIFE);
    Proven proven =
        answer("", "", outcome("heap-oom", "a", "s", MEMORY, 12, 2, old)).get(0).solutions().get(0);

    assertThat(proven.attempts()).isEqualTo(14);
    assertThat(proven.atLeast()).isEqualTo(LowerBound.of(6, 7));
  }

  @Test
  void theMostLikeComesFirstAndRunningAgainStandsBeside() {
    List<Remedies.Scope> scopes =
        answer(
            "invoices",
            "s",
            outcome("heap-oom", "invoices", "s", MEMORY, 2, 0, NOW),
            outcome("heap-oom", "invoices", "s", SolutionAttempt.RUN_AGAIN, 0, 3, NOW),
            outcome("heap-oom", "other", "t", CORES, 5, 0, NOW),
            outcome("container-oom", "other", "t", SPLIT, 9, 0, NOW));

    assertThat(scopes)
        .extracting(Remedies.Scope::name)
        .containsExactly(
            "the same failure of invoices",
            "heap-oom of all applications",
            "all causes of the family memory");
    assertThat(scopes.get(0).again().words()).isEqualTo("0 of 3, at least 0 %");
    assertThat(scopes.get(1).solutions()).extracting(Proven::solution).containsExactly(CORES);
  }

  @Test
  void whatHelpsAgainstAnotherCauseIsToldOnlyWhereTheCatalogueNamesIt() {
    List<Remedies.Scope> scopes =
        answer(
            "",
            "",
            outcome("container-oom", "a", "s", "spark.executor.memoryOverhead raised", 9, 0, NOW),
            outcome("container-oom", "a", "s", MEMORY + ", another image", 9, 0, NOW),
            outcome("container-oom", "a", "s", CORES + ", " + MEMORY + " and 2 more", 9, 0, NOW),
            outcome("gc-overhead-oom", "a", "s", "another image", 9, 0, NOW),
            outcome("gc-overhead-oom", "a", "s", SPLIT + ", " + CORES, 3, 0, NOW));

    assertThat(scopes)
        .singleElement()
        .extracting(scope -> scope.solutions().stream().map(Proven::solution).toList())
        .isEqualTo(List.of(SPLIT + ", " + CORES));
  }

  @Test
  void runningAgainAfterAnotherCauseIsNoAdvice() {
    String again = SolutionAttempt.RUN_AGAIN;

    assertThat(answer("", "", outcome("container-oom", "a", "s", again, 9, 0, NOW))).isEmpty();
  }

  @Test
  void withoutOutcomesTheCatalogueStillAnswers() {
    Remedies none = remedies("", "", List.of());

    assertThat(none.fix()).isNotEmpty();
    assertThat(none.document().text(80, io.fizzle.report.Ink.PLAIN))
        .contains("No outcome is verified yet");
  }

  @SafeVarargs
  private List<Remedies.Scope> answer(
      String application, String signature, List<SolutionAttempt>... outcomes) {
    List<SolutionAttempt> all = new ArrayList<>();
    for (List<SolutionAttempt> some : outcomes) {
      all.addAll(some);
    }
    return remedies(application, signature, all).scopes();
  }

  private Remedies remedies(String application, String signature, List<SolutionAttempt> outcomes) {
    try (History history = Stores.open(folder.resolve("history.db").toString())) {
      history.recordAttempts(outcomes);
      Remedies.Subject subject = new Remedies.Subject("heap-oom", application, signature);
      return Remedies.of(history, Access.everything(), subject, NOW);
    }
  }

  private static List<SolutionAttempt> outcome(
      String cause,
      String application,
      String signature,
      String solution,
      int worked,
      int failed,
      Instant at) {
    return IntStream.range(0, worked + failed)
        .mapToObj(
            number ->
                new SolutionAttempt(
                    String.join(" ", cause, application, signature, solution, "" + number),
                    "f" + number,
                    new Origin("", "sales", ""),
                    application,
                    cause,
                    signature,
                    solution,
                    Map.of(),
                    SolutionAttempt.RECOGNISED,
                    at,
                    number < worked
                        ? SolutionAttempt.Outcome.WORKED
                        : SolutionAttempt.Outcome.FAILED,
                    at,
                    "r" + number))
        .toList();
  }
}
