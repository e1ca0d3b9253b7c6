package io.fizzle.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Stopped time over a line of any length, in constant memory. */
class StallSeriesProperties {
  private static final long EPOCH = 1_772_615_700_000L;

  /** A pause after a gap without one, in milliseconds. */
  record Pause(long gap, long duration) {}

  @Provide
  Arbitrary<List<Pause>> days() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 600_000), Arbitraries.longs().between(1, 90_000))
        .as(Pause::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(400);
  }

  @Property(tries = 200)
  void theTotalOfAllPausesIsKeptHoweverLongTheLineGrows(@ForAll("days") List<Pause> pauses) {
    StallSeries series = new StallSeries();
    long now = EPOCH;
    long total = 0;
    for (Pause pause : pauses) {
      now += pause.gap();
      series.add(now, pause.duration());
      now += pause.duration();
      total += pause.duration();
    }

    assertThat(series.stalledBetween(EPOCH - 1_000_000, now + 100_000_000)).isEqualTo(total);
  }

  @Property(tries = 300)
  void aMomentCountsOnceHoweverManyThreadsWaitInIt(@ForAll("stalls") List<Stall> stalls) {
    StallSeries series = new StallSeries();
    BitSet stopped = new BitSet();
    series.add(EPOCH, 1);
    stopped.set(0);
    for (Stall stall : stalls) {
      series.add(EPOCH + stall.start(), stall.duration());
      stopped.set((int) stall.start(), (int) (stall.start() + stall.duration()));
    }

    assertThat(series.stalledBetween(EPOCH, EPOCH + 1_000_000)).isEqualTo(stopped.cardinality());
  }

  /** What one thread waits, in milliseconds from the line's beginning. */
  record Stall(long start, long duration) {}

  @Provide
  Arbitrary<List<Stall>> stalls() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 60_000), Arbitraries.longs().between(0, 20_000))
        .as(Stall::new)
        .list()
        .ofMaxSize(60);
  }

  @Example
  void aHundredThreadsThatWaitTogetherStopForTheTimeOfOne() {
    StallSeries series = new StallSeries();
    series.add(EPOCH, 10);
    for (int thread = 0; thread < 100; thread++) {
      series.add(EPOCH + 5_000 + thread, 2_000);
    }

    assertThat(series.stalledBetween(EPOCH, EPOCH + 20_000)).isEqualTo(10 + 2_099);
  }

  @Example
  void noBucketHoldsMoreThanItsWidthWhatEverIsForgotten() {
    StallSeries series = new StallSeries();
    for (int round = 0; round < 3; round++) {
      for (int second = 0; second < 200; second++) {
        series.add(EPOCH + 1_000L * second, 900);
      }
    }

    assertThat(series.stalledBetween(EPOCH, EPOCH + 200_000)).isBetween(180_000L, 200_000L);
  }

  @Example
  void timesThatNoLogHasAreLeftOut() {
    StallSeries series = new StallSeries();
    series.add(EPOCH, 1_000);
    series.add(Long.MAX_VALUE - 5, 1_000);
    series.add(EPOCH + 5_000, Long.MAX_VALUE);

    assertThat(series.stalledBetween(EPOCH, EPOCH + 20_000)).isEqualTo(1_000);
  }

  @Property(tries = 200)
  void twoHalvesOfAWindowMakeTheWhole(@ForAll("days") List<Pause> pauses) {
    StallSeries series = new StallSeries();
    long now = EPOCH;
    for (Pause pause : pauses) {
      now += pause.gap();
      series.add(now, pause.duration());
      now += pause.duration();
    }
    long middle = EPOCH + (now - EPOCH) / 2;

    assertThat(series.stalledBetween(EPOCH, middle) + series.stalledBetween(middle, now))
        .isCloseTo(series.stalledBetween(EPOCH, now), within(2L));
  }

  @Example
  void aWindowSeesOnlyWhatLiesInIt() {
    StallSeries series = new StallSeries();
    series.add(EPOCH + 2_000, 3_000);
    series.add(EPOCH + 10_000, 1_000);

    assertThat(series.stalledBetween(EPOCH, EPOCH + 2_000)).isZero();
    assertThat(series.stalledBetween(EPOCH + 2_000, EPOCH + 5_000)).isEqualTo(3_000);
    assertThat(series.stalledBetween(EPOCH + 3_500, EPOCH + 4_500)).isEqualTo(1_000);
    assertThat(series.stalledBetween(EPOCH + 9_000, EPOCH + 20_000)).isEqualTo(1_000);
  }

  @Example
  void beyondItsBucketsOnlyTheResolutionIsLost() {
    StallSeries series = new StallSeries();
    series.add(EPOCH, 4_000);
    series.add(EPOCH + 20_000_000, 60_000);

    assertThat(series.stalledBetween(EPOCH, EPOCH + 4_000)).isEqualTo(4_000);
    assertThat(series.stalledBetween(EPOCH + 20_000_000, EPOCH + 20_060_000))
        .isBetween(56_000L, 60_000L);
  }

  @Example
  void withoutPausesNothingStoodStill() {
    assertThat(new StallSeries().stalledBetween(0, Long.MAX_VALUE / 2)).isZero();
  }

  @Example
  void anEmptyWindowHoldsNothing() {
    StallSeries series = new StallSeries();
    series.add(EPOCH, 4_000);

    assertThat(series.stalledBetween(EPOCH + 1_000, EPOCH + 1_000)).isZero();
    assertThat(series.stalledBetween(EPOCH + 2_000, EPOCH + 1_000)).isZero();
  }
}
