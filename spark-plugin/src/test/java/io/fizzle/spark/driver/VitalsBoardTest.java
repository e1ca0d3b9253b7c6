package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.vitals.VitalsRing.Header;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import io.fizzle.spark.recorder.VitalsBatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the driver remembers of its executors. */
class VitalsBoardTest {
  private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");

  private static VitalSigns sample(long second) {
    return VitalSigns.of(START.plusSeconds(second), new long[] {second});
  }

  static VitalsBatch batch(String executor, long from, long to) {
    return new VitalsBatch(
        Header.opened("app-1", executor, "node-" + executor, 1, 0, 1_000, 60),
        LongStream.rangeClosed(from, to).mapToObj(VitalsBoardTest::sample).toList());
  }

  @Test
  void theLastFiveMinutesOfAnExecutorAreKept() {
    VitalsBoard board = new VitalsBoard();

    for (long second = 1; second < 1_000; second += 10) {
      board.accept(batch("7", second, second + 9));
    }

    List<VitalSigns> samples = board.samples("7");
    assertThat(samples).hasSize(300);
    assertThat(samples.get(299).get(Vital.HEAP_USED)).isEqualTo(1_000);
    assertThat(board.identity("7")).map(Header::host).hasValue("node-7");
  }

  @Test
  void ofTooManyExecutorsTheOneSilentForLongestIsForgotten() {
    VitalsBoard board = new VitalsBoard();

    for (int executor = 0; executor < 2_001; executor++) {
      board.accept(batch(String.valueOf(executor), 1, 1));
    }

    assertThat(board.executors()).hasSize(2_000).doesNotContain("0");
    assertThat(board.identity("0")).isEmpty();
  }

  @Test
  void whetherAnExecutorWasHeardOfAfterItsLossIsKnown() {
    VitalsBoard board = new VitalsBoard();
    board.accept(batch("7", 1, 5));

    assertThat(board.heardSince("7", START.plusSeconds(5))).isTrue();
    assertThat(board.heardSince("7", START.plusSeconds(6))).isFalse();
    assertThat(board.heardSince("8", START)).isFalse();
  }
}
