package io.fizzle.read.log;

import java.util.Set;

/** Simple names of classes that log in one kind of Spark's processes only, all versions. */
final class Loggers {
  private static final Set<String> DRIVERS =
      Set.of(
          "TaskSetManager",
          "TaskSchedulerImpl",
          "DAGScheduler",
          "YarnScheduler",
          "YarnClusterScheduler",
          "YarnAllocator",
          "SparkContext",
          "HeartbeatReceiver",
          "StandaloneSchedulerBackend",
          "StandaloneAppClient$ClientEndpoint",
          "BlockManagerMasterEndpoint",
          "ExecutorAllocationManager",
          "ExecutorMonitor",
          "HealthTracker",
          "BlacklistTracker",
          "AsyncEventQueue",
          "LiveListenerBus",
          "BroadcastExchangeExec",
          "InsertIntoHadoopFsRelation",
          "InsertIntoHadoopFsRelationCommand",
          "YarnClientSchedulerBackend",
          "KubernetesTaskSchedulerImpl",
          "ExecutorPodsAllocator",
          "KubernetesClusterSchedulerBackend",
          "SparkSQLDriver",
          "FileFormatWriter",
          "MicroBatchExecution",
          "MapOutputTrackerMaster",
          "LocalSparkCluster",
          "ErrorMonitor",
          "DriverLogger");
  private static final Set<String> EXECUTORS =
      Set.of(
          "Executor",
          "CoarseGrainedExecutorBackend",
          "YarnCoarseGrainedExecutorBackend",
          "KubernetesExecutorBackend",
          "ShuffleBlockFetcherIterator",
          "PythonRunner",
          "PythonUDFRunner",
          "UnsafeExternalSorter",
          "UnsafeShuffleWriter",
          "BypassMergeSortShuffleWriter",
          "DiskBlockObjectWriter",
          "DataWritingSparkTask",
          "ExecutorClassLoader");

  private Loggers() {}

  static boolean areDrivers(String logger) {
    return DRIVERS.contains(logger)
        || logger.startsWith("StandaloneSchedulerBackend$")
        || logger.startsWith("YarnSchedulerBackend$");
  }

  /** Tasks of a driver in local mode log under these names too. */
  static boolean areExecutors(String logger) {
    return EXECUTORS.contains(logger);
  }
}
