package io.fizzle.incident;

import io.fizzle.application.VitalsProfile;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * GC timing from the samples of a flight recorder, for processes without a GC log.
 *
 * <p>A pause counts when it has ended, and a recorder that stands still with its process takes no
 * sample: what lies between the last sample and the end is not seen. A window of which too much is
 * not seen gives no timing, because silence would pass for calm.
 */
final class VitalsTiming {

  /** More of the window unseen than this, and the share of the rest says little of it. */
  private static final double MOST_UNSEEN = 0.4;

  /** What was seen alone decides where it fills so much of a silence ({@code gc-stall}). */
  private static final double FILLS = 0.8;

  /** The heap after the last attempts to make room is looked for so far before the error. */
  private static final Duration LAST_COLLECTIONS = Duration.ofSeconds(15);

  /**
   * Stopped time in a window.
   *
   * @param stopped milliseconds that were seen
   * @param seen milliseconds of the window that the samples cover
   * @param length of the window, milliseconds, above 0
   */
  private record Stopped(double stopped, double seen, double length) {
    boolean isSeen() {
      return length - seen <= MOST_UNSEEN * length;
    }

    boolean fills() {
      return stopped >= FILLS * length;
    }

    /** Of the part that was seen; of the whole where that alone fills it. */
    double share() {
      return Math.min(1, fills() ? stopped / length : stopped / Math.max(1, seen));
    }
  }

  private VitalsTiming() {}

  /**
   * Lays the samples over a process's end.
   *
   * @param end when the process was gone or given up; null where not known
   * @param silence of the heartbeats, zero where they played no part
   * @param firstError time of the first out-of-memory error; null where there was none
   * @return empty where the samples do not reach the window, or do not count pauses
   */
  static Optional<GcTiming> of(
      VitalsProfile vitals, @Nullable Instant end, Duration silence, @Nullable Instant firstError) {
    Instant last = vitals.last().vitals().time();
    Duration window = silence.isZero() ? GcTiming.BEFORE_ERROR : silence;
    Optional<Stopped> inWindow = stopped(vitals, end == null ? last : end, window);
    Instant error = firstError != null ? firstError : end != null ? end : last;
    Optional<Stopped> beforeError = stopped(vitals, error, GcTiming.BEFORE_ERROR);
    if (inWindow.isEmpty() || beforeError.isEmpty()) {
      return Optional.empty();
    }
    boolean known = inWindow.get().isSeen() || inWindow.get().fills();
    if (!known || (firstError != null && !beforeError.get().isSeen())) {
      return Optional.empty();
    }
    return Optional.of(
        timing(vitals, window, inWindow.get(), beforeError.get(), end == null ? last : end));
  }

  private static GcTiming timing(
      VitalsProfile vitals, Duration window, Stopped inWindow, Stopped beforeError, Instant end) {
    VitalsSampled fullest = fullest(vitals, end);
    VitalSigns at = fullest.vitals();
    long heap = Math.max(0, at.orZero(Vital.HEAP_MAX));
    long full =
        Math.max(
            0,
            vitals.last().vitals().orZero(Vital.GC_FULL_COUNT)
                - vitals.first().vitals().orZero(Vital.GC_FULL_COUNT));
    Optional<VitalsSampled> longest = vitals.highest(Vital.GC_LONGEST);
    return new GcTiming(
        window,
        inWindow.share(),
        beforeError.share(),
        -1,
        full == 0 || heap == 0 || !at.knows(Vital.HEAP_AFTER_GC)
            ? -1
            : Math.min(1, at.get(Vital.HEAP_AFTER_GC) / (double) heap),
        (int) Math.min(Integer.MAX_VALUE, full),
        silence(vitals, end),
        Duration.ZERO,
        Duration.ofMillis(longest.map(top -> top.vitals().get(Vital.GC_LONGEST)).orElse(0L)),
        true,
        true,
        false,
        fullest.evidence(),
        stallEvidence(vitals, end, window),
        "",
        heap);
  }

  /** Growth of the pauses' sum over the part of the window that samples cover. */
  private static Optional<Stopped> stopped(VitalsProfile vitals, Instant end, Duration window) {
    Instant last = vitals.last().vitals().time();
    Instant first = vitals.first().vitals().time();
    Instant from = end.minus(window);
    Instant to = end.isAfter(last) ? last : end;
    OptionalLong after = vitals.valueAt(Vital.GC_PAUSED, to);
    OptionalLong before = vitals.valueAt(Vital.GC_PAUSED, from);
    if (after.isEmpty() || before.isEmpty() || !to.isAfter(from)) {
      return Optional.empty();
    }
    // pauses before the first sample are in its value; as many as fit lie in the window
    long unsampled = Math.max(0, Duration.between(from, first).toMillis());
    long stopped = after.getAsLong() - before.getAsLong() + Math.min(unsampled, before.getAsLong());
    return Optional.of(
        new Stopped(
            Math.max(0, stopped), Duration.between(from, to).toMillis(), window.toMillis()));
  }

  private static Duration silence(VitalsProfile vitals, Instant end) {
    Instant last = vitals.lastBefore(end).orElse(vitals.first()).vitals().time();
    boolean livedOn = vitals.last().vitals().time().isAfter(end);
    return livedOn || end.isBefore(last) ? Duration.ZERO : Duration.between(last, end);
  }

  /** The last samples' highest live heap: after the error the dying task lets go of its objects. */
  private static VitalsSampled fullest(VitalsProfile vitals, Instant end) {
    List<VitalsSampled> close =
        vitals.between(end.minus(LAST_COLLECTIONS), end.plus(GcTiming.LOG_RESOLUTION));
    return close.stream()
        .filter(sample -> sample.vitals().knows(Vital.HEAP_AFTER_GC))
        .max(Comparator.comparingLong(sample -> sample.vitals().get(Vital.HEAP_AFTER_GC)))
        .orElse(vitals.lastBefore(end).orElse(vitals.first()));
  }

  private static Evidence stallEvidence(VitalsProfile vitals, Instant end, Duration window) {
    return vitals.between(end.minus(window), end).stream()
        .max(Comparator.comparingLong(sample -> sample.vitals().orZero(Vital.GC_LONGEST)))
        .orElse(vitals.last())
        .evidence();
  }
}
