package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the flight recorder measured of one process: its last samples, and the highest of each vital
 * over all of them, in constant memory.
 */
public final class VitalsProfile {

  /** Ten minutes at one sample a second, which is what the recorder itself keeps. */
  private static final int KEPT = 600;

  private final Deque<VitalsSampled> samples = new ArrayDeque<>();
  private final Map<Vital, VitalsSampled> highest = new EnumMap<>(Vital.class);
  private @Nullable VitalsEnded ended;
  private long count;

  VitalsProfile() {}

  void add(VitalsSampled sample) {
    count++;
    if (samples.size() == KEPT) {
      samples.removeFirst();
    }
    samples.addLast(sample);
    for (Vital vital : Vital.values()) {
      VitalsSampled top = highest.get(vital);
      if (sample.vitals().knows(vital)
          && (top == null || sample.vitals().get(vital) > top.vitals().get(vital))) {
        highest.put(vital, sample);
      }
    }
  }

  void add(VitalsEnded end) {
    ended = end;
  }

  boolean isEmpty() {
    return samples.isEmpty();
  }

  /** Samples read, those that were not kept included. */
  public long count() {
    return count;
  }

  /** The kept samples, earliest first; a process that was sampled by two sources has each once. */
  public List<VitalsSampled> samples() {
    List<VitalsSampled> sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparing(sample -> sample.vitals().time()));
    List<VitalsSampled> once = new ArrayList<>(sorted.size());
    for (VitalsSampled sample : sorted) {
      if (once.isEmpty()
          || !once.get(once.size() - 1).vitals().time().equals(sample.vitals().time())) {
        once.add(sample);
      }
    }
    return once;
  }

  /** The last sample of all. */
  public VitalsSampled last() {
    List<VitalsSampled> all = samples();
    return all.get(all.size() - 1);
  }

  /** The last sample at or before this time. */
  public Optional<VitalsSampled> lastBefore(Instant time) {
    return samples().stream()
        .filter(sample -> !sample.vitals().time().isAfter(time))
        .reduce((earlier, later) -> later);
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
   * Growth of a cumulative vital of milliseconds as a share of the time that passed, 0 to 1: of
   * {@link Vital#GC_PAUSED}, the share of time in GC.
   *
   * @param end of the window; samples after it do not count
   * @return empty where fewer than two samples of the window tell it
   */
  public OptionalDouble share(Vital vital, Instant end, Duration window) {
    List<VitalSigns> within =
        samples().stream()
            .map(VitalsSampled::vitals)
            .filter(signs -> signs.knows(vital))
            .filter(signs -> !signs.time().isAfter(end))
            .filter(signs -> !signs.time().isBefore(end.minus(window)))
            .toList();
    if (within.size() < 2) {
      return OptionalDouble.empty();
    }
    VitalSigns first = within.get(0);
    VitalSigns last = within.get(within.size() - 1);
    long passed = Duration.between(first.time(), last.time()).toMillis();
    long grown = Math.max(0, last.get(vital) - first.get(vital));
    return passed <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, grown / (double) passed));
  }
}
