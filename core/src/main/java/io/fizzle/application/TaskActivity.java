package io.fizzle.application;

import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When one process worked on tasks, and how much of that time they counted as GC, in constant
 * memory. What became of failed attempts is in {@link Application#failedAttempts()}.
 */
public final class TaskActivity {
  /** Of a process of which no task is known. */
  public static final TaskActivity NONE = new TaskActivity();

  private final TimeBuckets busy = TimeBuckets.sums();
  private final TimeBuckets measured = TimeBuckets.sums();
  private final TimeBuckets gc = TimeBuckets.sums();
  private long succeeded;

  TaskActivity() {}

  void add(WorkSignal.TaskSucceeded signal) {
    succeeded++;
    TaskMetrics metrics = signal.metrics();
    long from = metrics.launchEpochMillis();
    if (from > 0 && metrics.durationMillis() >= 0) {
      busy(from, from + metrics.durationMillis(), metrics);
    }
  }

  /** An attempt that failed took a core all the same, from its launch to its end. */
  void add(WorkSignal.TaskFailed signal) {
    Instant end = signal.evidence().time();
    long from = signal.launchEpochMillis();
    if (from > 0 && end != null && end.toEpochMilli() >= from) {
      busy(from, end.toEpochMilli(), signal.metrics());
    }
  }

  private void busy(long from, long to, @Nullable TaskMetrics metrics) {
    busy.spread(from, to, (double) (to - from));
    if (metrics != null) {
      measured.spread(from, to, (double) (to - from));
      gc.spread(from, to, (double) Math.max(0, metrics.gcMillis()));
    }
  }

  /** Tasks that succeeded. */
  public long succeeded() {
    return succeeded;
  }

  /** Task time in milliseconds; divided by the width of a bucket it is the tasks that ran. */
  public TimeBuckets busy() {
    return busy;
  }

  /** The part of the task time for which the tasks told how much of it was GC, in milliseconds. */
  public TimeBuckets measured() {
    return measured;
  }

  /** GC time that tasks counted, in milliseconds: each task counts all of its JVM's pauses. */
  public TimeBuckets gc() {
    return gc;
  }
}
