package io.fizzle.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Access;
import io.fizzle.history.Filter.Field;
import io.fizzle.history.History;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.analysis.Analysis;
import io.fizzle.history.analysis.AnswerJson;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Observations;
import io.fizzle.history.analysis.Proven;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Remedies;
import io.fizzle.history.analysis.Statistics;
import io.fizzle.history.analysis.Suspect;
import io.fizzle.history.analysis.Window;
import io.fizzle.history.invented.InventedHistory;
import io.fizzle.history.invented.Pattern;
import io.fizzle.history.invented.Shape;
import io.fizzle.history.settings.Prices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a history answers is the same in every database, and what was recorded. */
abstract class AnalysisContract {
  private static final Instant FROM = Instant.parse("2026-10-01T00:00:00Z");
  private static final Window MONTH = new Window(FROM, FROM.plus(Duration.ofDays(30)));
  private static final Shape SHAPE =
      new Shape(
          7,
          FROM,
          Duration.ofDays(30),
          600,
          6,
          3,
          3,
          20,
          0.02,
          List.of(new Pattern.HotNode("node-7", 0.4)));

  /** An empty history. */
  abstract History open();

  @Test
  void theDatabaseTellsTheSameAsTheRecords() {
    InventedHistory invented = new InventedHistory(SHAPE);
    try (History history = open()) {
      invented.write(history);

      Analysis asked = Analysis.of(history, Access.everything(), new Question(MONTH, Map.of()));

      Analysis told =
          Analysis.of(
              Observations.of(MONTH, invented.runs().toList()), asked.about(), asked.previous());
      assertThat(asked).usingRecursiveComparison().isEqualTo(told);
      assertThat(asked.accused()).extracting(Suspect::value).containsExactly("node-7");
    }
  }

  @Test
  void remediesWeighWhatCameOfThemByItsAge() {
    try (History history = open()) {
      // fourteen within a day
      history.recordAttempts(
          new InventedHistory(SHAPE.lasting(Duration.ofDays(1)))
              .attempts("heap-oom", "spark.executor.memory raised", 14, 1));

      assertThat(remedies(history, FROM)).containsExactly("14 of 14, at least 78 %");
      assertThat(remedies(history, FROM.plus(Duration.ofDays(180))))
          .containsExactly("14 of 14, at least 65 %");
    }
  }

  private static List<String> remedies(History history, Instant now) {
    Remedies.Subject subject = new Remedies.Subject("heap-oom", "", "");
    return Remedies.of(history, Access.everything(), subject, now).scopes().stream()
        .flatMap(scope -> scope.solutions().stream())
        .map(Proven::words)
        .toList();
  }

  @Test
  void filtersFilterAndAccessHolds() {
    try (History history = open()) {
      new InventedHistory(SHAPE).write(history);
      Question one = new Question(MONTH, Map.of(Field.PROJECT, List.of("project-1")));
      Access other = Access.to(Set.of("project-2"));

      Analysis ofProject = Analysis.of(history, Access.everything(), one);
      Analysis forbidden = Analysis.of(history, other, one);
      Analysis ofCause =
          Analysis.of(
              history,
              Access.everything(),
              new Question(MONTH, Map.of(Field.CAUSE, List.of("disk-full"))));

      assertThat(ofProject.patterns().get(0).rows())
          .extracting(io.fizzle.history.analysis.Pattern.Row::value)
          .containsExactly("project-1");
      assertThat(forbidden.summary().runs()).isZero();
      assertThat(ofCause.summary().runs()).isEqualTo(600);
      assertThat(ofCause.impacts())
          .extracting(io.fizzle.history.analysis.Impact::cause)
          .containsExactly("disk-full");
    }
  }

