package io.fizzle.incident;

import static io.fizzle.cases.Signals.MIB;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.application.VitalsProfile;
import io.fizzle.cases.Vitals;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** GC activity from the samples of a flight recorder. */
class VitalsTimingTest {
  private static final Offset<Double> CLOSE = within(0.02);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static VitalsProfile profile(List<Signal> samples) {
    return application(samples).executors().get("1").vitals().orElseThrow();
  }

  @Test
  void withoutSilenceTheLastTenSecondsCount() {
    Vitals vitals = Vitals.healthy("1").is(Vital.GC_PAUSED, seconds -> Math.round(seconds * 300));

    GcTiming timing =
        VitalsTiming.of(profile(vitals.between(50, 100)), at(100.5), Duration.ZERO, null)
            .orElseThrow();

    assertThat(timing.window()).isEqualTo(Duration.ofSeconds(10));
    assertThat(timing.shareInWindow()).isCloseTo(0.3, CLOSE);
    assertThat(timing.sampled()).isTrue();
    assertThat(timing.exact()).isTrue();
    assertThat(timing.heapMax()).isEqualTo(512 * MIB);
  }

  @Test
  void aPauseThatEndedAfterTheRemovalCountsForTheSilenceThatItCovers() {
    Vitals vitals =
        Vitals.healthy("1").is(Vital.GC_PAUSED, seconds -> seconds < 100 ? 500 : 33_500);
    List<Signal> samples = new ArrayList<>(vitals.between(50, 70));
    samples.addAll(vitals.at(104));

    GcTiming timing = VitalsTiming.of(profile(samples), at(100), SILENCE, null).orElseThrow();

    assertThat(timing.shareInWindow()).isCloseTo(33 / 34.0, CLOSE);
    assertThat(timing.silence()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aRecorderThatFellSilentWithItsProcessTellsNoTiming() {
    List<Signal> samples = Vitals.healthy("1").between(50, 71);

    assertThat(VitalsTiming.of(profile(samples), at(100), SILENCE, null)).isEmpty();
  }

  @Test
  void ofAnErrorThePartThatWasSeenTellsTheShare() {
    Vitals vitals =
        Vitals.healthy("1")
            .is(Vital.GC_PAUSED, seconds -> seconds < 90 ? 0 : Math.round((seconds - 90) * 900))
            .is(Vital.GC_FULL_COUNT, seconds -> seconds < 90 ? 0 : Math.round(seconds - 89))
            .is(Vital.HEAP_AFTER_GC, seconds -> 500 * MIB);

    GcTiming timing =
        VitalsTiming.of(profile(vitals.between(50, 97)), at(101), Duration.ZERO, at(100))
            .orElseThrow();

    assertThat(timing.shareBeforeError()).isCloseTo(0.9, CLOSE);
    assertThat(timing.fullCollections()).isEqualTo(8);
    assertThat(timing.occupied()).isCloseTo(500 / 512.0, CLOSE);
  }

  @Test
  void ofAProcessYoungerThanTheWindowItsFirstPausesCount() {
    Vitals vitals =
        Vitals.healthy("1").is(Vital.GC_PAUSED, seconds -> 1_000 + Math.round(seconds * 100));

    GcTiming timing =
        VitalsTiming.of(profile(vitals.between(3, 8)), at(8), Duration.ZERO, null).orElseThrow();

    assertThat(timing.shareInWindow()).isCloseTo(0.18, CLOSE);
  }

  @Test
  void pausesThatFillTheSilenceByThemselvesNeedNoMore() {
    Vitals vitals = Vitals.healthy("1").is(Vital.GC_PAUSED, seconds -> Math.round(seconds * 990));

    GcTiming timing =
        VitalsTiming.of(profile(vitals.between(50, 96)), at(100), SILENCE, null).orElseThrow();

    assertThat(timing.shareInWindow()).isGreaterThan(0.8);
  }
}
