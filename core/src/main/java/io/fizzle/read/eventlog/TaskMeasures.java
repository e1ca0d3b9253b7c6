package io.fizzle.read.eventlog;

import io.fizzle.signal.TaskMetrics;

/**
 * Collects {@code Task Metrics}. What a version does not write is 0 where Spark itself reads it as
 * 0 (shuffle, input and output parts, peak memory), else -1.
 */
final class TaskMeasures {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private boolean present;
  private long runMillis;
  private long cpuNanos;
  private long gcMillis;
  private long deserializeMillis;
  private long resultBytes;
  private long peakExecutionMemory;
  private long memorySpilled;
  private long diskSpilled;
  private long inputBytes;
  private long outputBytes;
  private long remoteBytesRead;
  private long localBytesRead;
  private long recordsRead;
  private long fetchWaitMillis;
  private long shuffleBytesWritten;

  void clear() {
    present = false;
    runMillis = -1;
    cpuNanos = -1;
    gcMillis = -1;
    deserializeMillis = -1;
    resultBytes = -1;
    clearOptionalParts(-1);
  }

  private void clearOptionalParts(long absent) {
    peakExecutionMemory = absent;
    memorySpilled = absent;
    diskSpilled = absent;
    inputBytes = absent;
    outputBytes = absent;
    remoteBytesRead = absent;
    localBytesRead = 0;
    recordsRead = absent;
    fetchWaitMillis = absent;
    shuffleBytesWritten = absent;
  }

  boolean isPresent() {
    return present;
  }

  void read(JsonCursor cursor) {
    if (!cursor.enterObject()) {
      return;
    }
    present = true;
    clearOptionalParts(0);
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case RUN_TIME -> runMillis = cursor.number(-1);
        case CPU_TIME -> cpuNanos = cursor.number(-1);
        case GC_TIME -> gcMillis = cursor.number(-1);
        case DESERIALIZE_TIME -> deserializeMillis = cursor.number(-1);
        case RESULT_SIZE -> resultBytes = cursor.number(-1);
        case PEAK_EXECUTION_MEMORY -> peakExecutionMemory = cursor.number(0);
        case MEMORY_BYTES_SPILLED -> memorySpilled = cursor.number(0);
        case DISK_BYTES_SPILLED -> diskSpilled = cursor.number(0);
        case SHUFFLE_READ_METRICS -> readShuffleRead(cursor);
        case SHUFFLE_WRITE_METRICS ->
            shuffleBytesWritten = only(cursor, Field.SHUFFLE_BYTES_WRITTEN);
        case INPUT_METRICS -> inputBytes = only(cursor, Field.BYTES_READ);
        case OUTPUT_METRICS -> outputBytes = only(cursor, Field.BYTES_WRITTEN);
        default -> cursor.skip();
      }
    }
  }

  private void readShuffleRead(JsonCursor cursor) {
    if (!cursor.enterObject()) {
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case REMOTE_BYTES_READ -> remoteBytesRead = cursor.number(0);
        case LOCAL_BYTES_READ -> localBytesRead = cursor.number(0);
        case RECORDS_READ -> recordsRead = cursor.number(0);
        case FETCH_WAIT_TIME -> fetchWaitMillis = cursor.number(0);
        default -> cursor.skip();
      }
    }
  }

  private static long only(JsonCursor cursor, Field wanted) {
    long value = 0;
    if (cursor.enterObject()) {
      while (cursor.nextField()) {
        if (cursor.field() == wanted) {
          value = cursor.number(0);
        } else {
          cursor.skip();
        }
      }
    }
    return value;
  }

  TaskMetrics toMetrics(long launchMillis, long durationMillis) {
    return new TaskMetrics(
        launchMillis,
        durationMillis,
        runMillis,
        cpuNanos < 0 ? -1 : cpuNanos / NANOS_PER_MILLI,
        gcMillis,
        deserializeMillis,
        resultBytes,
        peakExecutionMemory,
        memorySpilled,
        diskSpilled,
        inputBytes,
        outputBytes,
        remoteBytesRead + localBytesRead,
        recordsRead,
        fetchWaitMillis,
        shuffleBytesWritten);
  }
}
