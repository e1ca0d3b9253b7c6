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

/**
 * Says that an executor is about to die while it still lives.
 *
 * <p>Three things are watched over the last {@value #WINDOW_SECONDS} seconds, each with a level
 * that was never seen in a run that went well (the lab's healthy runs with much garbage, full
 * caches and large spills): the container's memory without its page cache close to the limit, the
 * live heap close to its maximum while full collections follow each other, and time in GC so long
 * that the heartbeats are at stake.
 */
final class EarlyWarning {
  static final int WINDOW_SECONDS = 10;

  /** The kernel kills at 100 %; the last few percent go in well under a second. */
  private static final double CONTAINER_FULL = 0.95;

  /** Parallel's own limit of what is left is 2 % ({@code GCHeapFreeLimit}); 8 % comes before it. */
  private static final double HEAP_FULL = 0.92;

  /** Of the window; Parallel's own limit is 98 % ({@code GCTimeLimit}). */
  private static final double GC_THRASHING = 0.60;

  /** One warning of a kind for an executor in this time. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Map<String, Instant> warned = new HashMap<>();

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
    return container(last)
        .map(text -> new Danger("container", text))
        .or(() -> heap(window).map(text -> new Danger("heap", text)))
        .filter(danger -> isDue(executor + " " + danger.kind(), last.time()))
        .map(danger -> "executor " + executor + " is about to die: " + danger.text());
  }

  private record Danger(String kind, String text) {}

  private boolean isDue(String key, Instant now) {
    Instant before = warned.get(key);
    if (before != null && now.isBefore(before.plus(PAUSE))) {
      return false;
    }
    warned.put(key, now);
    return true;
  }

  private static Optional<String> container(VitalSigns last) {
    if (!last.knows(Vital.CGROUP_USED) || !last.knows(Vital.CGROUP_LIMIT)) {
      return Optional.empty();
    }
    long used = last.get(Vital.CGROUP_USED) - last.orZero(Vital.CGROUP_CACHE);
    long limit = last.get(Vital.CGROUP_LIMIT);
    return used < CONTAINER_FULL * limit
        ? Optional.empty()
        : Optional.of(
            "its container uses "
                + Numbers.bytes(used)
                + " of "
                + Numbers.bytes(limit)
                + " (page cache not counted); at the limit the kernel kills it");
  }

  private static Optional<String> heap(List<VitalSigns> window) {
    VitalSigns first = window.get(0);
    VitalSigns last = window.get(window.size() - 1);
    long passed = Duration.between(first.time(), last.time()).toMillis();
    if (passed < WINDOW_SECONDS * 500L || !last.knows(Vital.HEAP_AFTER_GC)) {
      return Optional.empty();
    }
    double inGc = (last.orZero(Vital.GC_PAUSED) - first.orZero(Vital.GC_PAUSED)) / (double) passed;
    double live = last.get(Vital.HEAP_AFTER_GC) / (double) Math.max(1, last.get(Vital.HEAP_MAX));
    boolean full = last.orZero(Vital.GC_FULL_COUNT) > first.orZero(Vital.GC_FULL_COUNT);
    if (inGc < GC_THRASHING || live < HEAP_FULL || !full) {
      return Optional.empty();
    }
    return Optional.of(
        "GC took "
            + Numbers.percent(Math.min(1, inGc))
            + " of the last "
            + Numbers.duration(Duration.ofMillis(passed))
            + " and left "
            + Numbers.percent(live)
            + " of the heap in use; an OutOfMemoryError or a missed heartbeat comes next");
  }
}
