package io.fizzle.spark.instrument;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;

/**
 * The sums for one operation. Written by the listener's thread, read when the operation has ended.
 */
final class OperationMetrics {
  private static final int MOST_SMALL_STAGES = 20;

  private final String name;
  private final int cores;
  private final List<SmallPartitions> small = new ArrayList<>();
  private int jobs;
  private int stages;
  private int tasks;
  private int failedTasks;
  private long runMillis;
  private long gcMillis;
  private long inputBytes;
  private long outputBytes;
  private long shuffleReadBytes;
  private long shuffleWriteBytes;
  private long spilledBytes;

  /**
   * @param cores that the application has
   */
  OperationMetrics(String name, int cores) {
    this.name = name;
    this.cores = cores;
  }

  synchronized void job() {
    jobs++;
  }

  synchronized void task(SparkListenerTaskEnd event) {
    tasks++;
    if (event.taskInfo().failed()) {
      failedTasks++;
    }
    TaskMetrics metrics = event.taskMetrics();
    if (metrics == null) {
      return; // a task that was lost with its executor has none
    }
    runMillis += metrics.executorRunTime();
    gcMillis += metrics.jvmGCTime();
    inputBytes += metrics.inputMetrics().bytesRead();
    outputBytes += metrics.outputMetrics().bytesWritten();
    shuffleReadBytes += metrics.shuffleReadMetrics().totalBytesRead();
    shuffleWriteBytes += metrics.shuffleWriteMetrics().bytesWritten();
    spilledBytes += metrics.diskBytesSpilled();
  }

  /**
   * A stage has ended.
   *
   * @param innermost whether no operation within this one ran it: only that one judges it
   */
  synchronized void stage(StageInfo stage, boolean innermost) {
    stages++;
    TaskMetrics metrics = stage.taskMetrics();
    if (!innermost || metrics == null || stage.failureReason().isDefined()) {
      return;
    }
    long bytes = metrics.inputMetrics().bytesRead() + metrics.shuffleReadMetrics().totalBytesRead();
    if (SmallPartitions.small(stage.numTasks(), bytes) && small.size() < MOST_SMALL_STAGES) {
      int better = SmallPartitions.better(bytes, cores);
      small.add(new SmallPartitions(name, stage.stageId(), stage.numTasks(), bytes, better));
    }
  }

  synchronized List<SmallPartitions> smallPartitions() {
    return List.copyOf(small);
  }

  synchronized OperationRun.Work work(boolean complete) {
    return new OperationRun.Work(
        jobs,
        stages,
        tasks,
        failedTasks,
        runMillis,
        gcMillis,
        inputBytes,
        outputBytes,
        shuffleReadBytes,
        shuffleWriteBytes,
        spilledBytes,
        complete);
  }
}
