package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianIsInTheMiddle() {
    assertThat(Spread.of(new double[] {3, 1, 2})).isEqualTo(new Spread(1, 2, 3));
    assertThat(Spread.of(new double[] {4, 1, 2, 9})).isEqualTo(new Spread(1, 3, 9));
  }
}
