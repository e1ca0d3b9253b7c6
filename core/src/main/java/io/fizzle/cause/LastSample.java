package io.fizzle.cause;

import io.fizzle.application.VitalsProfile;
import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The last sample of a flight recording before a process's end, and what led there.
 *
 * @param profile the recording
 * @param sample the last one at or before the end, else the first
 * @param end when the process was gone or given up; the last sample's time where nobody tells
 */
record LastSample(VitalsProfile profile, VitalsSampled sample, Instant end) {
  /** A second behind its plan is a busy machine; longer, and the process stood still. */
  static final Duration STOOD_STILL = Duration.ofSeconds(4);

  /** As for GC logs: the executor's heartbeat interval. */
  private static final Duration BEFORE_END = Duration.ofSeconds(10);

  static Optional<LastSample> of(ProcessLost lost) {
    Instant end = lost.ledger().end();
    return lost.life().vitals().map(profile -> end == null ? of(profile) : before(profile, end));
  }

  static LastSample of(VitalsProfile profile) {
    return before(profile, profile.last().vitals().time());
  }

  private static LastSample before(VitalsProfile profile, Instant end) {
    return new LastSample(profile, profile.lastBefore(end).orElse(profile.first()), end);
  }

  VitalSigns signs() {
    return sample.vitals();
  }

  /** The sample before the last one. */
  Optional<VitalSigns> before() {
    return profile.lastBefore(signs().time().minusMillis(1)).map(VitalsSampled::vitals);
  }

  /** The first sample of the recording. */
  VitalSigns first() {
    return profile.first().vitals();
  }

  /** From the last sample to the end; negative where the recording begins after it. */
  Duration age() {
    return Duration.between(signs().time(), end);
  }

  /** Says something of the last sample, and how old it was. */
  Reading reading(String says) {
    // the removal is noticed a little after the end, and text logs write whole seconds
    String ago =
        age().toMillis() < 100
            ? " at its last sample"
            : ", " + Numbers.duration(age()) + " before its end was noticed";
    return new Reading(sample.evidence(), says + ago);
  }

  /** The samples of the ten seconds up to the last one. */
  List<VitalSigns> lastSeconds() {
    return profile.between(signs().time().minus(BEFORE_END), signs().time()).stream()
        .map(VitalsSampled::vitals)
        .toList();
  }

  /** Growth of a sum of milliseconds over the ten seconds before the last sample, 0 to 1. */
  OptionalDouble share(Vital vital) {
    List<VitalSigns> window = lastSeconds().stream().filter(one -> one.knows(vital)).toList();
    if (window.size() < 2) {
      return OptionalDouble.empty();
    }
    VitalSigns from = window.get(0);
    VitalSigns to = window.get(window.size() - 1);
    long passed = Duration.between(from.time(), to.time()).toMillis();
    return passed <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.max(0, Math.min(1, (to.get(vital) - from.get(vital)) / (double) passed)));
  }

  /** The share of the largest heap in use after the last collection, 0 to 1. */
  OptionalDouble liveHeap() {
    return signs().knows(Vital.HEAP_AFTER_GC) && signs().get(Vital.HEAP_MAX) > 0
        ? OptionalDouble.of(
            Math.min(1, signs().get(Vital.HEAP_AFTER_GC) / (double) signs().get(Vital.HEAP_MAX)))
        : OptionalDouble.empty();
  }

  long held() {
    return held(signs());
  }

  /** True where the container has a limit of its own: one above the machine's memory is none. */
  boolean hasLimit() {
    return signs().get(Vital.CGROUP_LIMIT) > 0
        && held() >= 0
        && (!signs().knows(Vital.NODE_TOTAL)
            || signs().get(Vital.CGROUP_LIMIT) < signs().get(Vital.NODE_TOTAL));
  }

  /** Memory charged to the container that the kernel cannot take back, bytes; -1 where not told. */
  static long held(VitalSigns signs) {
    return signs.knows(Vital.CGROUP_USED)
        ? Math.max(0, signs.get(Vital.CGROUP_USED) - signs.orZero(Vital.CGROUP_CACHE))
        : VitalSigns.UNKNOWN;
  }
}
