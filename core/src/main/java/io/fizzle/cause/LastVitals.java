package io.fizzle.cause;

import io.fizzle.application.VitalsProfile;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.JvmSignal.VitalsEnded;
import io.fizzle.signal.JvmSignal.VitalsSampled;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the flight recorder's last samples before a process's end mean: the readings that causes
 * share, as {@link Signs} does for everything else.
 *
 * <p>The last sample is up to a second older than the end, more where the process was starved. So
 * nothing here proves what ended the process; a level that was reached does say what it was close
 * to.
 */
public final class LastVitals {
  /** Memory that cannot be taken back, at this share of a limit: the rest goes in a second. */
  static final double FULL = 0.92;

  /** Below this share of a limit nothing was close to it. */
  static final double CALM = 0.80;

  /** Of the node's memory; the kernel's own reserves keep about 1 % (vm.min_free_kbytes). */
  private static final double NODE_SHORT = 0.03;

  private static final double NODE_CALM = 0.10;

  /**
   * Share of time in which no task of the cgroup, or of the node, could go on for lack of memory.
   */
  private static final double STALLED = 0.10;

  /** What a thread can touch for the first time in a second, page faults included. */
  private static final long FILLED_PER_SECOND = 2L << 30;

  /** Of a volume: less than a shuffle block or two, so that the next write fails. */
  private static final long DISK_SHORT = 32L << 20;

  /**
   * An executor at rest has some sixty; limits of a user or a container begin at about a thousand.
   */
  private static final long MANY_THREADS = 500;

  /** A second behind its plan is a busy machine; longer, and the process stood still. */
  private static final Duration STOOD_STILL = Duration.ofSeconds(4);

  /** A heap that takes so long once may take longer the next time. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(1);

  /** How far the growth between two samples is drawn on: no further than the recorder's gap. */
  private static final Duration LONGEST_OUTLOOK = Duration.ofSeconds(3);

  private static final Duration BEFORE_END = Duration.ofSeconds(10);

  /**
   * Something that the recorder saw.
   *
   * @param says in words, with the numbers
   */
  public record Reading(Evidence evidence, String says) {}

  private final VitalsProfile profile;
  private final VitalsSampled last;
  private final Instant end;

  private LastVitals(VitalsProfile profile, Instant end) {
    this.profile = profile;
    this.end = end;
    this.last = profile.lastBefore(end).orElse(profile.first());
  }

  /** Of a lost process; empty where it was not recorded. */
  public static Optional<LastVitals> of(ProcessLost lost) {
    return lost.life().vitals().map(profile -> before(profile, lost.ledger().end()));
  }

  /** Of a recording up to this time. */
  public static LastVitals before(VitalsProfile profile, @Nullable Instant end) {
    Instant lastTime = profile.last().vitals().time();
    return new LastVitals(profile, end == null ? lastTime : end);
  }

  private VitalSigns signs() {
    return last.vitals();
  }

  private Reading reading(String says) {
    return new Reading(last.evidence(), says + ago());
  }

  /** The removal is noticed a little after the end, and text logs write whole seconds. */
  private String ago() {
    Duration ago = Duration.between(signs().time(), end);
    return ago.isNegative() || ago.toMillis() < 100
        ? " at its last sample"
        : ", " + Numbers.duration(ago) + " before its end was noticed";
  }

  /** Memory charged to the container that the kernel cannot take back, bytes; -1 where not told. */
  static long held(VitalSigns signs) {
    return signs.knows(Vital.CGROUP_USED)
        ? Math.max(0, signs.get(Vital.CGROUP_USED) - signs.orZero(Vital.CGROUP_CACHE))
        : VitalSigns.UNKNOWN;
  }

  private boolean hasLimit() {
    return signs().get(Vital.CGROUP_LIMIT) > 0
        && held(signs()) >= 0
        // a limit above the machine's memory is none
        && (!signs().knows(Vital.NODE_TOTAL)
            || signs().get(Vital.CGROUP_LIMIT) < signs().get(Vital.NODE_TOTAL));
  }

  /** The container held nearly all that it may have. */
  public Optional<Reading> containerFull() {
    if (!hasLimit() || held(signs()) < FULL * signs().get(Vital.CGROUP_LIMIT)) {
      return Optional.empty();
    }
    return Optional.of(reading("its container held " + heldOfLimit()));
  }

