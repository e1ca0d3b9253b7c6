package io.fizzle.lab.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.comparison.Explanation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison of two recorded runs names the one thing that was changed between them. */
class PairsTest {
  private static final Path PAIRS = Path.of(System.getProperty("basedir", "."), "pairs");

  static List<Pair> pairs() {
    return Pairs.all();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theChangeBetweenTwoRunsIsNamed(Pair pair) {
    assertThat(pair.before(PAIRS)).isRegularFile();
    assertThat(pair.after(PAIRS)).isRegularFile();

    assertThat(pair.expected().complaints(pair.compare(PAIRS))).as(pair.title()).isEmpty();
  }

  @Test
  void anInputThatCountsNoBytesIsToldInRecords() {
    assertThat(Pairs.named("more-data").compare(PAIRS).explanations())
        .extracting(Explanation::says)
        .anySatisfy(
            says ->
                assertThat(says)
                    .startsWith(
                        "The input grew 3.0× (4 001 000 records → 12 001 000 records), the run"
                            + " time"));
  }
}
