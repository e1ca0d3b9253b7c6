package io.fizzle.application;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one JVM's GC log says, in constant memory.
 *
 * <p>Stopped time is stop-the-world pauses and, for the concurrent collectors, allocation stalls
 * and degenerated cycles: ZGC's pauses are microseconds while its application starves. A stop of
 * all threads that no collection explains is counted and told apart: the way to a safepoint, a heap
 * dump or a thread dump is no garbage collection, however long it took.
 */
public final class GcProfile {
  private static final int FULL_COLLECTIONS_KEPT = 64;

  /**
   * A collection of the whole heap.
   *
   * @param before bytes in use before it, -1 where not told
   * @param after bytes in use after it, -1 where not told
   * @param capacity committed bytes, -1 where not told
   */
  public record FullCollection(Evidence evidence, long before, long after, long capacity) {

    /** Share of the used heap that it freed, 0 to 1; -1 where not told. */
    public double recovered() {
      return before <= 0 || after < 0 ? -1 : Math.max(0, before - after) / (double) before;
    }
  }

  private final Map<PauseKind, Long> counts = new EnumMap<>(PauseKind.class);
  private final Map<PauseKind, Long> micros = new EnumMap<>(PauseKind.class);
  private final StallSeries stalls = new StallSeries();
  private final TimeBuckets heap = TimeBuckets.peaks();
  private final Deque<FullCollection> fullCollections = new ArrayDeque<>();
  private @Nullable GcPause longest;
  private @Nullable GcPause last;
  private JvmSignal.@Nullable Started started;
  private JvmSignal.@Nullable GcLogEnded ended;
  private @Nullable Evidence any;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private long uptimeToEpoch = Long.MIN_VALUE;
  private long openSince = Long.MIN_VALUE;
  private long longestGap;

  GcProfile() {}

  void add(GcPause pause) {
    counts.merge(pause.kind(), 1L, Long::sum);
    micros.merge(pause.kind(), pause.pauseMicros(), Long::sum);
    boolean collecting = pause.kind() != PauseKind.OTHER;
    if (collecting && (longest == null || pause.pauseMicros() > longest.pauseMicros())) {
      longest = pause;
    }
    last = pause;
    any = pause.evidence();
    Instant time = pause.evidence().time();
    if (time != null && pause.uptimeMillis() >= 0) {
      uptimeToEpoch = time.toEpochMilli() - pause.uptimeMillis();
    }
    long start = lineMillis(pause);
    if (start != Long.MIN_VALUE) {
      long duration = Math.max(1, pause.pauseMicros() / 1000);
      stalls.add(start, !collecting || pause.pauseMicros() < 1000 ? 0 : duration);
      if (pause.heapAfter() >= 0) {
        heap.note(start, (double) pause.heapAfter());
      }
      if (lastMillis != Long.MIN_VALUE) {
        longestGap = Math.max(longestGap, start - lastMillis);
      }
      firstMillis = Math.min(firstMillis, start);
      lastMillis = Math.max(lastMillis, start + duration);
    }
    if (isFull(pause)) {
      keep(
          new FullCollection(
              pause.evidence(), pause.heapBefore(), pause.heapAfter(), pause.heapCapacity()));
    }
  }

  /** ZGC and Shenandoah tell what a cycle freed apart from its short pauses. */
  void add(JvmSignal.HeapOccupancy occupancy) {
    any = any == null ? occupancy.evidence() : any;
    Instant time = occupancy.evidence().time();
    if (time != null && occupancy.heapAfter() >= 0) {
      heap.note(time.toEpochMilli(), (double) occupancy.heapAfter());
    }
    if (occupancy.full()) {
      keep(
          new FullCollection(
              occupancy.evidence(),
              occupancy.heapBefore(),
              occupancy.heapAfter(),
              occupancy.heapCapacity()));
    }
  }

  private void keep(FullCollection collection) {
    if (fullCollections.size() == FULL_COLLECTIONS_KEPT) {
      fullCollections.removeFirst();
    }
    fullCollections.addLast(collection);
  }

  /** The JVM went into a pause that the log does not see end. */
  void add(JvmSignal.UnfinishedPause pause) {
    any = any == null ? pause.evidence() : any;
    Instant time = pause.evidence().time();
    if (time != null) {
      openSince = time.toEpochMilli();
    } else if (!hasClock() && pause.uptimeMillis() >= 0) {
      openSince = pause.uptimeMillis();
    }
  }

  void add(JvmSignal.Started signal) {
    started = signal;
    any = any == null ? signal.evidence() : any;
  }

  void add(JvmSignal.GcLogEnded signal) {
    ended = signal;
    any = any == null ? signal.evidence() : any;
    if (uptimeToEpoch != Long.MIN_VALUE && signal.uptimeMillis() >= 0) {
      lastMillis = Math.max(lastMillis, uptimeToEpoch + signal.uptimeMillis());
    } else if (signal.evidence().time() != null) {
      lastMillis = Math.max(lastMillis, signal.evidence().time().toEpochMilli());
    } else if (!hasClock() && signal.uptimeMillis() >= 0) {
      lastMillis = Math.max(lastMillis, signal.uptimeMillis());
    }
  }

