package io.fizzle.cause;

import io.fizzle.application.VitalsProfile;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How much the flight recorder saw used of what may run out, right before a process's end: readings
 * that causes share, as {@link Signs} does for everything else. {@link VitalsCourse} has those of
 * what happened over time.
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

  /** How far the growth between two samples is drawn on: no further than the recorder's gap. */
  private static final Duration LONGEST_OUTLOOK = Duration.ofSeconds(3);

  /**
   * Something that the recorder saw.
   *
   * @param says in words, with the numbers
   */
  public record Reading(Evidence evidence, String says) {}

  private final LastSample last;

  private LastVitals(LastSample last) {
    this.last = last;
  }

  /** Of a lost process; empty where it was not recorded. */
  public static Optional<LastVitals> of(ProcessLost lost) {
    return LastSample.of(lost).map(LastVitals::new);
  }

  /** At the end of a recording. */
  public static LastVitals of(VitalsProfile profile) {
    return new LastVitals(LastSample.of(profile));
  }

  private VitalSigns signs() {
    return last.signs();
  }

  private Reading reading(String says) {
    return last.reading(says);
  }

  /** The container held nearly all that it may have. */
  public Optional<Reading> containerFull() {
    if (!last.hasLimit() || last.held() < FULL * signs().get(Vital.CGROUP_LIMIT)) {
      return Optional.empty();
    }
    return Optional.of(reading("its container held " + heldOfLimit()));
  }

  /** It did not yet, and grew so fast that it would have before the next sample. */
  public Optional<Reading> containerFilling() {
    Optional<VitalSigns> before = last.before().filter(one -> LastSample.held(one) >= 0);
    if (!last.hasLimit() || before.isEmpty() || containerFull().isPresent()) {
      return Optional.empty();
    }
    long grown = last.held() - LastSample.held(before.get());
    long millis = Duration.between(before.get().time(), signs().time()).toMillis();
    long left = Math.min(LONGEST_OUTLOOK.toMillis(), last.age().toMillis());
    double perMilli = grown / (double) Math.max(1, millis);
    if (grown <= 0 || last.held() + perMilli * left < signs().get(Vital.CGROUP_LIMIT)) {
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
    return Numbers.bytes(last.held())
        + " of its limit of "
        + Numbers.bytes(signs().get(Vital.CGROUP_LIMIT));
  }

  /** The kernel killed a process of the container while this one still lived. */
  public Optional<Reading> killBesideIt() {
    long before = last.first().get(Vital.CGROUP_OOM_KILLS);
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
    OptionalDouble live = last.liveHeap();
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
    long first = Math.max(1, last.first().get(Vital.THREADS));
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
    OptionalDouble share = last.share(Vital.PRESSURE_MEMORY);
    return share.isEmpty() || share.getAsDouble() < STALLED
        ? Optional.empty()
        : Optional.of(
            reading(
                "everything waited for memory for "
                    + Numbers.percent(share.getAsDouble())
                    + " of the ten seconds"));
  }

  /**
   * Nothing that kills was near: memory of container, node and heap, and disk. Empty where the
   * samples stop long before the end.
   */
  public Optional<Reading> calm() {
    boolean fresh = last.age().compareTo(LastSample.STOOD_STILL) < 0;
    boolean container = !last.hasLimit() || last.held() < CALM * signs().get(Vital.CGROUP_LIMIT);
    boolean node = nodeAvailable().orElse(1) > NODE_CALM;
    boolean heap =
        last.liveHeap().orElse(0) < CALM && last.share(Vital.GC_PAUSED).orElse(0) < Signs.QUIET;
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
    long gap = 1_000 + Math.max(0, last.age().toMillis());
    long inContainer =
        last.hasLimit() ? signs().get(Vital.CGROUP_LIMIT) - last.held() : Long.MAX_VALUE;
    return signs().knows(Vital.NODE_AVAILABLE)
        && Math.min(inContainer, signs().get(Vital.NODE_AVAILABLE))
            >= gap * (FILLED_PER_SECOND / 1_000);
  }

  private String levels() {
    String container =
        last.hasLimit()
            ? "its container held " + heldOfLimit()
            : "no memory limit on it, resident "
                + Numbers.bytes(Math.max(0, signs().residentTree()));
    return container
        + last.liveHeap().stream()
            .mapToObj(live -> ", " + Numbers.percent(live) + " of the heap live")
            .findFirst()
            .orElse("")
        + (signs().knows(Vital.NODE_AVAILABLE)
            ? ", " + Numbers.bytes(signs().get(Vital.NODE_AVAILABLE)) + " available on the node"
            : "");
  }
}