  /** It did not yet, and grew so fast that it would have before the next sample. */
  public Optional<Reading> containerFilling() {
    Optional<VitalsSampled> before =
        profile.lastBefore(signs().time().minusMillis(1)).filter(one -> held(one.vitals()) >= 0);
    if (!hasLimit() || before.isEmpty() || containerFull().isPresent()) {
      return Optional.empty();
    }
    long grown = held(signs()) - held(before.get().vitals());
    long millis = Duration.between(before.get().vitals().time(), signs().time()).toMillis();
    long left =
        Math.min(LONGEST_OUTLOOK.toMillis(), Duration.between(signs().time(), end).toMillis());
    double perMilli = grown / (double) Math.max(1, millis);
    if (grown <= 0 || held(signs()) + perMilli * left < signs().get(Vital.CGROUP_LIMIT)) {
      return Optional.empty();
    }
    return Optional.of(
        reading(
            "its container held "
                + heldOfLimit()
                + " and grew by "
                + Numbers.bytes(Math.round(perMilli * 1000))
                + " a second"));
  }

  private String heldOfLimit() {
    return Numbers.bytes(held(signs()))
        + " of its limit of "
        + Numbers.bytes(signs().get(Vital.CGROUP_LIMIT));
  }

  /** The kernel killed a process of the container while this one still lived. */
  public Optional<Reading> killBesideIt() {
    long before = profile.first().vitals().get(Vital.CGROUP_OOM_KILLS);
    long after = signs().get(Vital.CGROUP_OOM_KILLS);
    if (before < 0 || after <= before) {
      return Optional.empty();
    }
    return Optional.of(
        reading(
            "its cgroup counted "
                + (after - before)
                + (after - before == 1 ? " kill" : " kills")
                + " for want of memory while it was recorded"));
  }

  /** Processes that it started, Python workers above all, held more memory than the JVM. */
  public Optional<Reading> childrenAboveJvm() {
    long children = signs().orZero(Vital.RESIDENT_CHILDREN);
    if (!signs().knows(Vital.RESIDENT_JVM) || children <= signs().get(Vital.RESIDENT_JVM)) {
      return Optional.empty();
    }
    return Optional.of(
        reading(
            "the processes that it started were resident with "
                + Numbers.bytes(children)
                + ", the JVM itself with "
                + Numbers.bytes(signs().get(Vital.RESIDENT_JVM))));
  }

  /** Nearly all of the heap was in use right after a collection. */
  public Optional<Reading> heapFull() {
    OptionalDouble live = liveHeap();
    return live.isEmpty() || live.getAsDouble() < FULL
        ? Optional.empty()
        : Optional.of(
            reading(
                "its last collection left "
                    + Numbers.percent(live.getAsDouble())
                    + " of the heap of "
                    + Numbers.bytes(signs().get(Vital.HEAP_MAX))
                    + " in use"));
  }

  /** The share of the largest heap in use after the last collection, 0 to 1. */
  private OptionalDouble liveHeap() {
    return signs().knows(Vital.HEAP_AFTER_GC) && signs().get(Vital.HEAP_MAX) > 0
        ? OptionalDouble.of(
            Math.min(1, signs().get(Vital.HEAP_AFTER_GC) / (double) signs().get(Vital.HEAP_MAX)))
        : OptionalDouble.empty();
  }

  /** At most half of the heap was in use, garbage included. */
  public Optional<Reading> heapRoomy() {
    long max = signs().get(Vital.HEAP_MAX);
    if (!signs().knows(Vital.HEAP_USED) || max <= 0 || signs().get(Vital.HEAP_USED) > max / 2) {
      return Optional.empty();
    }
    return Optional.of(
        reading(
            "the heap was in use by "
                + Numbers.bytes(signs().get(Vital.HEAP_USED))
                + " of "
                + Numbers.bytes(max)));
  }

  /**
   * Direct buffers close to their limit.
   *
   * @param limit {@code -XX:MaxDirectMemorySize} in bytes; empty where it is not set, and the
   *     largest heap is the limit
   */
  public Optional<Reading> directFull(OptionalLong limit) {
    long heap = Math.max(0, signs().get(Vital.HEAP_MAX));
    return poolFull(Vital.DIRECT_USED, "direct buffers", limit.orElse(heap));
  }

  /**
   * Metaspace close to its limit.
   *
   * @param limit {@code -XX:MaxMetaspaceSize} in bytes; empty where it is not set, and there is
   *     none
   */
  public Optional<Reading> metaspaceFull(OptionalLong limit) {
    return poolFull(Vital.METASPACE_USED, "metaspace", limit.orElse(0));
  }

