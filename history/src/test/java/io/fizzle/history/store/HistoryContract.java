package io.fizzle.history.store;

import static io.fizzle.history.Samples.START;
import static io.fizzle.history.Samples.failed;
import static io.fizzle.history.Samples.healthy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Days;
import io.fizzle.history.Exposure;
import io.fizzle.history.FailureCorrelation;
import io.fizzle.history.FailureCorrelation.Kind;
import io.fizzle.history.FailureEvent;
import io.fizzle.history.Feedback;
import io.fizzle.history.Filter;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.Recorded;
import io.fizzle.history.Resolution;
import io.fizzle.history.Retention;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.SolutionAttempt;
import io.fizzle.history.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every history does, whatever database it is in. */
abstract class HistoryContract {
  private static final Access ALL = Access.everything();
  private static final Access SALES = Access.to(Set.of("sales"));

  private History history;

  /** An empty history. */
  abstract History open();

  @BeforeEach
  void openHistory() {
    history = open();
  }

  @AfterEach
  void closeHistory() {
    history.close();
  }

  @Test
  void whatWasRecordedComesBackAsItWas() {
    RunRecord failed = failed("r1", "sales", START);
    RunRecord healthy = healthy("r2", "research", START.plusSeconds(7_200));

    assertThat(history.record(List.of(failed, healthy)))
        .containsExactly(Recorded.NEW, Recorded.NEW);

    assertThat(history.run(ALL, "r1")).contains(failed);
    assertThat(history.run(ALL, "r2")).contains(healthy);
    assertThat(history.failure(ALL, "f1")).contains(failed.failures().get(0));
    assertThat(runs(ALL, Filter.ALL)).containsExactly(failed.run(), healthy.run());
    assertThat(exposures(ALL, Filter.ALL)).hasSize(6).containsAll(failed.exposures());
  }

  @Test
  void textsAreKeptCharacterByCharacter() {
    RunRecord failed = failed("r1", "\\N a\tb\nc\r\n\\.\n\\t \"x\" 'y', é 𝄞", START);
    history.record(failed);

    assertThat(history.run(ALL, "r1")).contains(failed);
  }

  @Test
  void aFailureReportedTwiceIsOneEvent() {
    RunRecord failed = failed("r1", "sales", START);
    history.record(failed);

    assertThat(history.record(failed)).isEqualTo(Recorded.REPLACED);

    assertThat(failures(ALL, Filter.ALL)).containsExactlyElementsOf(failed.failures());
    assertThat(nodes()).extracting(FailureCorrelation::executors).containsExactly(1L, 1L, 1L, 1L);
  }

