package io.fizzle.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.cause.Strength;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.learning.LabelledWeighing.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What labelled weighings teach, and what is refused. */
class LearningTest {
  private static final Calibration BEFORE = new Calibration(0.7, 1.5, 3, 5, -1, 0.98, 0.5);

  @Test
  void hintsThatAreAlwaysRightComeToWeighMore() {
    Calibration after = Fit.of(hints(60, 60), BEFORE);

    assertThat(after.weight(Strength.HINT)).isGreaterThan(BEFORE.hint());
    assertThat(probability(after)).isGreaterThan(0.8);
  }

  @Test
  void hintsThatAreRightHalfOfTheTimeAreBelievedHalf() {
    assertThat(probability(Fit.of(hints(300, 150), BEFORE))).isCloseTo(0.5, within(0.03));
  }

  @Test
  void aHandfulOfCasesHardlyMovesTheWeights() {
    assertThat(Fit.of(hints(2, 2), BEFORE).hint()).isCloseTo(BEFORE.hint(), within(0.2));
  }

  @Test
  void noStrengthEverOutweighsTheNextOne() {
    List<LabelledWeighing> misleading = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      misleading.add(weighing("p" + i, Strength.PROOF, false));
      misleading.add(weighing("h" + i, Strength.HINT, true));
    }

    Calibration after = Fit.of(misleading, BEFORE);

    assertThat(List.of(after.hint(), after.moderate(), after.strong(), after.proof()))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theSameCasesGiveTheSameWeights() {
    assertThat(Learning.from(hints(40, 25), BEFORE))
        .isEqualTo(Learning.from(hints(40, 25), BEFORE));
  }

  @Test
  void variantsOfOneFailureAreNeverJudgedByOneAnother() {
    List<LabelledWeighing> one = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      one.add(
          new LabelledWeighing("v" + i, "the one", weighing("", Strength.HINT, true).candidates()));
    }

    Learning learning = Learning.from(one, BEFORE);

    assertThat(learning.folds()).isEqualTo(1);
    assertThat(learning.crossValidated()).isEqualTo(learning.current());
  }

  @Test
  void weightsThatAreOftenerConfidentlyWrongAreRefused() {
    Quality careful = quality(0.2, 0);
    Quality bold = quality(0.1, 1);

    assertThat(new Learning(BEFORE, BEFORE, careful, bold, 10, 10, List.of()).isNoWorse())
        .isFalse();
    assertThat(new Learning(BEFORE, BEFORE, bold, careful, 10, 10, List.of()).isNoWorse())
        .isFalse();
    assertThat(new Learning(BEFORE, BEFORE, careful, careful, 10, 10, List.of()).isNoWorse())
        .isTrue();
  }

  @Test
  void whereNoneOfTheCandidatesIsRightDoubtIsTheTruth() {
    Judged judged = Judged.of(weighing("x", Strength.HINT, false), BEFORE);

    assertThat(judged.right()).isFalse();
    assertThat(judged.probabilityOfTruth()).isCloseTo(1 - judged.confidence(), within(1e-9));
  }

  @Test
  void theCalibrationErrorIsTheGapBetweenSaidAndTrue() {
    List<Judged> judged =
        List.of(
            new Judged("a", "heap-oom", 0.75, true, 0.75),
            new Judged("b", "heap-oom", 0.75, false, 0.25),
            new Judged("c", "gc-stall", 0.95, true, 0.95),
            new Judged("d", "gc-stall", 0.95, true, 0.95));

    Quality quality = Quality.of(judged);

    assertThat(quality.accuracy()).isEqualTo(0.75);
    // two at 0.75, half of them right; two at 0.95, all right
    assertThat(quality.calibrationError()).isCloseTo((2 * 0.25 + 2 * 0.05) / 4, within(1e-9));
    assertThat(quality.brier()).isCloseTo((0.0625 + 0.5625 + 2 * 0.0025) / 4, within(1e-9));
    assertThat(quality.confidentlyWrong()).isZero();
  }

  private static double probability(Calibration weights) {
    return weighing("any", Strength.HINT, true).probabilities(weights).get(0);
  }

  private static List<LabelledWeighing> hints(int all, int right) {
    List<LabelledWeighing> weighings = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      weighings.add(weighing("case " + i, Strength.HINT, i < right));
    }
    return weighings;
  }

  private static LabelledWeighing weighing(String name, Strength strength, boolean right) {
    return new LabelledWeighing(
        name, name, List.of(new Candidate("heap-oom", Map.of(strength, 1), right)));
  }

  private static Quality quality(double logLoss, int confidentlyWrong) {
    return new Quality(10, 0.9, logLoss, 0.1, 0.05, confidentlyWrong, List.of());
  }
}
