package io.fizzle.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TimeBucketsTest {

  @Test
  void spreadsAnAmountEvenlyOverItsTime() {
    TimeBuckets buckets = TimeBuckets.sums();

    buckets.spread(10_500, 13_500, 3000);

    assertThat(buckets.sumBetween(11_000, 13_000)).isEqualTo(2000);
    assertThat(buckets.sumBetween(0, 100_000)).isEqualTo(3000);
    assertThat(buckets.sumBetween(20_000, 30_000)).isZero();
  }

  @Test
  void takesTimesInAnyOrder() {
    TimeBuckets buckets = TimeBuckets.sums();

    buckets.spread(1_000_000, 1_002_000, 2);
    buckets.spread(10_000, 12_000, 5);

    assertThat(buckets.sumBetween(0, 500_000)).isEqualTo(5);
    assertThat(buckets.sum()).isEqualTo(7);
  }

  @Test
  void keepsTheHighestLevel() {
    TimeBuckets buckets = TimeBuckets.peaks();

    buckets.note(1_000, 7);
    buckets.note(1_200, 5);
    buckets.note(900_000, 6);

    assertThat(buckets.peakBetween(0, 20_000)).isEqualTo(7);
    assertThat(buckets.peakBetween(890_000, 910_000)).isEqualTo(6);
    assertThat(buckets.peakBetween(300_000, 400_000)).isZero();
  }

  @Property
  void losesNothingHoweverLongTheLine(
      @ForAll @Size(max = 60) List<@IntRange(max = 2_000_000_000) Integer> starts,
      @ForAll @IntRange(max = 5_000_000) int length) {
    TimeBuckets buckets = TimeBuckets.sums();

    starts.forEach(start -> buckets.spread(start, (long) start + length, 10));

    assertThat(buckets.sum()).isCloseTo(10.0 * starts.size(), within(1e-6));
    assertThat(buckets.sumBetween(-1, 1L << 40)).isCloseTo(buckets.sum(), within(1e-6));
  }
}
