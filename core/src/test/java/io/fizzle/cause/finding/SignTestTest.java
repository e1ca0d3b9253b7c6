package io.fizzle.cause.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against the binomial distribution, computed by hand. */
class SignTestTest {

  @Test
  void isTheChanceOfSoManyHeads() {
    assertThat(SignTest.chance(5, 5)).isCloseTo(1.0 / 32, within(1e-12));
    assertThat(SignTest.chance(5, 4)).isCloseTo(6.0 / 32, within(1e-12));
    assertThat(SignTest.chance(10, 9)).isCloseTo(11.0 / 1024, within(1e-12));
    assertThat(SignTest.chance(7, 0)).isCloseTo(1, within(1e-12));
  }

  @Test
  void holdsForThousandsOfStages() {
    assertThat(SignTest.chance(4096, 2048)).isBetween(0.5, 0.51);
    assertThat(SignTest.chance(4096, 4096)).isBetween(0.0, 1e-300);
  }
}
