package io.fizzle.application;

import static io.fizzle.cases.Signals.MIB;
import static io.fizzle.cases.Signals.at;
import static io.fizzle.cases.Signals.gcLog;
import static io.fizzle.cases.Signals.gcLogEnded;
import static io.fizzle.cases.Signals.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.application.GcProfile.FullCollection;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What one JVM's GC log amounts to. */
class GcProfileTest {
  private static final Source LOG = gcLog("gc-1.log", Owner.executor("1"), 0);
  private static final Offset<Double> EXACT = within(0.001);

  private final GcProfile profile = new GcProfile();

  @Test
  void countsAndSumsPausesByKind() {
    profile.add(pause(LOG, PauseKind.YOUNG, 5, 20, 500, 90));
    profile.add(pause(LOG, PauseKind.YOUNG, 9, 30, 600, 95));
    profile.add(pause(LOG, PauseKind.FULL, 12, 900, 1900, 1800));

    assertThat(profile.count(PauseKind.YOUNG)).isEqualTo(2);
    assertThat(profile.total(PauseKind.YOUNG)).isEqualTo(Duration.ofMillis(50));
    assertThat(profile.count(PauseKind.FULL)).isEqualTo(1);
    assertThat(profile.count(PauseKind.REMARK)).isZero();
    assertThat(profile.longestPause().orElseThrow().pauseMicros()).isEqualTo(900_000);
  }

  @Test
  void theShareOfAWindowIsTheStoppedTimeInIt() {
    profile.add(pause(LOG, PauseKind.FULL, 10, 6_000, 2000, 1990));
    profile.add(pause(LOG, PauseKind.FULL, 17, 3_000, 2000, 1990));

    assertThat(profile.stoppedShare(at(20), Duration.ofSeconds(10))).isCloseTo(0.9, EXACT);
    assertThat(profile.stoppedShare(at(17), Duration.ofSeconds(2))).isCloseTo(0.0, within(0.51));
    assertThat(profile.stoppedShare(at(100), Duration.ofSeconds(10))).isZero();
  }

  @Test
  void aStopThatNoCollectionExplainsIsNoTimeOfGc() {
    profile.add(pause(LOG, PauseKind.YOUNG, 12, 1_000, 500, 90));
    profile.add(pause(LOG, PauseKind.OTHER, 14, 6_000, -1, -1));

    assertThat(profile.stoppedShare(at(20), Duration.ofSeconds(10))).isCloseTo(0.1, EXACT);
    assertThat(profile.longestPause().orElseThrow().kind()).isEqualTo(PauseKind.YOUNG);
    assertThat(profile.total(PauseKind.OTHER)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void withoutDatesTheLogsOwnEndIsTheWindowsEnd() {
    profile.add(undated(60_000, 4_000));
    profile.add(undated(66_000, 4_000));
    profile.add(
        new JvmSignal.GcLogEnded(new Evidence(LOG, 9, null, ""), LOG.owner(), false, 70_000));

    assertThat(profile.hasClock()).isFalse();
    assertThat(profile.logEnd()).isEmpty();
    assertThat(profile.stoppedShareAtEnd(Duration.ofSeconds(10))).isCloseTo(0.8, EXACT);
  }

  private static JvmSignal.GcPause undated(long uptimeMillis, long millis) {
    return new JvmSignal.GcPause(
        new Evidence(LOG, 1, null, ""),
        LOG.owner(),
        PauseKind.FULL,
        "Allocation Failure",
        uptimeMillis,
        millis * 1000,
        -1,
        -1,
        -1);
  }

  @Test
  void theJvmsStartFollowsFromAPausesUptime() {
    profile.add(pause(LOG, PauseKind.YOUNG, 42, 20, 500, 90));

    assertThat(profile.jvmStart()).contains(at(0));
  }

  @Test
  void theLogReachesToItsLastLineNotToItsLastPause() {
    profile.add(pause(LOG, PauseKind.YOUNG, 5, 1_000, 500, 90));
    profile.add(gcLogEnded(LOG, 80));

    assertThat(profile.logEnd()).contains(at(80));
    assertThat(profile.covered()).isEqualTo(Duration.ofSeconds(75));
  }

  @Test
  void aPauseThatTheLogDoesNotSeeEndLastsUntilTheWindowsEnd() {
    profile.add(pause(LOG, PauseKind.YOUNG, 5, 20, 500, 90));
    profile.add(
        new JvmSignal.UnfinishedPause(
            new Evidence(LOG, 8, at(30), ""), LOG.owner(), PauseKind.FULL, "Ergonomics", 30_000));

    assertThat(profile.endsInPause()).isTrue();
    assertThat(profile.stoppedShare(at(90), Duration.ofSeconds(60))).isCloseTo(1.0, EXACT);
    assertThat(profile.stoppedShare(at(90), Duration.ofSeconds(80))).isCloseTo(0.75, EXACT);
  }

  @Test
  void metadataCollectionsAtStartUpSayNothingAboutTheHeap() {
    profile.add(
        new JvmSignal.GcPause(
            new Evidence(LOG, 1, at(3), ""),
            LOG.owner(),
            PauseKind.FULL,
            "Metadata GC Threshold",
            3_000,
            60_000,
            40 * MIB,
            12 * MIB,
            2048 * MIB));
    profile.add(pause(LOG, PauseKind.FULL, 40, 400, 2000, 1900));

    assertThat(profile.count(PauseKind.FULL)).isEqualTo(2);
    assertThat(profile.fullCollections(null, 10))
        .singleElement()
        .satisfies(full -> assertThat(full.recovered()).isCloseTo(0.05, EXACT));
  }

  @Test
  void onlyFullCollectionsBeforeAnErrorCountTheLastOnesFirst() {
    for (int second = 1; second <= 100; second++) {
      profile.add(pause(LOG, PauseKind.FULL, second, 10, 2000, 2000 - second));
    }

    assertThat(profile.fullCollections(null, 1000)).hasSize(64);
    assertThat(profile.fullCollections(at(90), 2))
        .extracting(full -> full.evidence().time())
        .containsExactly(at(88), at(89));
  }

  @Test
  void theFreedShareNeedsBothSizes() {
    Evidence line = new Evidence(LOG, 1, null, "");

    assertThat(new FullCollection(line, 1000, 750, 2000).recovered()).isEqualTo(0.25);
    assertThat(new FullCollection(line, 1000, 1100, 2000).recovered()).isZero();
    assertThat(new FullCollection(line, -1, 750, 2000).recovered()).isEqualTo(-1);
    assertThat(new FullCollection(line, 1000, -1, 2000).recovered()).isEqualTo(-1);
  }

  @Test
  void concurrentCollectorsTellFullnessApartFromTheirPauses() {
    profile.add(pause(LOG, PauseKind.ALLOCATION_STALL, 10, 2_500, -1, -1));
    profile.add(
        new JvmSignal.HeapOccupancy(
            new Evidence(LOG, 2, at(13), ""),
            LOG.owner(),
            true,
            "Allocation Stall",
            13_000,
            2040 * MIB,
            2000 * MIB,
            2048 * MIB));

    assertThat(profile.fullCollections(null, 5)).hasSize(1);
    assertThat(profile.total(PauseKind.ALLOCATION_STALL)).isEqualTo(Duration.ofMillis(2_500));
  }
}
