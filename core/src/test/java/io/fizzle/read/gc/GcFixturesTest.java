package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logs of our own: those of JDK 17 and 25 were written by {@link Garbage}, those of JDK 8 by hand
 * in the words of its sources. Pauses, full collections and sums stand here, and an independent
 * count must find the same.
 */
class GcFixturesTest {
  private static final double ROUNDED_MILLIS = 0.0005;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "jdk8-cms.log, 5, 2, 891.500",
    "jdk8-g1.log, 5, 1, 894.375",
    "jdk8-parallel.log, 4, 2, 2887.500",
    "jdk17-Serial.log, 34, 10, 2293.181",
    "jdk17-Parallel.log, 48, 10, 1936.744",
    "jdk17-G1.log, 23, 2, 28.011",
    "jdk17-Z.log, 32, 0, 0.496",
    "jdk17-Shenandoah.log, 45, 0, 0.847",
    "jdk25-Serial.log, 28, 10, 1577.666",
    "jdk25-Parallel.log, 29, 11, 2048.663",
    "jdk25-G1.log, 23, 3, 35.939",
    "jdk25-Z.log, 26, 0, 0.284",
    "jdk25-Shenandoah.log, 40, 0, 19.735"
  })
  void isCountedAsAnIndependentCountDoes(String name, int all, int full, double millis)
      throws IOException {
    String text = text(name);
    PlainCount plain = PlainCount.of(text);
    GcTexts read = GcTexts.read(text);
    List<GcPause> pauses =
        read.pauses().stream()
            .filter(pause -> pause.kind() != PauseKind.OTHER)
            .filter(pause -> pause.kind() != PauseKind.ALLOCATION_STALL)
            .toList();
    double sum = pauses.stream().mapToLong(GcPause::pauseMicros).sum() / 1e3;

    assertThat(pauses).hasSize(all).hasSize((int) plain.pauses());
    assertThat(pauses)
        .filteredOn(pause -> pause.kind() == PauseKind.FULL)
        .hasSize(full)
        .hasSize((int) plain.full());
    assertThat(sum)
        .isCloseTo(millis, within(ROUNDED_MILLIS * all))
        .isCloseTo(plain.millis().doubleValue(), within(ROUNDED_MILLIS * all));
    assertThat(read.report().skipped()).isZero();
  }

  private static String text(String name) throws IOException {
    try (InputStream log = GcFixturesTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(log, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
