package io.fizzle.application;

import java.util.Map;

/**
 * What became of the cores that the application held, from its first event to its last. All sums in
 * core-milliseconds: one core for one millisecond.
 *
 * @param complete false where the log misses beginnings or ends of tasks, so that the sums mean
 *     nothing
 * @param held cores times the time for which executors were there
 * @param busy cores that ran tasks, {@code spark.task.cpus} for each
 * @param idle the rest by its reason
 * @param lost time of task attempts that did not succeed, speculative copies left out
 * @param wallMillis from the first to the last event
 * @param executorlessMillis from the first event to the first executor
 * @param mostCores most cores held at once
 * @param mostBusy most cores that ran tasks at once
 */
public record CoreUse(
    boolean complete,
    long held,
    long busy,
    Map<Idle, Long> idle,
    long lost,
    long wallMillis,
    long executorlessMillis,
    int mostCores,
    int mostBusy) {

  /** Nothing is known. */
  public static final CoreUse UNKNOWN = new CoreUse(false, 0, 0, Map.of(), 0, 0, 0, 0, 0);

  public CoreUse {
    idle = Map.copyOf(idle);
  }

  /** Core-milliseconds that were idle for this reason. */
  public long idle(Idle reason) {
    return idle.getOrDefault(reason, 0L);
  }

  /** Core-milliseconds that ran no task. */
  public long allIdle() {
    return idle.values().stream().mapToLong(Long::longValue).sum();
  }
}
