package io.fizzle.spark.driver;

import io.fizzle.cause.Numbers;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Says that an executor is at risk while it still lives.
 *
 * <p>Watched over the last {@value #WINDOW_SECONDS} seconds: the container's memory without its
 * page cache, and the live heap, each close to its limit or growing into it; and pauses of half the
 * silence that loses an executor.
 *
 * <p>A heap that grows into its limit and then stops growing is warned of as well: nothing tells
 * the two apart before. How often an executor that was warned of lived on, and how long before the
 * others died they were warned of, stands in {@code docs/live-accuracy.md}, measured by the lab.
 */
final class EarlyWarning {
  static final int WINDOW_SECONDS = 10;

  /** The kernel kills at 100 %; the last few percent go in well under a second. */
  private static final double CONTAINER_FULL = 0.95;

  /** Parallel's own limit of what is left is 2 % ({@code GCHeapFreeLimit}); 8 % comes before it. */
  private static final double HEAP_FULL = 0.92;

  /** Of the window; Parallel's own limit is 98 % ({@code GCTimeLimit}). */
  private static final double GC_THRASHING = 0.60;

  /**
   * Below this share of a limit growth is how work begins. Spark's own caches stop at 60 % of a
   * heap less 300 MiB ({@code spark.memory.fraction}).
   */
  private static final double GROWN = 0.75;

  /** Growth is drawn on for so long at most. */
  private static final double OUTLOOK_SECONDS = 20;

  /** One warning of a kind for an executor in this time. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Map<String, Instant> warned = new HashMap<>();
  private final Optional<HeartbeatLimit> heartbeats;

  /**
   * @param heartbeats how long an executor may be silent; empty in local mode, where the only one
   *     lives and pauses with the driver
   */
  EarlyWarning(Optional<HeartbeatLimit> heartbeats) {
    this.heartbeats = heartbeats;
  }

  private record Danger(String kind, String text) {}

  /**
   * A warning, if one is due.
   *
   * @param samples of one executor, earliest first
   */
  Optional<String> check(String executor, List<VitalSigns> samples) {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    VitalSigns last = samples.get(samples.size() - 1);
    List<VitalSigns> window =
        samples.stream()
            .filter(s -> !s.time().isBefore(last.time().minusSeconds(WINDOW_SECONDS)))
            .toList();
    return container(window, last)
        .map(text -> new Danger("container", text))
        .or(() -> heap(window, last).map(text -> new Danger("heap", text)))
        .or(() -> pauses(window).map(text -> new Danger("pauses", text)))
        .filter(danger -> isDue(executor + " " + danger.kind(), last.time()))
        .map(danger -> "executor " + executor + " is at risk: " + danger.text());
  }

  private boolean isDue(String key, Instant now) {
    Instant before = warned.get(key);
    if (before != null && now.isBefore(before.plus(PAUSE))) {
      return false;
    }
    warned.put(key, now);
    return true;
  }

  private static Optional<String> container(List<VitalSigns> window, VitalSigns last) {
    long limit = last.get(Vital.CGROUP_LIMIT);
    // a limit above the machine's memory is none
    boolean limited =
        last.knows(Vital.CGROUP_USED)
            && limit > 0
            && (!last.knows(Vital.NODE_TOTAL) || limit < last.get(Vital.NODE_TOTAL));
    if (!limited) {
      return Optional.empty();
    }
    long used = held(last);
    String state =
        "its container uses "
            + Numbers.bytes(used)
            + " of "
            + Numbers.bytes(limit)
            + " (page cache not counted)";
    if (used >= CONTAINER_FULL * limit) {
      return Optional.of(state + "; at the limit the kernel kills it");
    }
    return secondsLeft(window, EarlyWarning::held, limit)
        .map(left -> state + " and reaches the limit in " + left + " if it grows on");
  }

  private static long held(VitalSigns signs) {
    return signs.knows(Vital.CGROUP_USED)
        ? signs.get(Vital.CGROUP_USED) - signs.orZero(Vital.CGROUP_CACHE)
        : VitalSigns.UNKNOWN;
  }

  private static Optional<String> heap(List<VitalSigns> window, VitalSigns last) {
    long max = last.get(Vital.HEAP_MAX);
    if (!last.knows(Vital.HEAP_AFTER_GC) || max <= 0) {
      return Optional.empty();
    }
    long live = last.get(Vital.HEAP_AFTER_GC);
    VitalSigns first = window.get(0);
    long passed = Duration.between(first.time(), last.time()).toMillis();
    double inGc =
        (last.orZero(Vital.GC_PAUSED) - first.orZero(Vital.GC_PAUSED))
            / (double) Math.max(1, passed);
    boolean full = last.orZero(Vital.GC_FULL_COUNT) > first.orZero(Vital.GC_FULL_COUNT);
    boolean watched = passed >= WINDOW_SECONDS * 500L;
    if (watched && inGc >= GC_THRASHING && live >= HEAP_FULL * max && full) {
      return Optional.of(
          "GC took "
              + Numbers.percent(Math.min(1, inGc))
              + " of the last "
              + Numbers.duration(Duration.ofMillis(passed))
              + " and left "
              + Numbers.percent(live / (double) max)
              + " of the heap in use; an OutOfMemoryError or a missed heartbeat comes next");
    }
    return secondsLeft(window, signs -> signs.get(Vital.HEAP_AFTER_GC), max)
        .map(
            left ->
                "its collections leave "
                    + Numbers.bytes(live)
                    + " of a heap of "
                    + Numbers.bytes(max)
                    + " in use, which is full in "
                    + left
                    + " if it grows on");
  }

  /** Steady growth that reaches the limit within the outlook; empty where it does not. */
  private static Optional<String> secondsLeft(
      List<VitalSigns> window, ToLongFunction<VitalSigns> value, long limit) {
    List<VitalSigns> known =
        window.stream().filter(signs -> value.applyAsLong(signs) >= 0).toList();
    if (known.size() < 3) {
      return Optional.empty();
    }
    for (int i = 1; i < known.size(); i++) {
      if (value.applyAsLong(known.get(i)) < value.applyAsLong(known.get(i - 1))) {
        return Optional.empty();
      }
    }
    VitalSigns first = known.get(0);
    VitalSigns last = known.get(known.size() - 1);
    double seconds = Duration.between(first.time(), last.time()).toMillis() / 1000.0;
    double perSecond =
        (value.applyAsLong(last) - value.applyAsLong(first)) / Math.max(0.001, seconds);
    double left = (limit - value.applyAsLong(last)) / Math.max(1, perSecond);
    return value.applyAsLong(last) < GROWN * limit || left > OUTLOOK_SECONDS
        ? Optional.empty()
        : Optional.of(Numbers.duration(Duration.ofMillis(Math.round(left * 1000))));
  }

  private Optional<String> pauses(List<VitalSigns> window) {
    Duration longest =
        Duration.ofMillis(
            window.stream().mapToLong(signs -> signs.orZero(Vital.GC_LONGEST)).max().orElse(0));
    return heartbeats
        .filter(limit -> longest.multipliedBy(2).compareTo(limit.silence()) >= 0)
        .map(
            limit ->
                "a collection stopped it for " + Numbers.duration(longest) + "; " + limit.says());
  }
}