  /** Far more threads than an executor has of its own and for its tasks. */
  public Optional<Reading> threadsMany() {
    long first = Math.max(1, profile.first().vitals().get(Vital.THREADS));
    long now = signs().get(Vital.THREADS);
    return now < MANY_THREADS || now < 4 * first
        ? Optional.empty()
        : Optional.of(reading("it had " + now + " threads, " + first + " at its first sample"));
  }

  private Optional<Reading> poolFull(Vital pool, String name, long limit) {
    if (limit <= 0 || signs().get(pool) < FULL * limit) {
      return Optional.empty();
    }
    return Optional.of(
        reading(
            name
                + " took "
                + Numbers.bytes(signs().get(pool))
                + " of its limit of "
                + Numbers.bytes(limit)));
  }

  /** Nearly all file handles were open. */
  public Optional<Reading> filesFull() {
    long limit = signs().get(Vital.OPEN_FILES_LIMIT);
    if (limit <= 0 || signs().get(Vital.OPEN_FILES) < FULL * limit) {
      return Optional.empty();
    }
    return Optional.of(
        reading("it had " + signs().get(Vital.OPEN_FILES) + " of " + limit + " files open"));
  }

  /** Next to nothing was free where Spark spills. */
  public Optional<Reading> diskFull() {
    return signs().knows(Vital.LOCAL_DIR_FREE) && signs().get(Vital.LOCAL_DIR_FREE) < DISK_SHORT
        ? Optional.of(
            reading(
                "a local directory had "
                    + Numbers.bytes(signs().get(Vital.LOCAL_DIR_FREE))
                    + " free"))
        : Optional.empty();
  }

  /** The node itself had next to no memory left. */
  public Optional<Reading> nodeFull() {
    OptionalDouble available = nodeAvailable();
    return available.isEmpty() || available.getAsDouble() > NODE_SHORT
        ? Optional.empty()
        : Optional.of(
            reading(
                "its node had "
                    + Numbers.bytes(signs().get(Vital.NODE_AVAILABLE))
                    + " of "
                    + Numbers.bytes(signs().get(Vital.NODE_TOTAL))
                    + " available"));
  }

  private OptionalDouble nodeAvailable() {
    return signs().knows(Vital.NODE_AVAILABLE) && signs().get(Vital.NODE_TOTAL) > 0
        ? OptionalDouble.of(
            signs().get(Vital.NODE_AVAILABLE) / (double) signs().get(Vital.NODE_TOTAL))
        : OptionalDouble.empty();
  }

  /** All its tasks waited for memory for a good part of the time before its end. */
  public Optional<Reading> memoryPressure() {
    OptionalDouble share = share(Vital.PRESSURE_MEMORY);
    return share.isEmpty() || share.getAsDouble() < STALLED
        ? Optional.empty()
        : Optional.of(
            reading(
                "everything waited for memory for "
                    + Numbers.percent(share.getAsDouble())
                    + " of the ten seconds"));
  }

