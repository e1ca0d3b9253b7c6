package io.fizzle.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Weights become probabilities that can be believed. */
class CalibrationProperties {
  private final Calibration shipped = Calibration.shipped();

  @Property
  void theSumLeavesRoomForNoneOfThem(
      @ForAll @Size(max = 12) List<@DoubleRange(min = -20, max = 30) Double> scores) {
    double sum = shipped.probabilities(scores).stream().mapToDouble(Double::doubleValue).sum();

    assertThat(sum).isLessThan(1);
  }

  @Property
  void noneIsBelowZeroOrAboveTheCeiling(
      @ForAll @Size(max = 12) List<@DoubleRange(min = -20, max = 30) Double> scores) {
    assertThat(shipped.probabilities(scores))
        .hasSameSizeAs(scores)
        .allMatch(probability -> probability >= 0 && probability <= shipped.ceiling());
  }

  @Property
  void moreWeightIsNeverLessProbable(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -20, max = 30) Double> scores,
      @ForAll @DoubleRange(min = 0, max = 10) double more) {
    List<Double> heavier = new ArrayList<>(scores);
    heavier.set(0, scores.get(0) + more);

    assertThat(shipped.probabilities(heavier).get(0))
        .isGreaterThanOrEqualTo(shipped.probabilities(scores).get(0) - 1e-12);
  }

  @Property
  void aRivalNeverMakesACauseMoreProbable(
      @ForAll @Size(min = 1, max = 11) List<@DoubleRange(min = -20, max = 30) Double> scores,
      @ForAll @DoubleRange(min = -20, max = 30) double rival) {
    List<Double> more = new ArrayList<>(scores);
    more.add(rival);

    assertThat(shipped.probabilities(more).get(0))
        .isLessThanOrEqualTo(shipped.probabilities(scores).get(0) + 1e-12);
  }

  @Example
  void nothingToWeighIsNothing() {
    assertThat(shipped.probabilities(List.of())).isEmpty();
  }

  @Example
  void oneHintIsNoVerdictOneStrongSignIs() {
    assertThat(shipped.probabilities(List.of(shipped.hint())).get(0))
        .isLessThan(shipped.threshold());
    assertThat(shipped.probabilities(List.of(shipped.strong())).get(0))
        .isGreaterThan(shipped.threshold());
  }

  @Example
  void proofReachesTheCeilingAndNoMore() {
    assertThat(shipped.probabilities(List.of(50.0))).containsExactly(shipped.ceiling());
  }

  @Example
  void whatIsWrittenIsReadAgain() throws IOException {
    Calibration written = new Calibration(0.25, 1.5, 2.25, 4.75, -0.5, 0.97, 0.5);

    assertThat(read(written.text("learnt from\nnothing"))).isEqualTo(written);
  }

  @Example
  void weightsOutOfOrderAreRefusedByName() {
    String text = shipped.text("").replaceFirst("strong=.*", "strong=0.1");

    assertThatThrownBy(() -> read(text)).hasMessage("strong must be above moderate");
  }

  @Example
  void aMissingFigureIsNamed() {
    String text = shipped.text("").replaceFirst("prior=.*", "");

    assertThatThrownBy(() -> read(text)).hasMessage("prior is missing");
  }

  private static Calibration read(String text) throws IOException {
    return Calibration.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