  /** A Metadata GC Threshold collection at start-up says nothing about the heap. */
  private static boolean isFull(GcPause pause) {
    return (pause.kind() == PauseKind.FULL || pause.kind() == PauseKind.DEGENERATED)
        && !pause.cause().contains("Metadata");
  }

  private long lineMillis(GcPause pause) {
    Instant time = pause.evidence().time();
    if (time != null) {
      return time.toEpochMilli();
    }
    return pause.uptimeMillis() >= 0 && !hasClock() ? pause.uptimeMillis() : Long.MIN_VALUE;
  }

  /** True where the log's times can be laid on the common clock. */
  public boolean hasClock() {
    return uptimeToEpoch != Long.MIN_VALUE || (last != null && last.evidence().time() != null);
  }

  /** Pauses of one kind. */
  public long count(PauseKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Total stopped time of one kind. */
  public Duration total(PauseKind kind) {
    return Duration.ofNanos(micros.getOrDefault(kind, 0L) * 1000);
  }

  public Optional<GcPause> longestPause() {
    return Optional.ofNullable(longest);
  }

  public Optional<GcPause> lastPause() {
    return Optional.ofNullable(last);
  }

  public Optional<JvmSignal.Started> jvm() {
    return Optional.ofNullable(started);
  }

  public Optional<JvmSignal.GcLogEnded> end() {
    return Optional.ofNullable(ended);
  }

  /** A citation that stands for the log as a whole. */
  public Evidence evidence() {
    if (last != null) {
      return last.evidence();
    }
    if (any == null) {
      throw new IllegalStateException("an empty GC profile is never published");
    }
    return any;
  }

  boolean isEmpty() {
    return any == null;
  }

  /** When the JVM started, on the common clock; empty where the log has no dates or no uptime. */
  public Optional<Instant> jvmStart() {
    return uptimeToEpoch == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(uptimeToEpoch));
  }

  /** True where the log ends inside a pause. */
  public boolean endsInPause() {
    return openSince != Long.MIN_VALUE;
  }

  /**
   * From when on the log tells of its JVM, on the common clock: the JVM's start, else its first
   * pause; empty where the log has no dates.
   */
  public Optional<Instant> logStart() {
    return jvmStart()
        .or(
            () ->
                hasClock() && firstMillis != Long.MAX_VALUE
                    ? Optional.of(Instant.ofEpochMilli(firstMillis))
                    : Optional.empty());
  }

  /** Time of the last line, on the common clock; empty where the log has no dates. */
  public Optional<Instant> logEnd() {
    return hasClock() && lastMillis != Long.MIN_VALUE
        ? Optional.of(Instant.ofEpochMilli(lastMillis))
        : Optional.empty();
  }

  /** The longest time between two pauses that follow each other; zero where there are not two. */
  public Duration longestGap() {
    return Duration.ofMillis(longestGap);
  }

  /** Length of the time that the log covers. */
  public Duration covered() {
    return lastMillis <= firstMillis ? Duration.ZERO : Duration.ofMillis(lastMillis - firstMillis);
  }

  /** Share of stopped time, 0 to 1, in the window that ends at {@code end} on the common clock. */
  public double stoppedShare(Instant end, Duration window) {
    long to = end.toEpochMilli();
    return share(to - window.toMillis(), to);
  }

  /** Share of stopped time, 0 to 1, in the log's own last seconds; works without dates. */
  public double stoppedShareAtEnd(Duration window) {
    if (lastMillis == Long.MIN_VALUE) {
      return 0;
    }
    long from = Math.max(firstMillis, lastMillis - window.toMillis());
    return share(from, lastMillis);
  }

  private double share(long from, long to) {
    if (to <= from) {
      return 0;
    }
    long open = openSince == Long.MIN_VALUE ? 0 : Math.max(0, to - Math.max(from, openSince));
    return Math.min(1, (stalls.stalledBetween(from, to) + open) / (double) (to - from));
  }

  /** Bytes in use after collections: the highest of each bucket on {@link #hasClock the clock}. */
  public TimeBuckets heapAfterCollections() {
    return heap;
  }

  /**
   * The last full collections before a time, latest last.
   *
   * @param before only collections that began before it; null for all. Those without a date count
   *     as before
   * @param most how many at the most, 64 at the most
   */
  public List<FullCollection> fullCollections(@Nullable Instant before, int most) {
    List<FullCollection> earlier =
        fullCollections.stream().filter(collection -> isBefore(collection, before)).toList();
    return earlier.subList(Math.max(0, earlier.size() - most), earlier.size());
  }

  private static boolean isBefore(FullCollection collection, @Nullable Instant time) {
    Instant begun = collection.evidence().time();
    return time == null || begun == null || begun.isBefore(time);
  }
}
