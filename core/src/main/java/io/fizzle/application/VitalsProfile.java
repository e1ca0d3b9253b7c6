package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the flight recorder measured of one process: its last samples, and the highest of each vital
 * over all of them, in constant memory. A sample that several sources have counts once.
 */
public final class VitalsProfile {

  /** Ten minutes at one sample a second, which is what the recorder itself keeps. */
  private static final int KEPT = 600;

  private final NavigableMap<Instant, VitalsSampled> samples = new TreeMap<>();
  private final Map<Vital, VitalsSampled> highest = new EnumMap<>(Vital.class);
  private @Nullable VitalsEnded ended;

  VitalsProfile() {}

  void add(VitalsSampled sample) {
    samples.putIfAbsent(sample.vitals().time(), sample);
    if (samples.size() > KEPT) {
      samples.pollFirstEntry();
    }
    for (Vital vital : Vital.values()) {
      VitalsSampled top = highest.get(vital);
      if (sample.vitals().knows(vital)
          && (top == null || sample.vitals().get(vital) > top.vitals().get(vital))) {
        highest.put(vital, sample);
      }
    }
  }

  /** Sources may tell of one recording; that it ended in order is known only to who saw it. */
  void add(VitalsEnded end) {
    if (ended == null || !ended.orderly()) {
      ended = end;
    }
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  /** The kept samples, earliest first; at least one. */
  public List<VitalsSampled> samples() {
    return List.copyOf(samples.values());
  }

  /** The earliest sample that was kept. */
  public VitalsSampled first() {
    return samples.firstEntry().getValue();
  }

  /** The last sample of all. */
  public VitalsSampled last() {
    return samples.lastEntry().getValue();
  }

  /** The last sample at or before this time. */
  public Optional<VitalsSampled> lastBefore(Instant time) {
    return Optional.ofNullable(samples.floorEntry(time)).map(Map.Entry::getValue);
  }

  /** The first sample after this time. */
  public Optional<VitalsSampled> firstAfter(Instant time) {
    return Optional.ofNullable(samples.higherEntry(time)).map(Map.Entry::getValue);
  }

  /** The samples from one time to another, both included, earliest first. */
  public List<VitalsSampled> between(Instant from, Instant to) {
    return from.isAfter(to)
        ? List.of()
        : List.copyOf(samples.subMap(from, true, to, true).values());
  }

  /** The sample with the highest value of this vital, of all that were read. */
  public Optional<VitalsSampled> highest(Vital vital) {
    return Optional.ofNullable(highest.get(vital));
  }

  /** How the recording ended; empty where it came without its end, as from an event log. */
  public Optional<VitalsEnded> end() {
    return Optional.ofNullable(ended);
  }

  /** A citation that stands for the recording. */
  public Evidence evidence() {
    return last().evidence();
  }

  /**
   * A cumulative vital at this time: between two samples in proportion to the time, so that it is
   * true to the distance of two samples; before the first sample its value, after the last one
   * unknown.
   */
  public OptionalLong valueAt(Vital vital, Instant time) {
    VitalSigns before = lastBefore(time).map(VitalsSampled::vitals).orElse(first().vitals());
    VitalSigns after = firstAfter(time).map(VitalsSampled::vitals).orElse(before);
    if (!before.knows(vital) || !after.knows(vital) || time.isAfter(last().vitals().time())) {
      return OptionalLong.empty();
    }
    long gap = Duration.between(before.time(), after.time()).toMillis();
    long passed = Math.max(0, Duration.between(before.time(), time).toMillis());
    long grown = after.get(vital) - before.get(vital);
    return OptionalLong.of(before.get(vital) + (gap <= 0 ? 0 : grown * passed / gap));
  }
}