  @Test
  void countsFollowARunThatIsReadAgain() {
    history.record(failed("r1", "sales", START));
    RunRecord later = failed("r1", "sales", START.plus(Duration.ofDays(1)));

    history.record(later);

    assertThat(nodes())
        .extracting(FailureCorrelation::day)
        .containsOnly(Days.day(later.run().started()));
    assertThat(nodes())
        .filteredOn(row -> row.cause().equals("heap-oom"))
        .extracting(
            FailureCorrelation::value,
            FailureCorrelation::executors,
            FailureCorrelation::events,
            FailureCorrelation::lostCoreHours,
            FailureCorrelation::firstSeen,
            FailureCorrelation::lastSeen)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "node-1", 1L, 1L, 1.5, later.run().started(), later.run().started()));
  }

  @Test
  void hoursOfAnExecutorAreSharedByTheHoursOfTheClock() {
    RunRecord run = healthy("r1", "sales", START.plus(Duration.ofMinutes(45)));
    Exposure first = run.exposures().get(0);
    Exposure long26 =
        new Exposure(
            "1", first.node(), first.from(), first.from().plus(Duration.ofHours(26)), 2, "");

    history.record(new RunRecord(run.run(), List.of(long26), List.of()));

    assertThat(correlations(Kind.HOUR)).hasSize(24);
    assertThat(correlations(Kind.HOUR))
        .filteredOn(row -> List.of("8", "9", "10", "11").contains(row.value()))
        .extracting(
            FailureCorrelation::value,
            FailureCorrelation::executors,
            FailureCorrelation::executorHours)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("8", 2L, 1.25),
            org.assertj.core.groups.Tuple.tuple("9", 2L, 2.0),
            org.assertj.core.groups.Tuple.tuple("10", 2L, 1.75),
            org.assertj.core.groups.Tuple.tuple("11", 1L, 1.0));
  }

  @Test
  void aReadingOfLessEvidenceDoesNotReplaceOneOfMore() {
    RunRecord whole = failed("r1", "sales", START);
    history.record(whole);
    ApplicationRun run = healthy("r1", "sales", START).run();
    ApplicationRun fragment =
        new ApplicationRun(
            run.id(),
            run.origin(),
            run.program(),
            run.applicationId(),
            run.attempt(),
            run.manager(),
            run.started(),
            run.ended(),
            run.outcome(),
            run.cause(),
            run.confidence(),
            run.resources(),
            run.use(),
            run.configuration(),
            false,
            run.evidenceBytes() - 1,
            run.recorded());

    assertThat(history.record(new RunRecord(fragment, List.of(), List.of())))
        .isEqualTo(Recorded.KEPT);

    assertThat(history.run(ALL, "r1")).contains(whole);
  }

  @Test
  void countsByNodeDivideByEveryExecutorThatWasThere() {
    history.record(List.of(failed("r1", "sales", START), healthy("r2", "sales", START)));

    assertThat(nodes())
        .filteredOn(row -> row.value().equals("node-1"))
        .extracting(FailureCorrelation::cause, FailureCorrelation::executors)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("", 2L),
            org.assertj.core.groups.Tuple.tuple("heap-oom", 1L));
    assertThat(nodes())
        .filteredOn(row -> row.value().equals("node-1") && row.cause().isEmpty())
        .extracting(FailureCorrelation::executorHours)
        .containsExactly(1.5);
    assertThat(nodes()).extracting(FailureCorrelation::day).containsOnly(Days.day(START));
  }

  @Test
  void countsByHourCountAnExecutorInEveryHourInWhichItWasThere() {
    history.record(failed("r1", "sales", START.plus(Duration.ofMinutes(45))));

    assertThat(correlations(Kind.HOUR))
        .extracting(
            FailureCorrelation::value, FailureCorrelation::cause, FailureCorrelation::executors)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("8", "", 3L),
            org.assertj.core.groups.Tuple.tuple("8", "heap-oom", 0L),
            org.assertj.core.groups.Tuple.tuple("9", "", 3L),
            org.assertj.core.groups.Tuple.tuple("9", "heap-oom", 1L));
  }

  @Test
  void countsOfRunsAreThoseOfTheirProperties() {
    history.record(List.of(failed("r1", "sales", START), healthy("r2", "sales", START)));

    for (Kind kind : List.of(Kind.IMAGE, Kind.APPLICATION, Kind.SPARK_VERSION, Kind.TEAM)) {
      assertThat(correlations(kind))
          .extracting(
              FailureCorrelation::cause,
              FailureCorrelation::runs,
              FailureCorrelation::executors,
              FailureCorrelation::events)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("", 2L, 6L, 0L),
              org.assertj.core.groups.Tuple.tuple("heap-oom", 1L, 1L, 1L));
    }
  }

  @Test
  void everyQueryStaysWithinItsAccess() {
    history.record(List.of(failed("r1", "sales", START), failed("r2", "research", START)));
    history.recordFeedback(List.of(feedback("b1", "research")));
    history.recordAttempts(List.of(attempt("a1", "research", SolutionAttempt.Outcome.WORKED)));

    assertThat(runs(SALES, Filter.ALL)).extracting(ApplicationRun::id).containsExactly("r1");
    assertThat(failures(SALES, Filter.ALL)).extracting(FailureEvent::id).containsExactly("f1");
    assertThat(exposures(SALES, Filter.ALL)).hasSize(3);
    assertThat(history.run(SALES, "r2")).isEmpty();
    assertThat(history.failure(SALES, "f2")).isEmpty();
    List<Object> seen = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      history.correlations(
          SALES,
          Filter.ALL,
          kind,
          row -> {
            if (!row.project().equals("sales")) {
              seen.add(row);
            }
          });
    }
    history.solutions(SALES, Filter.ALL, seen::add);
    history.attempts(SALES, Filter.ALL, seen::add);
    history.feedback(SALES, Filter.ALL, seen::add);
    history.ask(
        SALES,
        Filter.ALL.with(Field.PROJECT, "research"),
        "SELECT f.id FROM failure_events f WHERE {f}",
        List.of(),
        seen::add);
    assertThat(seen).isEmpty();
    assertThat(runs(Access.to(Set.of()), Filter.ALL)).isEmpty();
  }

  @Test
  void aStatementWithoutItsAccessIsRefused() {
    assertThatThrownBy(
            () ->
                history.ask(ALL, Filter.ALL, "SELECT id FROM failure_events", List.of(), row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without its access");
  }

  @Test
  void filtersFilter() {
    history.record(
        List.of(
            failed("r1", "sales", START),
            healthy("r2", "sales", START.plus(Duration.ofDays(2))),
            failed("r3", "research", START.plus(Duration.ofDays(4)))));

    assertThat(ids(Filter.ALL.with(Field.PROJECT, "research"))).containsExactly("r3");
    assertThat(ids(Filter.ALL.with(Field.PROJECT, List.of("sales", "research")))).hasSize(3);
    assertThat(ids(Filter.ALL.with(Field.NODE, "node-9"))).isEmpty();
    assertThat(ids(Filter.ALL.with(Field.NODE, "node-2"))).hasSize(3);
    assertThat(ids(Filter.ALL.with(Field.CAUSE, "healthy"))).containsExactly("r2");
    assertThat(ids(Filter.ALL.with(Field.CLUSTER, "west"))).isEmpty();
    assertThat(ids(Filter.ALL.with(Field.OUTCOME, "failed"))).containsExactly("r1", "r3");
    assertThat(ids(Filter.ALL.since(START.plusSeconds(1)))).containsExactly("r2", "r3");
    assertThat(ids(Filter.ALL.before(START.plusSeconds(1)))).containsExactly("r1");
    assertThat(ids(Filter.ALL.latest(2))).containsExactly("r3", "r2");
    assertThat(failures(ALL, Filter.ALL.with(Field.NODE, "node-1"))).hasSize(2);
    assertThat(failures(ALL, Filter.ALL.with(Field.NODE, "node-2"))).isEmpty();
    assertThat(failures(ALL, Filter.ALL.with(Field.RUN, "r3"))).hasSize(1);
    assertThat(failures(ALL, Filter.ALL.with(Field.TYPE, "driver-lost"))).isEmpty();
  }

  @Test
  void textsOfAnAttackerAreTexts() {
    String hostile = "x'); DROP TABLE failure_events; --\u0000";
    RunRecord record = failed("r1", hostile, START);
    history.record(record);

    assertThat(failures(Access.to(Set.of(hostile.replace('\0', ' '))), Filter.ALL)).hasSize(1);
    assertThat(failures(ALL, Filter.ALL.with(Field.CAUSE, "' OR '1'='1"))).isEmpty();
  }

  @Test
  void onlyVerifiedAttemptsCountAsSolutions() {
    history.recordAttempts(List.of(attempt("a1", "sales", SolutionAttempt.Outcome.PENDING)));
    assertThat(solutions()).isEmpty();

    history.recordAttempts(List.of(attempt("a1", "sales", SolutionAttempt.Outcome.WORKED)));
    history.recordAttempts(List.of(attempt("a1", "sales", SolutionAttempt.Outcome.WORKED)));
    history.recordAttempts(List.of(attempt("a2", "sales", SolutionAttempt.Outcome.FAILED)));

    assertThat(solutions()).containsExactly("spark.executor.memory raised: 1 of 2");
  }

  @Test
  void aSuccessAfterAFailureIsASolutionByItself() {
    history.record(failed("r1", "sales", START));
    history.record(
        changed(
            healthy("r2", "sales", START.plus(Duration.ofHours(3))),
            "spark.executor.memory",
            "8g"));

    assertThat(solutions()).containsExactly("spark.executor.memory raised: 1 of 1");
    assertThat(attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.failure()).isEqualTo("f1");
              assertThat(attempt.run()).isEqualTo("r2");
              assertThat(attempt.changes())
                  .containsExactly(Map.entry("spark.executor.memory", "8g"));
              assertThat(attempt.appliedBy()).isEqualTo(SolutionAttempt.RECOGNISED);
            });
    assertThat(history.failure(ALL, "f1").orElseThrow().resolution())
        .isEqualTo(new Resolution(Resolution.Kind.FIXED, START.plus(Duration.ofHours(4)), false));
  }

  @Test
  void theOrderInWhichRunsAreRecordedMakesNoDifference() {
    RunRecord success =
        changed(
            healthy("r2", "sales", START.plus(Duration.ofHours(3))), "spark.executor.memory", "8g");
    history.record(success);
    history.record(failed("r1", "sales", START));
    history.record(success);

    assertThat(solutions()).containsExactly("spark.executor.memory raised: 1 of 1");
  }

  @Test
  void aSuccessWithoutAChangeIsTheBaseline() {
    history.record(failed("r1", "sales", START));
    history.record(healthy("r2", "sales", START.plus(Duration.ofHours(3))));

    assertThat(solutions()).containsExactly("run again: 1 of 1");
    assertThat(history.failure(ALL, "f1").orElseThrow().resolution().kind())
        .isEqualTo(Resolution.Kind.RAN_AGAIN);
  }

  @Test
  void aSignatureThatReturnsIsASolutionThatFailed() {
    history.record(failed("r1", "sales", START));
    history.record(
        changed(
            failed("r2", "sales", START.plus(Duration.ofHours(3))),
            "spark.sql.shuffle.partitions",
            "400"));

    assertThat(solutions()).containsExactly("spark.sql.shuffle.partitions raised: 0 of 1");
    assertThat(history.failure(ALL, "f1").orElseThrow().resolution()).isEqualTo(Resolution.NONE);
  }

  @Test
  void aSmallerRunProvesNothing() {
    history.record(failed("r1", "sales", START));
    RunRecord small = healthy("r2", "sales", START.plus(Duration.ofHours(3)));
    history.record(
        new RunRecord(
            small.run().using(new Use(3, 6, 12, 0, 1L << 28, 50)),
            small.exposures(),
            small.failures()));

    assertThat(solutions()).isEmpty();
    assertThat(history.failure(ALL, "f1").orElseThrow().resolution()).isEqualTo(Resolution.NONE);
  }

  @Test
  void anotherApplicationProvesNothing() {
    history.record(failed("r1", "sales", START));
    history.record(healthy("r2", "research", START.plus(Duration.ofHours(3))));

    assertThat(solutions()).isEmpty();
  }

  private static RunRecord changed(RunRecord record, String key, String value) {
    Map<String, String> properties = new HashMap<>(record.run().configuration());
    properties.put(key, value);
    return new RunRecord(
        record.run().configured(properties), record.exposures(), record.failures());
  }

  private List<SolutionAttempt> attempts() {
    List<SolutionAttempt> attempts = new ArrayList<>();
    history.attempts(ALL, Filter.ALL, attempts::add);
    return attempts;
  }

  @Test
  void feedbackIsKept() {
    Feedback feedback = feedback("b1", "sales");
    history.recordFeedback(List.of(feedback));
    history.recordFeedback(List.of(feedback));

    List<Feedback> kept = new ArrayList<>();
    history.feedback(ALL, Filter.ALL, kept::add);
    assertThat(kept).containsExactly(feedback);
  }

  @Test
  void whatIsOlderGoes() {
    history.record(
        List.of(
            failed("r1", "sales", START),
            failed("r2", "sales", START.plus(Duration.ofDays(1))),
            healthy("r3", "sales", START.plus(Duration.ofDays(2)))));

    assertThat(history.prune(new Retention(START.plus(Duration.ofDays(2)), 0)))
        .extracting("runs", "failures")
        .containsExactly(2L, 2L);

    assertThat(ids(Filter.ALL)).containsExactly("r3");
    assertThat(failures(ALL, Filter.ALL)).isEmpty();
    assertThat(exposures(ALL, Filter.ALL)).hasSize(3);
    assertThat(nodes()).hasSize(3);
  }

  @Test
  void thousandsOfRunsGoInAtOnce() {
    List<RunRecord> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(failed("r" + i, "sales", START.plusSeconds(i)));
    }

    assertThat(history.record(many)).hasSize(3_000).containsOnly(Recorded.NEW);

    assertThat(failures(ALL, Filter.ALL)).hasSize(3_000);
    assertThat(nodes())
        .filteredOn(row -> row.cause().equals("heap-oom"))
        .extracting(FailureCorrelation::executors)
        .containsExactly(3_000L);
  }

  private List<ApplicationRun> runs(Access access, Filter filter) {
    List<ApplicationRun> runs = new ArrayList<>();
    history.runs(access, filter, runs::add);
    return runs;
  }

  private List<String> ids(Filter filter) {
    return runs(ALL, filter).stream().map(ApplicationRun::id).toList();
  }

  private List<FailureEvent> failures(Access access, Filter filter) {
    List<FailureEvent> failures = new ArrayList<>();
    history.failures(access, filter, failures::add);
    return failures;
  }

  private List<Exposure> exposures(Access access, Filter filter) {
    List<Exposure> exposures = new ArrayList<>();
    history.exposures(access, filter, exposures::add);
    return exposures;
  }

  private List<FailureCorrelation> nodes() {
    return correlations(Kind.NODE);
  }

  private List<FailureCorrelation> correlations(Kind kind) {
    List<FailureCorrelation> rows = new ArrayList<>();
    history.correlations(ALL, Filter.ALL, kind, rows::add);
    return rows;
  }

  private List<String> solutions() {
    List<String> solutions = new ArrayList<>();
    history.solutions(
        ALL,
        Filter.ALL,
        one -> solutions.add(one.solution() + ": " + one.successes() + " of " + one.attempts()));
    return solutions;
  }

  private static Feedback feedback(String id, String project) {
    return new Feedback(
        id,
        "f1",
        Samples.origin(project),
        false,
        "heap-oom",
        "container-oom",
        "the kernel's log says so",
        "ada",
        START);
  }

  private static SolutionAttempt attempt(
      String id, String project, SolutionAttempt.Outcome outcome) {
    boolean pending = outcome == SolutionAttempt.Outcome.PENDING;
    Instant verified = START.plusSeconds(3_600);
    return new SolutionAttempt(
        id,
        "f1",
        Samples.origin(project),
        "invoices",
        "heap-oom",
        "HEAP_SPACE",
        "spark.executor.memory raised",
        Map.of("spark.executor.memory", "8g"),
        "ada",
        START,
        outcome,
        pending ? null : verified,
        pending ? "" : "r9");
  }
}
