package io.fizzle.application;

import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;

/**
 * When one process worked on tasks that succeeded, and how much of that time they counted as GC, in
 * constant memory. Failed attempts are in {@link Application#failedAttempts()}.
 */
public final class TaskActivity {
  /** Of a process of which no task is known. */
  public static final TaskActivity NONE = new TaskActivity();

  private final TimeBuckets busy = TimeBuckets.sums();
  private final TimeBuckets gc = TimeBuckets.sums();
  private long succeeded;

  TaskActivity() {}

  void add(WorkSignal.TaskSucceeded signal) {
    succeeded++;
    TaskMetrics metrics = signal.metrics();
    long from = metrics.launchEpochMillis();
    if (from > 0 && metrics.durationMillis() >= 0) {
      long to = from + metrics.durationMillis();
      busy.spread(from, to, (double) metrics.durationMillis());
      gc.spread(from, to, (double) Math.max(0, metrics.gcMillis()));
    }
  }

  public long succeeded() {
    return succeeded;
  }

  /** Task time in milliseconds; divided by the width of a bucket it is the tasks that ran. */
  public TimeBuckets busy() {
    return busy;
  }

  /** GC time that tasks counted, in milliseconds: each task counts all of its JVM's pauses. */
  public TimeBuckets gc() {
    return gc;
  }
}
