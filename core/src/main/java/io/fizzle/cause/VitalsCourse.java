package io.fizzle.cause;

import io.fizzle.cause.LastVitals.Reading;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the flight recorder's pace tells: whether the process ran or stood still while its
 * heartbeats were missed, and whether it ended in order.
 */
public final class VitalsCourse {
  /** A heap that takes so long once may take longer the next time. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

  private final LastSample last;

  private VitalsCourse(LastSample last) {
    this.last = last;
  }

  /** Of a lost process; empty where it was not recorded. */
  public static Optional<VitalsCourse> of(ProcessLost lost) {
    return LastSample.of(lost).map(VitalsCourse::new);
  }

  /**
   * The recorder kept its pace through the whole silence of the heartbeats: the process ran.
   *
   * @param silence of the heartbeats before the end, above zero
   */
  public Optional<Reading> ranThroughSilence(Duration silence) {
    List<VitalsSampled> within = last.profile().between(last.end().minus(silence), last.end());
    boolean whole = !within.isEmpty() && longestGap(silence).compareTo(LastSample.STOOD_STILL) < 0;
    return whole
        ? Optional.of(
            last.reading(
                "its flight recorder took "
                    + within.size()
                    + " samples in the silence and none was late: the process ran"))
        : Optional.empty();
  }

  /** The recorder stood still for most of the silence, and nothing announced it. */
  public Optional<Reading> frozeInCalm(Duration silence) {
    boolean calm =
        last.share(Vital.GC_PAUSED).orElse(1) <= Signs.RULED_OUT
            && longestPause().compareTo(LONG_PAUSE) < 0
            && last.liveHeap().orElse(0) <= LastVitals.CALM;
    return frozen(silence) && calm
        ? Optional.of(
            last.reading(
                "its flight recorder fell silent too, after GC had taken "
                    + Numbers.percent(last.share(Vital.GC_PAUSED).orElse(0))
                    + " of ten seconds"))
        : Optional.empty();
  }

  /** The recorder stood still for most of the silence, and long collections had begun before. */
  public Optional<Reading> frozeInCollections(Duration silence) {
    boolean collecting =
        last.share(Vital.GC_PAUSED).orElse(0) >= Signs.QUIET
            || longestPause().compareTo(LONG_PAUSE) >= 0;
    return frozen(silence) && collecting
        ? Optional.of(
            last.reading(
                "before its flight recorder fell silent GC had taken "
                    + Numbers.percent(last.share(Vital.GC_PAUSED).orElse(0))
                    + " of ten seconds, with pauses of up to "
                    + Numbers.duration(longestPause())))
        : Optional.empty();
  }

  /** In the ten seconds before the last sample. */
  private Duration longestPause() {
    return Duration.ofMillis(
        last.lastSeconds().stream()
            .mapToLong(signs -> signs.orZero(Vital.GC_LONGEST))
            .max()
            .orElse(0));
  }

  /**
   * The recorder was closed by its process, which ends so by {@code System.exit} and by SIGTERM.
   */
  public Optional<Reading> saidFarewell() {
    return last.profile()
        .end()
        .filter(VitalsEnded::orderly)
        .map(
            closed ->
                new Reading(
                    closed.evidence(), "its shutdown hooks ran: they closed the flight recording"));
  }

  /** The recording just stops: no shutdown hook ran. Empty where its end is not known. */
  public Optional<Reading> endedWithoutFarewell() {
    return last.profile()
        .end()
        .filter(stopped -> !stopped.orderly())
        .map(
            stopped ->
                last.reading(
                    "no shutdown hook ran, as System.exit would have them: the flight recording"
                        + " just stops"));
  }

  private boolean frozen(Duration silence) {
    return longestGap(silence).compareTo(silence.dividedBy(2)) > 0;
  }

  /** The longest time within the silence from one sample to the next, or to the end. */
  private Duration longestGap(Duration silence) {
    Instant previous = last.end().minus(silence);
    Duration longest = Duration.ZERO;
    for (VitalsSampled sample : last.profile().between(previous, last.end())) {
      longest = longer(longest, Duration.between(previous, sample.vitals().time()));
      previous = sample.vitals().time();
    }
    return longer(longest, Duration.between(previous, last.end()));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
