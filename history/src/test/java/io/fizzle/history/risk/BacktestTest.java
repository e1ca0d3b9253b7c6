package io.fizzle.history.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.report.Ink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model on runs whose chances were planted. */
class BacktestTest {
  /** Short beside the half-life, so that the model's assumptions hold exactly. */
  private static final Duration SHORT = Duration.ofDays(20);

  @ParameterizedTest
  @ValueSource(doubles = {2, 8, 40})
  void theStrengthThatWasPlantedIsFound(double strength) {
    List<PastRun> runs = PlantedRisk.applications(1, "sales", 150, 60, 0.2, strength, SHORT);

    RiskModel model = Backtest.fit(Backtest.predictions(runs));

    assertThat(model.applicationStrength())
        .as("runs that the kind counts as much as")
        .isBetween(strength / 1.7, strength * 1.7);
  }

  @Test
  void chancesAreWhatTheySay() {
    List<PastRun> runs = PlantedRisk.applications(2, "sales", 150, 60, 0.2, 3, SHORT);

    Training training = Training.of(runs);

    assertThat(training.isUseful()).isTrue();
    assertThat(training.calibration().error()).as("ECE").isLessThan(0.02);
    assertThat(training.calibration().brier())
        .as("Brier score")
        .isLessThan(training.baseRate().brier() * 0.85);
    assertThat(training.calibration().bins())
        .allSatisfy(
            bin -> {
              double share = (double) bin.failures() / bin.runs();
              double spread = Math.sqrt(bin.predicted() * (1 - bin.predicted()) / bin.runs());
              assertThat(share).isCloseTo(bin.predicted(), within(4 * spread + 0.01));
            });
  }

  @Test
  void aProjectThatFailsMoreThanAnotherDrawsItsApplicationsUp() {
    List<PastRun> runs =
        new ArrayList<>(PlantedRisk.applications(3, "bad", 60, 40, 0.5, 60, SHORT));
    runs.addAll(PlantedRisk.applications(4, "good", 60, 40, 0.02, 60, SHORT));
    Known known = new Known();
    runs.forEach(known::add);
    long end = PlantedRisk.FROM.plus(SHORT).toEpochMilli();
    RiskModel model = Backtest.fit(Backtest.predictions(runs));

    double inBad =
        model.chance(known.before(PlantedRisk.run("bad", "new", end, false, PlantedRisk.PLAIN)));
    double inGood =
        model.chance(known.before(PlantedRisk.run("good", "new", end, false, PlantedRisk.PLAIN)));

    assertThat(inBad).as("an application that never ran").isCloseTo(0.5, within(0.06));
    assertThat(inGood).isCloseTo(0.02, within(0.02));
  }

  @Test
  void noRunIsPredictedByWhatWasNotKnownYet() {
    List<PastRun> runs = new ArrayList<>();
    long day = Duration.ofDays(1).toMillis();
    for (int i = 0; i < 6; i++) {
      runs.add(PlantedRisk.run("sales", "a", i * day, false, PlantedRisk.PLAIN));
    }
    // began before the last one, and failed after it began
    runs.add(
        new PastRun("sales", "a", "4.1", 4 * day, 6 * day, true, "heap-oom", PlantedRisk.PLAIN));

    List<Prediction> predictions = Backtest.predictions(runs);

    assertThat(predictions).hasSize(1);
    assertThat(predictions.get(0).known().own().runs()).isEqualTo(5);
    assertThat(predictions.get(0).known().own().failures()).isZero();
    assertThat(predictions.get(0).failed()).isFalse();
  }

  @Test
  void aRunCountsHalfAfterTheHalfLife() {
    Known known = new Known();
    known.add(PlantedRisk.run("sales", "a", 0, true, PlantedRisk.PLAIN));
    long ended = Duration.ofMinutes(20).toMillis();

    Tally own =
        known
            .before(
                PlantedRisk.run(
                    "sales", "a", ended + Tally.HALF_LIFE.toMillis(), false, PlantedRisk.PLAIN))
            .own();

    assertThat(own.failures()).isEqualTo(1);
    assertThat(own.failedWeight()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whereAllFailAlikeNothingIsLearntAndItSaysSo() {
    SplittableRandom random = new SplittableRandom(5);
    List<PastRun> runs = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      runs.add(
          PlantedRisk.run(
              "p" + i % 4,
              "a" + i % 40,
              i * 3_600_000L,
              random.nextInt(10) == 0,
              PlantedRisk.PLAIN));
    }

    Training training = Training.of(runs);

    assertThat(training.calibration().brier())
        .as("no better and hardly worse than the base rate")
        .isCloseTo(training.baseRate().brier(), within(0.002));
    if (!training.isUseful()) {
      assertThat(training.document().text(100, Ink.PLAIN)).contains("no better than the base rate");
    }
  }

  @Test
  void tooFewRunsAreSaidToBeTooFew() {
    Training training = Training.of(PlantedRisk.applications(6, "sales", 10, 20, 0.2, 3, SHORT));

    assertThat(training.isUseful()).isFalse();
    assertThat(training.document().text(200, Ink.PLAIN))
        .isEqualTo(
            """
            Risk model, fitted to 200 runs
              Not enough history: 150 of the 200 runs that are needed have 5 earlier runs of their application; 50 are missing.
            """);
  }

  @Test
  void aSettingOnWhichFailuresDependIsFoundAndUsed() {
    SplittableRandom random = new SplittableRandom(7);
    List<PastRun> runs = new ArrayList<>();
    Knobs small = Knobs.of(Map.of("spark.executor.memory", "4g"), "4.1.1");
    Knobs large = Knobs.of(Map.of("spark.executor.memory", "8192m"), "4.1.1");
    for (int i = 0; i < 3_000; i++) {
      boolean isSmall = random.nextBoolean();
      boolean failed = random.nextDouble() < (isSmall ? 0.6 : 0.03);
      runs.add(
          PlantedRisk.run("sales", "a" + i % 30, i * 600_000L, failed, isSmall ? small : large));
    }

    Training training = Training.of(runs);

    assertThat(training.calibration().brier())
        .as("half of the base rate's: the setting decides")
        .isLessThan(training.baseRate().brier() * 0.7);
    Known known = new Known();
    runs.forEach(known::add);
    long end = 3_000 * 600_000L;
    assertThat(
            training
                .model()
                .chance(known.before(PlantedRisk.run("sales", "a0", end, false, small))))
        .isCloseTo(0.6, within(0.12));
    assertThat(
            training
                .model()
                .chance(known.before(PlantedRisk.run("sales", "a0", end, false, large))))
        .isLessThan(0.12);
  }
}