  /** Growth of a sum of milliseconds over the ten seconds before the last sample, 0 to 1. */
  private OptionalDouble share(Vital vital) {
    List<VitalsSampled> window =
        profile.between(signs().time().minus(BEFORE_END), signs().time()).stream()
            .filter(sample -> sample.vitals().knows(vital))
            .toList();
    if (window.size() < 2) {
      return OptionalDouble.empty();
    }
    VitalSigns from = window.get(0).vitals();
    VitalSigns to = window.get(window.size() - 1).vitals();
    long passed = Duration.between(from.time(), to.time()).toMillis();
    return passed <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.max(0, Math.min(1, (to.get(vital) - from.get(vital)) / (double) passed)));
  }

  /** Share of the ten seconds before the last sample in which GC stopped the JVM, 0 to 1. */
  public OptionalDouble gcShare() {
    return share(Vital.GC_PAUSED);
  }

  /**
   * The recorder kept its pace through the whole silence of the heartbeats: the process ran.
   *
   * @param silence of the heartbeats before the end, above zero
   */
  public Optional<Reading> ranThroughSilence(Duration silence) {
    List<VitalsSampled> within = profile.between(end.minus(silence), end);
    boolean whole = !within.isEmpty() && longestGap(silence).compareTo(STOOD_STILL) < 0;
    return whole
        ? Optional.of(
            reading(
                "its flight recorder took "
                    + within.size()
                    + " samples in the silence and none was late: the process ran"))
        : Optional.empty();
  }

  /** The recorder stood still for most of the silence, and nothing announced it. */
  public Optional<Reading> frozeInCalm(Duration silence) {
    boolean calm =
        gcShare().orElse(1) <= Signs.RULED_OUT
            && longestPause().compareTo(LONG_PAUSE) < 0
            && liveHeap().orElse(0) <= CALM;
    return frozen(silence) && calm
        ? Optional.of(
            reading(
                "its flight recorder fell silent too, after GC had taken "
                    + Numbers.percent(gcShare().orElse(0))
                    + " of ten seconds"))
        : Optional.empty();
  }

  /** The recorder stood still for most of the silence, and long collections had begun before. */
  public Optional<Reading> frozeInCollections(Duration silence) {
    boolean collecting =
        gcShare().orElse(0) >= Signs.QUIET || longestPause().compareTo(LONG_PAUSE) >= 0;
    return frozen(silence) && collecting
        ? Optional.of(
            reading(
                "before its flight recorder fell silent GC had taken "
                    + Numbers.percent(gcShare().orElse(0))
                    + " of ten seconds, with pauses of up to "
                    + Numbers.duration(longestPause())))
        : Optional.empty();
  }

  /** In the ten seconds before the last sample. */
  private Duration longestPause() {
    return Duration.ofMillis(
        profile.between(signs().time().minus(BEFORE_END), signs().time()).stream()
            .mapToLong(sample -> sample.vitals().orZero(Vital.GC_LONGEST))
            .max()
            .orElse(0));
  }

  /**
   * The recorder was closed by its process, which ends so by {@code System.exit} and by SIGTERM.
   */
  public Optional<Reading> saidFarewell() {
    return profile
        .end()
        .filter(VitalsEnded::orderly)
        .map(
            closed ->
                new Reading(
                    closed.evidence(), "its shutdown hooks ran: they closed the flight recording"));
  }

  /** The recording just stops: no shutdown hook ran. Empty where its end is not known. */
  public Optional<Reading> endedWithoutFarewell() {
    return profile
        .end()
        .filter(stopped -> !stopped.orderly())
        .map(
            stopped ->
                reading(
                    "no shutdown hook ran, as System.exit would have them: the flight recording"
                        + " just stops"));
  }

  private boolean frozen(Duration silence) {
    return longestGap(silence).compareTo(silence.dividedBy(2)) > 0;
  }

  /** The longest time within the silence from one sample to the next, or to the end. */
  private Duration longestGap(Duration silence) {
    Instant previous = end.minus(silence);
    Duration longest = Duration.ZERO;
    for (VitalsSampled sample : profile.between(previous, end)) {
      longest = longer(longest, Duration.between(previous, sample.vitals().time()));
      previous = sample.vitals().time();
    }
    return longer(longest, Duration.between(previous, end));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /**
   * Nothing that kills was near: memory of container, node and heap, and disk. Empty where the
   * samples stop long before the end.
   */
  public Optional<Reading> calm() {
    boolean fresh = Duration.between(signs().time(), end).compareTo(STOOD_STILL) < 0;
    boolean container = !hasLimit() || held(signs()) < CALM * signs().get(Vital.CGROUP_LIMIT);
    boolean node = nodeAvailable().orElse(1) > NODE_CALM;
    boolean heap = liveHeap().orElse(0) < CALM && gcShare().orElse(0) < Signs.QUIET;
    boolean calm =
        fresh
            && container
            && containerFilling().isEmpty()
            && node
            && heap
            && killBesideIt().isEmpty()
            && memoryPressure().isEmpty();
    return calm ? Optional.of(reading("all was calm: " + levels())) : Optional.empty();
  }

  /**
   * True where a process could not have filled the memory that was left to it between the last
   * sample and the end.
   */
  public boolean hadAmpleRoom() {
    long gap = 1_000 + Math.max(0, Duration.between(signs().time(), end).toMillis());
    long inContainer =
        hasLimit() ? signs().get(Vital.CGROUP_LIMIT) - held(signs()) : Long.MAX_VALUE;
    return signs().knows(Vital.NODE_AVAILABLE)
        && Math.min(inContainer, signs().get(Vital.NODE_AVAILABLE))
            >= gap * (FILLED_PER_SECOND / 1_000);
  }

  private String levels() {
    String container =
        hasLimit()
            ? "its container held " + heldOfLimit()
            : "no memory limit on it, resident "
                + Numbers.bytes(Math.max(0, signs().residentTree()));
    return container
        + liveHeap().stream()
            .mapToObj(live -> ", " + Numbers.percent(live) + " of the heap live")
            .findFirst()
            .orElse("")
        + (signs().knows(Vital.NODE_AVAILABLE)
            ? ", " + Numbers.bytes(signs().get(Vital.NODE_AVAILABLE)) + " available on the node"
            : "");
  }
}
