package io.fizzle.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** When failures on one node are more than luck. */
class ConcentrationTest {

  private static Concentration of(
      int nodes, int failures, int failuresInAll, long work, long workInAll) {
    return new Concentration("tarn-03", nodes, failures, failuresInAll, work, workInAll, 3);
  }

  @Test
  void theChanceIsThatOfFishersExactTestForAllNodes() {
    // 4 failures, all among the 4 of 10 that one of two nodes had: 1 of C(10, 4) = 210, twice
    assertThat(of(2, 4, 4, 4, 10).chance()).isCloseTo(2 / 210.0, within(1e-12));
    // 3 of 4 there or more: (C(4,3) C(6,1) + 1) / 210
    assertThat(of(1, 3, 4, 4, 10).chance()).isCloseTo(25 / 210.0, within(1e-12));
  }

  @Test
  void failuresThatFollowTheWorkAreNoSignOfTheNode() {
    assertThat(of(4, 20, 80, 1_000, 4_000).isTelling()).isFalse();
    assertThat(of(2, 90, 100, 9_000, 10_000).isTelling()).isFalse();
  }

  @Test
  void failuresBeyondWhatTheOthersShowAreOne() {
    assertThat(of(4, 20, 22, 1_000, 4_000).isTelling()).isTrue();
    assertThat(of(4, 9, 9, 9, 27).isTelling()).isTrue();
  }

  @Test
  void aFewFailuresMayBeLuck() {
    assertThat(of(4, 2, 2, 10, 4_000).isTelling()).isFalse();
    assertThat(of(40, 3, 3, 100, 800).isTelling()).isFalse();
  }

  @Test
  void onOneNodeItCannotBeTold() {
    assertThat(of(1, 20, 20, 20, 20).isTelling()).isFalse();
  }

  @Test
  void largeCountsStayExact() {
    assertThat(of(2, 100, 200, 2_000_000, 4_000_000).chance()).isEqualTo(1);
    assertThat(of(2, 190, 200, 2_000_000, 4_000_000).chance()).isBetween(0.0, 1e-30);
  }

  @Test
  void onlyWhatWasTriedAgainTellsTheNodeFromItsData() {
    assertThat(of(4, 9, 9, 9, 27).isOfTheNode()).isTrue();
    assertThat(new Concentration("tarn-03", 4, 9, 9, 9, 27, 1).isOfTheNode()).isFalse();
  }
}
