package io.fizzle.signal;

import io.fizzle.evidence.Evidence;
import org.jspecify.annotations.Nullable;

/** Facts about one executor's life, whoever tells them. */
public sealed interface ExecutorSignal extends Signal {

  /**
   * The executor's id as Spark prints it; empty where the source does not tell which executor it
   * is.
   */
  String executorId();

  /** An executor was launched by a worker or node manager, not yet registered. */
  record Launched(
      Evidence evidence, String executorId, @Nullable String host, @Nullable String command)
      implements ExecutorSignal {}

  /** The executor was given this container of YARN. */
  record Contained(Evidence evidence, String executorId, String container)
      implements ExecutorSignal {}

  /**
   * The executor registered with the driver.
   *
   * @param host the name under which Spark knows its machine, or the address from which it came;
   *     null where neither is told
   * @param byAddress true where the host is only the address from which it connected
   */
  record Added(
      Evidence evidence, String executorId, @Nullable String host, int cores, boolean byAddress)
      implements ExecutorSignal {

    /** Told with the name of its machine. */
    public Added(Evidence evidence, String executorId, @Nullable String host, int cores) {
      this(evidence, executorId, host, cores, false);
    }
  }

  /**
   * The driver (or its event log) removed the executor. One executor may be removed several times
   * for different reasons (Spark 3.3 and later, SPARK-35011).
   */
  record Removed(Evidence evidence, String executorId, @Nullable String host, RemovalReason reason)
      implements ExecutorSignal {}

  /**
   * The driver noticed missing heartbeats.
   *
   * @param silenceMillis time since the last heartbeat
   * @param timeoutMillis the timeout in force, 0 where the line does not tell
   */
  record HeartbeatMissed(
      Evidence evidence, String executorId, long silenceMillis, long timeoutMillis)
      implements ExecutorSignal {}

  /**
   * The process ended, as told by the one who launched it (worker, node manager, kubelet).
   *
   * @param exitStatus the status, signals as 128 + n, YARN's negative statuses as they are
   * @param onRequest true where the launcher itself had been asked to kill it
   */
  record Exited(
      Evidence evidence,
      String executorId,
      @Nullable String host,
      int exitStatus,
      boolean onRequest,
      String detail)
      implements ExecutorSignal {}

  /** Somebody asked for this executor to be ended: the driver, the master, dynamic allocation. */
  record KillRequested(Evidence evidence, String executorId, KillReason reason)
      implements ExecutorSignal {}

  /** Why an executor was asked to end. */
  enum KillReason {
    IDLE,
    APPLICATION_END,
    EXCLUDED,
    UNKNOWN
  }

  /** Decommissioning was asked for, announced or finished. */
  record Decommissioned(Evidence evidence, String executorId, String detail)
      implements ExecutorSignal {}

  /** The driver told the executor to shut down (executor's own log): an orderly end. */
  record ShutdownCommanded(Evidence evidence, String executorId) implements ExecutorSignal {}

  /** The executor saw the driver's connection close and ended itself: a victim, not a cause. */
  record DriverGone(Evidence evidence, String executorId) implements ExecutorSignal {}

  /** The executor could not reach the driver with a heartbeat. */
  record HeartbeatUndelivered(Evidence evidence, String executorId, boolean gaveUp)
      implements ExecutorSignal {}

  /** The executor could not start or ended itself, with the error it gave. */
  record StartFailed(Evidence evidence, String executorId, Failure failure)
      implements ExecutorSignal {}

  /**
   * What Fizzle's plugin in the running driver said of a loss at that moment. It is told beside a
   * diagnosis and never weighed: it was made of less than what is there now.
   *
   * @param cause the id of a cause, {@code undetermined} where none was certain enough
   * @param confidence 0 to 1; 0 where it was undetermined
   */
  record LiveVerdict(Evidence evidence, String executorId, String cause, double confidence)
      implements ExecutorSignal {}

  /** The executor was excluded (formerly blacklisted) from scheduling. */
  record Excluded(Evidence evidence, String executorId, @Nullable String host)
      implements ExecutorSignal {}

  /**
   * The executor's memory as it was polled while one of its tasks ran, which succeeded; bytes, -1
   * where not told.
   */
  record PolledByTask(
      Evidence evidence, String executorId, long jvmHeap, long processRss, long pythonRss)
      implements ExecutorSignal {}

  /**
   * Peak values of {@code StageExecutorMetrics}, in bytes and milliseconds; -1 where never set.
   *
   * @param jvmHeap peak used heap, garbage included
   * @param processRss peak resident size of the JVM process ({@code ProcessTreeJVMRSSMemory})
   * @param gcMillis total GC time since the JVM started
   */
  record PeakMetrics(
      Evidence evidence,
      String executorId,
      long jvmHeap,
      long jvmOffHeap,
      long directPool,
      long processRss,
      long pythonRss,
      long majorGcCount,
      long gcMillis)
      implements ExecutorSignal {}
}
