package io.fizzle.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Access;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.Filter;
import io.fizzle.history.History;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.analysis.LateRun;
import io.fizzle.history.analysis.News;
import io.fizzle.history.analysis.Question;
import io.fizzle.history.analysis.Solved;
import io.fizzle.history.analysis.Window;
import io.fizzle.history.risk.Forecasting;
import io.fizzle.history.risk.Risk;
import io.fizzle.history.risk.Training;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** News and risks are the same in every database, and only of what may be seen. */
abstract class NewsAndRiskContract {
  private static final Access RESEARCH = Access.to(List.of("research"));

  /** An empty history. */
  abstract History open();

  private static Question hours(Instant from, int hours) {
    return new Question(new Window(from, from.plus(Duration.ofHours(hours))), Map.of());
  }

  private static RunRecord configured(RunRecord record, String memory) {
    ApplicationRun run = record.run().configured(Map.of("spark.executor.memory", memory));
    return new RunRecord(run, record.exposures(), record.failures());
  }

  @Test
  void aRunThatBeganBeforeAndFailedWithinIsTold() {
    try (History history = open()) {
      history.record(Samples.failed("r1", "sales", Samples.START));
      // it ran from eight to nine
      Question second = hours(Samples.START.plus(Duration.ofMinutes(30)), 24);

      News news = News.of(history, Access.everything(), second);

      assertThat(news.analysis().summary().runs()).isZero();
      assertThat(news.subject())
          .isEqualTo(
              "Spark: no run began, 1 run that began before failed, 1 failure not seen before");
      assertThat(news.late())
          .containsExactly(
              new LateRun(
                  "r1",
                  "sales",
                  "invoices",
                  "heap-oom",
                  Samples.START,
                  Samples.START.plus(Duration.ofHours(1))));
      assertThat(News.of(history, Access.everything(), hours(Samples.START, 24)).late())
          .as("counted among the runs of its own time")
          .isEmpty();
      assertThat(News.of(history, RESEARCH, second).late()).isEmpty();
    }
  }

  @Test
  void whatAChangeSolvedIsToldWhenItWasSeen() {
    try (History history = open()) {
      history.record(configured(Samples.failed("r1", "sales", Samples.START), "4g"));
      Instant next = Samples.START.plus(Duration.ofDays(1));
      history.record(configured(Samples.healthy("r2", "sales", next), "8g"));
      Question day = hours(next, 24);

      assertThat(News.of(history, Access.everything(), day).subject())
          .isEqualTo("Spark: none of 1 run failed, nothing new");
      assertThat(News.of(history, Access.everything(), day).solved())
          .containsExactly(
              new Solved("sales", "invoices", "heap-oom", "spark.executor.memory raised", 1));
      assertThat(News.of(history, RESEARCH, day).solved()).isEmpty();
      assertThat(News.of(history, Access.everything(), hours(Samples.START, 20)).solved())
          .isEmpty();
    }
  }

  @Test
  void aRiskCountsWhatMayBeSeen() {
    try (History history = open()) {
      List<RunRecord> runs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Instant start = Samples.START.plus(Duration.ofHours(2L * i));
        runs.add(
            i < 5
                ? configured(Samples.failed("ra" + i, "sales", start), "4g")
                : configured(Samples.healthy("ra" + i, "sales", start), "8g"));
        runs.add(Samples.healthy("rb" + i, "research", start.plus(Duration.ofMinutes(5))));
      }
      history.record(runs);
      Instant now = Samples.START.plus(Duration.ofDays(3));

      Risk small = risk(history, Access.everything(), "sales", "4g", now);
      Risk large = risk(history, Access.everything(), "sales", "8g", now);
      Risk ofResearch = risk(history, RESEARCH, "research", "4g", now);

      assertThat(List.of(small.runs(), small.failures())).containsExactly(12L, 5L);
      assertThat(small.setting()).isNotNull();
      assertThat(small.chance()).isGreaterThan(0.5);
      assertThat(large.chance()).isLessThan(0.2);
      assertThat(small.lastFailure()).isEqualTo(Samples.START.plus(Duration.ofHours(9)));
      assertThat(small.kinds())
          .extracting(Risk.Kind::runs)
          .as("project, Spark, all: only research has others")
          .containsExactly(0L, 12L, 12L);
      assertThat(ofResearch.kinds()).extracting(Risk.Kind::runs).containsExactly(0L, 0L, 0L);
      assertThat(ofResearch.causes()).isEmpty();
      assertThat(risk(history, RESEARCH, "sales", "4g", now).runs()).isZero();
      assertThat(Training.of(history, Access.everything(), Filter.ALL).runs()).isEqualTo(24);
      assertThat(Training.of(history, RESEARCH, Filter.ALL).runs()).isEqualTo(12);
    }
  }

  private static Risk risk(
      History history, Access access, String project, String memory, Instant now) {
    return Forecasting.of(
        history,
        access,
        new Forecasting.Subject(
            project, "invoices", "", Map.of(), Map.of("spark.executor.memory", memory)),
        Optional.empty(),
        now);
  }
}
