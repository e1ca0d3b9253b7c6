package io.fizzle.incident;

import io.fizzle.application.GcProfile;
import io.fizzle.application.GcProfile.FullCollection;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal.GcLogEnded;
import io.fizzle.signal.JvmSignal.GcPause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JVM's GC activity laid over the time before its end: what tells GC from memory from neither.
 * It comes from its GC log, and where there is none from the samples of its flight recorder.
 *
 * @param window the time that had to be covered for GC to have silenced the heartbeats; the
 *     heartbeat timeout's silence, else ten seconds
 * @param shareInWindow share of stopped time in that window, 0 to 1
 * @param shareBeforeError share of stopped time in the ten seconds before the first out-of-memory
 *     error, or before the end where there was none, 0 to 1
 * @param recovered share of the used heap that the fullest of the last full collections before the
 *     error freed, 0 to 1; -1 where there was none
 * @param occupied share of the heap in use after it, 0 to 1; -1 where not told
 * @param fullCollections full collections before the error, start-up ones for metadata left out
 * @param silence time from the GC log's last line to the process's end: a long one means that the
 *     process stood still or was idle, not that it collected
 * @param longestGap longest time without a line that the log had before: a silence that is no
 *     longer is usual for it
 * @param longestPause the log's longest pause
 * @param sampled true where it comes from the flight recorder: shares are true to the distance of
 *     two samples, about a second
 * @param exact true where the log's dates lie on the common clock, false where only its own end is
 *     known
 * @param misplaced true where the log has dates and was not written when the process ended: it is
 *     of another time, or one of the two clocks is. Then it tells of its own end and errors, and
 *     nothing of the window
 * @param evidence the fullest of the last full collections, else any line of the log
 * @param stallEvidence the longest pause, where it reaches into the window; else the log's end
 * @param collector name of the collector, empty where not told
 * @param heapMax the largest heap in bytes, 0 where not told
 */
