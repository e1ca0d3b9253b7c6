package io.fizzle.read.eventlog;

import io.fizzle.signal.TaskMetrics;

/**
 * Collects what is read of one task event; used again for each.
 *
 * <p>The event's parts are walked by one loop, as if their fields stood side by side: none of those
 * read here has its name twice in an event of any version. A task's end is nine tenths of a log,
 * and the compiler of the JVM makes a copy of the cursor for every loop over it: a loop for each
 * part cost a third of a second more of every run.
 */
@SuppressWarnings("EnumOrdinal") // an EnumMap would box every number of every task
final class TaskFields {
  static final int ABSENT = -1;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final long[] numbers = new long[Field.values().length];

  /** The event that told each number: what an earlier one told is never cleared, only outdated. */
  private final int[] toldBy = new int[numbers.length];

  private int event;
  private String executorId = "";
  private boolean measured;
  private boolean succeeded;
  private int reasonAt;
  private int executorMetricsAt;

  /** Reads the event whose object the cursor is in. */
  void read(JsonCursor cursor) {
    clear();
    int depth = 1;
    while (depth > 0) {
      if (!cursor.nextField()) {
        depth--;
        continue;
      }
      Field field = cursor.field();
      switch (field) {
        case UNKNOWN -> cursor.skip();
        case TASK_INFO,
            SHUFFLE_READ_METRICS,
            SHUFFLE_WRITE_METRICS,
            INPUT_METRICS,
            OUTPUT_METRICS ->
            depth += cursor.enterObject() ? 1 : 0;
        case TASK_METRICS -> {
          measured = cursor.enterObject();
          depth += measured ? 1 : 0;
        }
        case TASK_END_REASON -> {
          reasonAt = cursor.position();
          succeeded = TaskEndReason.isSuccess(cursor);
        }
        case TASK_EXECUTOR_METRICS -> {
          executorMetricsAt = cursor.position();
          cursor.skip();
        }
        case EXECUTOR_ID -> {
          String id = cursor.id();
          executorId = id == null ? "" : id;
        }
        default -> {
          numbers[field.ordinal()] = cursor.number(ABSENT);
          toldBy[field.ordinal()] = event;
        }
      }
    }
  }

  private void clear() {
    event++;
    executorId = "";
    measured = false;
    succeeded = false;
    reasonAt = ABSENT;
    executorMetricsAt = ABSENT;
  }

  /** A number as it was told; -1 where it was not. */
  long number(Field field) {
    int place = field.ordinal();
    return toldBy[place] == event ? numbers[place] : ABSENT;
  }

  /** The same for an id or index; -1 also where it is out of range. */
  int integer(Field field) {
    long number = number(field);
    return number == (int) number ? (int) number : ABSENT;
  }

  /** The executor that ran the task, empty where not told. */
  String executorId() {
    return executorId;
  }

  /** Whether the task sent metrics. */
  boolean isMeasured() {
    return measured;
  }

  boolean hasSucceeded() {
    return succeeded;
  }

  /** Where the task's end reason begins, -1 where there is none. */
  int reasonAt() {
    return reasonAt;
  }

  /** Where the executor's peaks begin, -1 where there are none. */
  int executorMetricsAt() {
    return executorMetricsAt;
  }

  /**
   * The task's measures. What a version does not write is 0 where Spark itself reads it as 0
   * (spills, shuffle, input and output parts, peak memory), else -1; all are -1 where the task sent
   * none.
   */
  TaskMetrics metrics() {
    long cpuNanos = number(Field.CPU_TIME);
    return new TaskMetrics(
        number(Field.LAUNCH_TIME),
        durationMillis(),
        number(Field.RUN_TIME),
        cpuNanos < 0 ? ABSENT : cpuNanos / NANOS_PER_MILLI,
        number(Field.GC_TIME),
        number(Field.DESERIALIZE_TIME),
        number(Field.RESULT_SIZE),
        optional(Field.PEAK_EXECUTION_MEMORY),
        optional(Field.MEMORY_BYTES_SPILLED),
        optional(Field.DISK_BYTES_SPILLED),
        optional(Field.BYTES_READ),
        optional(Field.INPUT_RECORDS_READ),
        optional(Field.BYTES_WRITTEN),
        optional(Field.REMOTE_BYTES_READ) + Math.max(0, number(Field.LOCAL_BYTES_READ)),
        optional(Field.RECORDS_READ),
        optional(Field.FETCH_WAIT_TIME),
        optional(Field.SHUFFLE_BYTES_WRITTEN),
        optional(Field.SHUFFLE_WRITE_TIME) / NANOS_PER_MILLI,
        schedulerDelayMillis());
  }

  /**
   * As the UI computes it ({@code AppStatusUtils.schedulerDelay}, Spark 4.1.1; {@code
   * UIUtils.getSchedulerDelay} in 1.x): what is left of the duration without deserialising,
   * running, serialising the result and fetching it; -1 where a part is not told.
   */
  private long schedulerDelayMillis() {
    long duration = durationMillis();
    long run = number(Field.RUN_TIME);
    if (duration < 0 || run < 0) {
      return ABSENT;
    }
    long gettingResult = number(Field.GETTING_RESULT_TIME);
    long fetched = gettingResult > 0 ? number(Field.FINISH_TIME) - gettingResult : 0;
    return Math.max(
        0,
        duration
            - run
            - Math.max(0, number(Field.DESERIALIZE_TIME))
            - Math.max(0, number(Field.RESULT_SERIALIZATION_TIME))
            - Math.max(0, fetched));
  }

  private long optional(Field field) {
    long number = number(field);
    return number < 0 && measured ? 0 : number;
  }

  /**
   * From launch to finish on the driver's clock; -1 where either is not told or the clock went
   * back.
   */
  private long durationMillis() {
    long launch = number(Field.LAUNCH_TIME);
    long finish = number(Field.FINISH_TIME);
    return launch > 0 && finish >= launch ? finish - launch : ABSENT;
  }
}
