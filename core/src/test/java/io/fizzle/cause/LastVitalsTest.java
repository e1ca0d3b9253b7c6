package io.fizzle.cause;

import static io.fizzle.cases.Signals.MIB;
import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cases.Vitals;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incidents;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What the flight recorder's last samples before second 40 mean. */
class LastVitalsTest {
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static ProcessLost lost(List<Signal> samples, Signal... more) {
    List<Signal> all = new ArrayList<>(List.of(added("1", 5), removed("1", 40, exit(137))));
    all.addAll(samples);
    all.addAll(Arrays.asList(more));
    return (ProcessLost) Incidents.find(application(all)).get(0);
  }

  private static LastVitals seen(List<Signal> samples, Signal... more) {
    return LastVitals.of(lost(samples, more)).orElseThrow();
  }

  private static VitalsCourse course(List<Signal> samples, Signal... more) {
    return VitalsCourse.of(lost(samples, more)).orElseThrow();
  }

  private static Vitals contained(long used, long cache, long limit) {
    return Vitals.healthy("1")
        .mib(Vital.CGROUP_USED, used)
        .mib(Vital.CGROUP_CACHE, cache)
        .mib(Vital.CGROUP_LIMIT, limit);
  }

  @Test
  void aContainerIsFullWhereWhatTheKernelCannotTakeBackReachesItsLimit() {
    assertThat(seen(contained(1_000, 20, 1_000).between(10, 39)).containerFull())
        .map(Reading::says)
        .hasValue(
            "its container held 980 MiB of its limit of 1000 MiB, 1.0 s before its end was"
                + " noticed");
  }

  @Test
  void pageCacheDoesNotFillAContainer() {
    LastVitals seen = seen(contained(1_000, 700, 1_000).between(10, 39));

    assertThat(seen.containerFull()).isEmpty();
    assertThat(seen.calm()).isPresent();
  }

  @Test
  void growthBetweenTheLastSamplesIsDrawnOnToTheEnd() {
    Vitals growing =
        contained(0, 0, 1_000)
            .is(Vital.CGROUP_USED, seconds -> Math.round((seconds - 30) * 85 * MIB));

    assertThat(seen(growing.between(30, 39)).containerFilling())
        .as("it would have held 850 MiB at the end")
        .isEmpty();
    assertThat(
            seen(growing
                    .is(Vital.CGROUP_USED, seconds -> Math.round((seconds - 30) * 101 * MIB))
                    .between(30, 39))
                .containerFilling())
        .map(Reading::says)
        .hasValue(
            "its container held 909 MiB of its limit of 1000 MiB and grew by 101 MiB a second,"
                + " 1.0 s before its end was noticed");
  }

  @Test
  void aLimitAboveTheMachinesMemoryIsNone() {
    assertThat(seen(contained(20_000, 0, 20_001).between(10, 39)).containerFull()).isEmpty();
  }

  @Test
  void killsCountWhereTheyGrewWhileItWasRecorded() {
    Vitals before = Vitals.healthy("1").is(Vital.CGROUP_OOM_KILLS, seconds -> 3);
    Vitals during = Vitals.healthy("1").is(Vital.CGROUP_OOM_KILLS, seconds -> seconds < 30 ? 3 : 4);

    assertThat(seen(before.between(10, 39)).killBesideIt()).isEmpty();
    assertThat(seen(during.between(10, 39)).killBesideIt())
        .map(Reading::says)
        .hasValue(
            "its cgroup counted 1 kill for want of memory while it was recorded, 1.0 s before its"
                + " end was noticed");
  }

  @Test
  void theHeapIsFullByWhatIsLeftAfterACollection() {
    assertThat(seen(Vitals.healthy("1").mib(Vital.HEAP_USED, 510).between(10, 39)).heapFull())
        .isEmpty();
    assertThat(seen(Vitals.healthy("1").mib(Vital.HEAP_AFTER_GC, 500).between(10, 39)).heapFull())
        .isPresent();
  }