  /** A failure with each image, of which a change solved one; and one that nothing solved yet. */
  private static void solvedWithOneImage(History history) {
    List<RunRecord> runs = new ArrayList<>();
    for (int day = 0; day < 4; day++) {
      Instant start = FROM.plus(Duration.ofDays(day));
      RunRecord run =
          day % 2 == 0
              ? Samples.failed("rb" + day, "sales", start)
              : Samples.healthy("rb" + day, "sales", start);
      Map<String, String> settings = Map.of("spark.executor.memory", day < 1 ? "4g" : "8g");
      runs.add(new RunRecord(run.run().configured(settings), run.exposures(), run.failures()));
    }
    history.record(runs);
  }

  @Test
  void solutionsObeyEveryFilter() {
    try (History history = open()) {
      solvedWithOneImage(history);

      assertThat(tried(history, Map.of())).isEqualTo("1 of 1, again 1 of 1");
      for (Map.Entry<Field, String> there :
          Map.of(
                  Field.CLUSTER, "east",
                  Field.TEAM, "billing",
                  Field.APPLICATION, "invoices",
                  Field.IMAGE, "spark:7",
                  Field.SPARK_VERSION, "4.1.1",
                  Field.NODE, "node-3",
                  Field.TYPE, "executor-lost",
                  Field.CAUSE, "heap-oom")
              .entrySet()) {
        assertThat(tried(history, Map.of(there.getKey(), List.of(there.getValue()))))
            .as("%s", there)
            .isEqualTo("1 of 1, again 1 of 1");
        assertThat(tried(history, Map.of(there.getKey(), List.of("other", "another"))))
            .as("another %s", there.getKey())
            .isEqualTo("0 of 0, again 0 of 0");
      }
    }
  }

  private static String tried(History history, Map<Field, List<String>> values) {
    Statistics figures =
        Statistics.of(history, Access.everything(), new Question(MONTH, values), Prices.UNKNOWN);
    return "%d of %d, again %d of %d"
        .formatted(
            figures.solutionsWorked(),
            figures.solutionsTried(),
            figures.againWorked(),
            figures.againTried());
  }

  @Test
  void whatWasLostIsThatOfTheFailuresAskedFor() {
    try (History history = open()) {
      solvedWithOneImage(history);
      Question all = new Question(MONTH, Map.of());
      Question other = all.with(Field.CAUSE, List.of("disk-full"));
      Question later =
          new Question(
              new Window(MONTH.until(), MONTH.until().plus(Duration.ofDays(30))), Map.of());

      assertThat(figures(history, all).cost().lostCoreHours()).isEqualTo(12);
      assertThat(
              figures(history, all.with(Field.CAUSE, List.of("heap-oom"))).cost().lostCoreHours())
          .isEqualTo(12);
      assertThat(figures(history, other).cost().lostCoreHours()).isZero();
      assertThat(figures(history, other).cost().coreHours()).isEqualTo(24);
      assertThat(figures(history, later).previous().lostCoreHours()).isEqualTo(12);
      assertThat(
              figures(history, later.with(Field.CAUSE, List.of("disk-full")))
                  .previous()
                  .lostCoreHours())
          .isZero();
    }
  }

  private static Statistics figures(History history, Question question) {
    return Statistics.of(history, Access.everything(), question, Prices.UNKNOWN);
  }

  @Test
  void everyAnswerIsADocumentAndJson() {
    try (History history = open()) {
      new InventedHistory(SHAPE).write(history);
      Question question = new Question(MONTH, Map.of());
      Access all = Access.everything();

      Statistics figures = Statistics.of(history, all, question, new Prices(0.04, 0.005, "EUR"));
      News news = News.of(history, all, question);

      assertThat(figures.cost().lostMoney()).isPositive().isLessThan(figures.cost().money());
      assertThat(figures.document().markdown()).contains("failed, per 100 runs").contains("EUR");
      assertThat(news.document().html()).contains("What is new").contains("node-7");
      assertThat(AnswerJson.of(news)).contains("\"schema\" : \"fizzle.history-digest/1\"");
      assertThat(news.novelties()).isNotEmpty();
    }
  }
}
