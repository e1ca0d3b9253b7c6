package io.fizzle.diagnosis;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cases.Vitals;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.read.message.RemovalReasons;
import io.fizzle.signal.Signal;
import io.fizzle.signal.Vital;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a process where flight recordings are all, or nearly all, that was read. */
class LastKnownTest {

  private static Vitals nearlyFull(String executor) {
    return Vitals.healthy(executor)
        .mib(Vital.CGROUP_USED, 701)
        .mib(Vital.CGROUP_LIMIT, 704)
        .is(Vital.RUNNING_TASKS, seconds -> 2)
        .is(Vital.PRESSURE_MEMORY, seconds -> Math.round(seconds * 120));
  }

  private static Diagnosis diagnosis(List<Signal> signals) {
    return Diagnostician.standard().diagnose(application(signals));
  }

  private static List<String> known(List<Signal> signals) {
    return LastKnown.of(diagnosis(signals)).stream().map(Reading::says).toList();
  }

  private static List<Signal> recorded(Vitals vitals, boolean orderly) {
    List<Signal> signals = new ArrayList<>(vitals.between(10, 39));
    signals.add(vitals.ended(39, orderly));
    return signals;
  }

  @Test
  void aContainerThatStoodAtItsLimitWhenTheRecordingBrokeOffIsKnownAndNoVerdict() {
    List<Signal> signals = recorded(nearlyFull("2"), false);

    assertThat(diagnosis(signals).verdict().cause()).isEqualTo("undetermined");
    assertThat(known(signals))
        .containsExactly(
            "executor 2: it had 200 MiB of its heap of 512 MiB in use (100 MiB live after a"
                + " collection), 701 MiB of its container's limit of 704 MiB, 600 MiB resident, 2"
                + " running tasks, 1 % of its last ten seconds in GC, 12 % of its last ten seconds"
                + " waiting for memory at its last sample",
            "executor 2: its container held 701 MiB of its limit of 704 MiB at its last sample",
            "executor 2: its recording breaks off: it was killed or crashed, or still ran when the"
                + " recording was copied");
  }

  @Test
  void aRecordingThatWasClosedSaysThatTheProcessEndedInOrder() {
    assertThat(known(recorded(Vitals.healthy("2"), true)))
        .endsWith(
            "executor 2: its recording was closed in order: it ended by itself, or was told to")
        .hasSize(2);
  }

  @Test
  void ofManyRecordingsThoseThatBreakOffAndSayMostComeFirst() {
    List<Signal> signals = new ArrayList<>(recorded(nearlyFull("1"), true));
    signals.addAll(recorded(Vitals.healthy("2"), false));
    signals.addAll(recorded(nearlyFull("3"), false));

    assertThat(known(signals).stream().map(one -> one.substring(0, "executor n".length())))
        .containsExactly(
            "executor 3",
            "executor 3",
            "executor 3",
            "executor 2",
            "executor 2",
            "executor 1",
            "executor 1",
            "executor 1");
  }

  @Test
  void theLastSampleOfALossThatStaysUndeterminedIsShownToo() {
    List<Signal> signals =
        new ArrayList<>(
            List.of(added("1", 5), removed("1", 40, RemovalReasons.parse("worker said nothing"))));
    signals.addAll(recorded(Vitals.healthy("1"), false));

    assertThat(diagnosis(signals).verdict().cause()).isEqualTo("undetermined");
    assertThat(known(signals))
        .containsExactly(
            "it had 200 MiB of its heap of 512 MiB in use (100 MiB live after a collection), 600"
                + " MiB resident, 1 % of its last ten seconds in GC, 1.0 s before its end was"
                + " noticed");
  }

  @Test
  void aCauseNeedsNoLastSample() {
    List<Signal> signals = new ArrayList<>(List.of(added("1", 5), removed("1", 40, exit(52))));
    signals.addAll(recorded(Vitals.healthy("1"), false));

    assertThat(diagnosis(signals).verdict().cause()).isNotEqualTo("undetermined");
    assertThat(known(signals)).isEmpty();
  }
}