  @Test
  void aRecorderThatKeptItsPaceRanThroughTheSilence() {
    VitalsCourse seen = course(Vitals.healthy("1").between(10, 45));

    assertThat(seen.ranThroughSilence(SILENCE)).isPresent();
    assertThat(seen.frozeInCalm(SILENCE)).isEmpty();
  }

  @Test
  void aRecorderThatStoodStillTooTellsWhatCameBefore() {
    Vitals calm = Vitals.healthy("1");
    Vitals collecting =
        Vitals.healthy("1").is(Vital.GC_LONGEST, seconds -> seconds > 18 ? 1_900 : 5);

    assertThat(course(calm.between(5, 20)).frozeInCalm(SILENCE)).isPresent();
    assertThat(course(calm.between(5, 20)).frozeInCollections(SILENCE)).isEmpty();
    assertThat(course(collecting.between(5, 20)).frozeInCalm(SILENCE)).isEmpty();
    assertThat(course(collecting.between(5, 20)).frozeInCollections(SILENCE)).isPresent();
  }

  @Test
  void nothingIsCalmWhereTheLastSampleIsOld() {
    assertThat(seen(Vitals.healthy("1").between(10, 30)).calm()).isEmpty();
  }

  @Test
  void roomIsAmpleWhereItCouldNotBeFilledBeforeTheEnd() {
    assertThat(seen(Vitals.healthy("1").between(10, 39)).hadAmpleRoom()).isTrue();
    assertThat(seen(Vitals.healthy("1").between(10, 36)).hadAmpleRoom()).isFalse();
    assertThat(seen(contained(1_000, 0, 4_000).between(10, 39)).hadAmpleRoom())
        .as("3 GiB may go in the two seconds that nobody saw")
        .isFalse();
  }

  @Test
  void whetherShutdownHooksRanIsKnownByTheRecordingsEnd() {
    Vitals vitals = Vitals.healthy("1");

    assertThat(course(vitals.between(10, 39)).endedWithoutFarewell()).isEmpty();
    assertThat(course(vitals.between(10, 39), vitals.ended(39, false)).endedWithoutFarewell())
        .isPresent();
    assertThat(course(vitals.between(10, 39), vitals.ended(39, true)).saidFarewell()).isPresent();
    assertThat(
            course(vitals.between(10, 39), vitals.ended(39, true), vitals.ended(38, false))
                .saidFarewell())
        .as("one source saw it end, the other did not")
        .isPresent();
  }

  @Test
  void poolsAreFullByTheirOwnLimits() {
    LastVitals seen =
        seen(
            Vitals.healthy("1")
                .mib(Vital.DIRECT_USED, 500)
                .mib(Vital.METASPACE_USED, 79)
                .is(Vital.THREADS, seconds -> seconds < 30 ? 60 : 4_000)
                .between(10, 39));

    assertThat(seen.directFull(OptionalLong.empty())).as("the heap is the limit").isPresent();
    assertThat(seen.directFull(OptionalLong.of(1_024 * MIB))).isEmpty();
    assertThat(seen.metaspaceFull(OptionalLong.of(80 * MIB))).isPresent();
    assertThat(seen.metaspaceFull(OptionalLong.empty())).isEmpty();
    assertThat(seen.threadsMany()).isPresent();
  }

  @Test
  void disksAndNodesAreFullByWhatIsLeft() {
    Vitals vitals = Vitals.healthy("1").mib(Vital.LOCAL_DIR_FREE, 3).mib(Vital.NODE_AVAILABLE, 200);

    assertThat(seen(vitals.between(10, 39)).diskFull()).isPresent();
    assertThat(seen(vitals.between(10, 39)).nodeFull()).isPresent();
    assertThat(seen(Vitals.healthy("1").between(10, 39)).nodeFull()).isEmpty();
  }
}
