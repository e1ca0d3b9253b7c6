package io.fizzle.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of logs that JVMs wrote while they ran {@link Churn}; counted by hand. */
class PausesTest {

  @ParameterizedTest
  @CsvSource({
    "gc-g1.log, 2, 53035", // the last one only begins
    "gc-shenandoah.log, 5, 7564", // statistics name pauses too
    "gc-z.log, 6, 30", // stalls are no pauses
    "gc-z-generational.log, 8, 43"
  })
  void closingLinesAreCounted(String log, long count, long micros)
      throws IOException, URISyntaxException {
    assertThat(Pauses.in(resource(log))).isEqualTo(new Pauses(count, micros));
  }

  @ParameterizedTest
  @CsvSource({"gc-g1.log", "gc-shenandoah.log", "gc-z.log", "gc-z-generational.log"})
  void fizzleReadsTheSame(String log) throws IOException, URISyntaxException {
    Path file = resource(log);
    assertThat(Pauses.in(file).agrees(WarmReader.readGcLog(file))).isTrue();
  }

  @Test
  void readersMayKeepSecondsAsFloatingPoint() {
    Pauses pauses = new Pauses(10, 100_000);
    assertThat(pauses.agrees(new Pauses(10, 100_100))).isTrue();
    assertThat(pauses.agrees(new Pauses(10, 99_899))).isFalse();
    assertThat(pauses.agrees(new Pauses(9, 100_000))).isFalse();
  }

  @Test
  void aVerdictTellsWhatIsWrong() {
    Pauses pauses = new Pauses(10, 100_000);
    assertThat(GcLogBench.judged(pauses, pauses)).isEqualTo("right");
    assertThat(GcLogBench.judged(pauses, new Pauses(0, 0))).isEqualTo("wrong: no pause");
    assertThat(GcLogBench.judged(pauses, new Pauses(9, 90_000))).isEqualTo("wrong: 9 of 10 pauses");
    assertThat(GcLogBench.judged(pauses, new Pauses(10, 90_000))).isEqualTo("wrong: 90.0 ms");
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(PausesTest.class.getResource(name)).toURI());
  }
}
