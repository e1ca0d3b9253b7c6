package io.fizzle.incident;

import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.at;
import static io.fizzle.cases.Signals.gcLog;
import static io.fizzle.cases.Signals.gcLogEnded;
import static io.fizzle.cases.Signals.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.application.GcProfile;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** GC activity laid over the time before a process's end. */
class GcTimingTest {
  private static final Source LOG = gcLog("gc-1.log", Owner.executor("1"), 0);
  private static final Offset<Double> CLOSE = within(0.02);
  private static final Duration TWO_MINUTES = Duration.ofSeconds(120);

  private static GcProfile profile(List<? extends Signal> signals) {
    return application(List.copyOf(signals)).executors().get("1").gc().orElseThrow();
  }

  /** Full collections of this length, one begun every {@code every} seconds. */
  private static List<Signal> train(double from, int count, double every, long millis) {
    List<Signal> train = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      train.add(pause(LOG, PauseKind.FULL, from + i * every, millis, 2040, 2030));
    }
    return train;
  }

  @Test
  void theWindowIsTheSilenceThatWasSeen() {
    GcTiming timing = GcTiming.of(profile(train(80, 12, 10, 9_500)), at(200), TWO_MINUTES, null);

    assertThat(timing.window()).isEqualTo(TWO_MINUTES);
    assertThat(timing.shareInWindow()).isCloseTo(0.95, CLOSE);
    assertThat(timing.exact()).isTrue();
    assertThat(timing.fullCollections()).isEqualTo(12);
  }

  @Test
  void withoutSilenceTheLastTenSecondsCount() {
    GcTiming timing = GcTiming.of(profile(train(92, 4, 2, 1_000)), at(100), Duration.ZERO, null);

    assertThat(timing.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(timing.shareInWindow()).isCloseTo(0.4, CLOSE);
  }

  /** Seven hours between the driver's clock and the executor's, or the log of another run. */
  @Test
  void aLogThatBeganAfterTheSilenceShowsNothingOfIt() {
    GcTiming timing =
        GcTiming.of(profile(train(25_280, 12, 10, 9_500)), at(200), TWO_MINUTES, null);

    assertThat(timing.misplaced()).isTrue();
    assertThat(timing.exact()).isFalse();
    assertThat(timing.silence()).isZero();
  }

  @Test
  void aLogThatGoesOnForHoursAfterTheEndIsNotOfThatEnd() {
    GcTiming timing = GcTiming.of(profile(train(10, 3_000, 10, 50)), at(200), TWO_MINUTES, null);

    assertThat(timing.misplaced()).isTrue();
    assertThat(timing.exact()).isFalse();
  }

  @Test
  void aProcessThatLivesOnForMinutesAfterItWasGivenUpIsTimed() {
    GcTiming timing = GcTiming.of(profile(train(10, 60, 10, 50)), at(200), TWO_MINUTES, null);

    assertThat(timing.misplaced()).isFalse();
    assertThat(timing.exact()).isTrue();
  }

  @Test
  void pausesBeforeTheSilenceDoNotExplainIt() {
    List<Signal> log = train(10, 6, 10, 9_000);
    log.add(gcLogEnded(LOG, 78));

    GcTiming timing = GcTiming.of(profile(log), at(200), TWO_MINUTES, null);

    assertThat(timing.shareInWindow()).isZero();
    assertThat(timing.silence()).isEqualTo(Duration.ofSeconds(122));
    assertThat(timing.longestPause()).isEqualTo(Duration.ofSeconds(9));
  }

  /** A log with a pause every ten seconds is quiet for ten seconds, whatever its process does. */
  @Test
  void howLongALogIsUsuallyQuietItTellsItself() {
    GcTiming timing = GcTiming.of(profile(train(110, 6, 10, 50)), at(169), TWO_MINUTES, null);

    assertThat(timing.silence()).isEqualTo(Duration.ofMillis(8_950));
    assertThat(timing.longestGap()).isEqualTo(Duration.ofMillis(9_950));
  }

  @Test
  void pausesAfterTheErrorDoNotBelongToIt() {
    List<Signal> log = new ArrayList<>();
    log.add(pause(LOG, PauseKind.YOUNG, 20, 50, 900, 400));
    log.addAll(train(42, 5, 2, 1_900));

    GcTiming timing = GcTiming.of(profile(log), at(60), Duration.ZERO, at(40));

    assertThat(timing.shareBeforeError()).isZero();
    assertThat(timing.fullCollections()).isZero();
    assertThat(timing.recovered()).isEqualTo(-1);
  }

  @Test
  void anErrorOfThatSecondIncludesItsLastDitchCollections() {
    List<Signal> log = new ArrayList<>();
    log.add(pause(LOG, PauseKind.YOUNG, 20, 50, 900, 400));
    log.add(pause(LOG, PauseKind.FULL, 40.2, 300, 2040, 2035));

    GcTiming timing = GcTiming.of(profile(log), at(42), Duration.ZERO, at(40));

    assertThat(timing.fullCollections()).isOne();
    assertThat(timing.recovered()).isCloseTo(0.002, within(0.001));
  }

  @Test
  void theLeastFruitfulOfTheLastCollectionsTellsHowFullTheHeapWas() {
    List<Signal> log = train(30, 3, 1, 300);
    log.add(pause(LOG, PauseKind.FULL, 34, 300, 2040, 500));

    GcTiming timing = GcTiming.of(profile(log), at(36), Duration.ZERO, null);

    assertThat(timing.recovered()).isCloseTo(10 / 2040.0, within(0.0001));
    assertThat(timing.occupied()).isCloseTo(2030 / 2048.0, within(0.0001));
    assertThat(timing.heapMax()).isEqualTo(2048L << 20);
  }

  @Test
  void theDeclaredHeapStandsAboveTheCommittedOne() {
    List<Signal> log = train(30, 1, 1, 300);
    log.add(
        new JvmSignal.Started(
            new Evidence(LOG, 1, at(0), ""), LOG.owner(), "Parallel", 17, 4096L << 20, 4));

    GcTiming timing = GcTiming.of(profile(log), at(36), Duration.ZERO, null);

    assertThat(timing.heapMax()).isEqualTo(4096L << 20);
    assertThat(timing.collector()).isEqualTo("Parallel");
    assertThat(timing.occupied()).isCloseTo(2030 / 4096.0, within(0.0001));
  }

  @Test
  void withoutAnEndTheLogsOwnEndMustDo() {
    GcTiming timing = GcTiming.of(profile(train(92, 4, 2.5, 2_000)), null, Duration.ZERO, null);

    assertThat(timing.exact()).isFalse();
    assertThat(timing.shareInWindow()).isGreaterThan(0.7);
    assertThat(timing.silence()).isZero();
  }
}