public record GcTiming(
    Duration window,
    double shareInWindow,
    double shareBeforeError,
    double recovered,
    double occupied,
    int fullCollections,
    Duration silence,
    Duration longestGap,
    Duration longestPause,
    boolean sampled,
    boolean exact,
    boolean misplaced,
    Evidence evidence,
    Evidence stallEvidence,
    String collector,
    long heapMax) {

  /** Shares before an error are measured over ten seconds: the executor's heartbeat interval. */
  public static final Duration BEFORE_ERROR = Duration.ofSeconds(10);

  /** Spark's text logs write whole seconds: an error at :58 may have come until :59. */
  static final Duration LOG_RESOLUTION = Duration.ofSeconds(1);

  /** Two hosts' clocks differ a little. */
  private static final Duration CLOCK_DIFFERENCE = Duration.ofSeconds(10);

  /** Zones are whole quarters of an hour (IANA time zone database). */
  private static final Duration SMALLEST_ZONE = Duration.ofMinutes(15);

  private static final int LAST_FULL_COLLECTIONS = 5;

  /**
   * Lays a GC log over a process's end.
   *
   * @param end when the process was gone or given up; null where not known
   * @param silenceOfHeartbeats the silence that was seen, zero where heartbeats played no part
   * @param firstError time of the first out-of-memory error; null where there was none
   */
  static GcTiming of(
      GcProfile gc,
      @Nullable Instant end,
      Duration silenceOfHeartbeats,
      @Nullable Instant firstError) {
    Duration window = silenceOfHeartbeats.isZero() ? BEFORE_ERROR : silenceOfHeartbeats;
    boolean misplaced = end != null && isMisplaced(gc, end, silenceOfHeartbeats);
    boolean exact = gc.hasClock() && end != null && !misplaced;
    double inWindow =
        exact && end != null ? gc.stoppedShare(end, window) : gc.stoppedShareAtEnd(window);
    Instant error = firstError != null ? firstError : gc.logEnd().orElse(null);
    double beforeError =
        gc.hasClock() && error != null
            ? gc.stoppedShare(earliest(error, gc.logEnd().orElse(error)), BEFORE_ERROR)
            : gc.stoppedShareAtEnd(BEFORE_ERROR);
    Instant latest = firstError == null ? null : firstError.plus(LOG_RESOLUTION);
    FullCollection last = fullest(gc.fullCollections(latest, LAST_FULL_COLLECTIONS));
    long capacity = heapMax(gc, last);
    return new GcTiming(
        window,
        inWindow,
        beforeError,
        last == null ? -1 : last.recovered(),
        last == null || last.after() < 0 || capacity <= 0
            ? -1
            : Math.min(1, last.after() / (double) capacity),
        gc.fullCollections(latest, Integer.MAX_VALUE).size(),
        misplaced ? Duration.ZERO : silence(gc, end),
        gc.longestGap(),
        gc.longestPause()
            .map(pause -> Duration.ofNanos(pause.pauseMicros() * 1000))
            .orElse(Duration.ZERO),
        false,
        exact,
        misplaced,
        last == null ? gc.evidence() : last.evidence(),
        stallEvidence(gc, end, window),
        gc.jvm().map(jvm -> jvm.collector() == null ? "" : jvm.collector()).orElse(""),
        capacity);
  }

  /** Of a process: from its GC log, else from its flight recorder; empty where neither tells. */
  static Optional<GcTiming> of(
      ProcessLife life, RemovalLedger ledger, @Nullable Instant firstError) {
    Optional<GcTiming> logged =
        life.gc().map(gc -> of(gc, ledger.end(), ledger.silence(), firstError));
    return logged
        .filter(timing -> !timing.misplaced())
        .or(
            () ->
                life.vitals()
                    .flatMap(
                        vitals ->
                            VitalsTiming.of(vitals, ledger.end(), ledger.silence(), firstError)))
        .or(() -> logged);
  }

  /**
   * Heartbeats are missed by a process that has registered, so its log begins before they are. A
   * process that goes on for long after its end was seen is more likely read with a wrong zone.
   */
  private static boolean isMisplaced(GcProfile gc, Instant end, Duration silence) {
    boolean before =
        gc.logStart()
            .filter(start -> end.minus(silence).plus(CLOCK_DIFFERENCE).isBefore(start))
            .isPresent();
    return before || gc.logEnd().filter(last -> last.minus(SMALLEST_ZONE).isAfter(end)).isPresent();
  }

  private static Evidence stallEvidence(GcProfile gc, @Nullable Instant end, Duration window) {
    Evidence ending = gc.end().map(GcLogEnded::evidence).orElse(gc.evidence());
    return gc.longestPause()
        .filter(pause -> end != null && reachesInto(pause, end.minus(window)))
        .map(GcPause::evidence)
        .orElse(ending);
  }

  private static boolean reachesInto(GcPause pause, Instant windowStart) {
    Instant start = pause.evidence().time();
    return start != null && start.plusNanos(pause.pauseMicros() * 1000).isAfter(windowStart);
  }

  private static Instant earliest(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration silence(GcProfile gc, @Nullable Instant end) {
    if (end == null || gc.logEnd().isEmpty() || end.isBefore(gc.logEnd().get())) {
      return Duration.ZERO;
    }
    return Duration.between(gc.logEnd().get(), end);
  }

  private static long heapMax(GcProfile gc, @Nullable FullCollection last) {
    long declared = gc.jvm().map(jvm -> jvm.maxHeapBytes()).orElse(0L);
    if (declared > 0) {
      return declared;
    }
    return last == null ? 0 : Math.max(0, last.capacity());
  }

  /**
   * The one of the last full collections that left most in the heap: after an error the dying task
   * lets go of its objects, and the next collection finds plenty.
   */
  private static @Nullable FullCollection fullest(List<FullCollection> last) {
    return last.stream()
        .filter(collection -> collection.after() >= 0)
        .max(Comparator.comparingLong(FullCollection::after))
        .orElse(null);
  }
}
