package io.fizzle.read.eventlog;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.ExecutorSignal;

/**
 * Collects {@code Executor Metrics} (Spark 3.0 and later, {@code
 * metrics/ExecutorMetricType.scala}).
 *
 * <p>Spark marks metrics that were never polled with a {@code JVMHeapMemory} of -1 and zeros
 * elsewhere, or with zeros only; a live heap is never empty. The process tree reads 0 unless {@code
 * spark.executor.processTreeMetrics.enabled} is on.
 */
final class PeakMeasures {
  private long jvmHeap = -1;
  private long jvmOffHeap = -1;
  private long directPool = -1;
  private long processRss = -1;
  private long pythonRss = -1;
  private long minorGcMillis = -1;
  private long majorGcCount = -1;
  private long majorGcMillis = -1;
  private long totalGcMillis = -1;

  void read(JsonCursor cursor) {
    if (!cursor.enterObject()) {
      return;
    }
    while (cursor.nextField()) {
      switch (cursor.field()) {
        case JVM_HEAP_MEMORY -> jvmHeap = cursor.number(-1);
        case JVM_OFF_HEAP_MEMORY -> jvmOffHeap = cursor.number(-1);
        case DIRECT_POOL_MEMORY -> directPool = cursor.number(-1);
        case JVM_RSS_MEMORY -> processRss = cursor.number(-1);
        case PYTHON_RSS_MEMORY -> pythonRss = cursor.number(-1);
        case MINOR_GC_TIME -> minorGcMillis = cursor.number(-1);
        case MAJOR_GC_COUNT -> majorGcCount = cursor.number(-1);
        case MAJOR_GC_TIME -> majorGcMillis = cursor.number(-1);
        case TOTAL_GC_TIME -> totalGcMillis = cursor.number(-1);
        default -> cursor.skip();
      }
    }
  }

  /** Whether the metrics at the cursor begin with a heap that was polled, as Spark writes them. */
  static boolean begins(JsonCursor cursor) {
    return cursor.enterObject()
        && cursor.nextField()
        && cursor.field() == Field.JVM_HEAP_MEMORY
        && cursor.number(-1) > 0;
  }

  /** Emits what was polled while a task ran. */
  void emitPolled(EventScope scope, Evidence evidence, String executorId) {
    scope.emit(
        new ExecutorSignal.PolledByTask(
            evidence,
            executorId,
            jvmHeap,
            processRss > 0 ? processRss : -1,
            processRss > 0 ? pythonRss : -1));
  }

  /** Emits the peaks of this executor, if it was polled at all. */
  void emit(EventScope scope, Evidence evidence, String executorId) {
    if (jvmHeap <= 0) {
      return;
    }
    boolean processTree = processRss > 0;
    scope.emit(
        new ExecutorSignal.PeakMetrics(
            evidence,
            executorId,
            jvmHeap,
            jvmOffHeap,
            directPool,
            processTree ? processRss : -1,
            processTree ? pythonRss : -1,
            majorGcCount,
            gcMillis()));
  }

  /**
   * {@code TotalGCTime} exists since Spark 3.3; before, the two generations' times are the nearest.
   */
  private long gcMillis() {
    if (totalGcMillis >= 0 || minorGcMillis < 0 || majorGcMillis < 0) {
      return totalGcMillis;
    }
    return minorGcMillis + majorGcMillis;
  }
}
