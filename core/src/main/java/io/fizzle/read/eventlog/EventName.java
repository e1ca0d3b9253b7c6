package io.fizzle.read.eventlog;

import java.util.List;

/**
 * The events that are read. Spark's core writes their simple class name, other modules the
 * qualified one, so the package is ignored, and with it whose fork of Spark it was.
 */
enum EventName {
  LOG_START("SparkListenerLogStart"),
  APPLICATION_START("SparkListenerApplicationStart"),
  APPLICATION_END("SparkListenerApplicationEnd"),
  ENVIRONMENT_UPDATE("SparkListenerEnvironmentUpdate"),
  EXECUTOR_ADDED("SparkListenerExecutorAdded"),
  EXECUTOR_REMOVED("SparkListenerExecutorRemoved"),
  EXECUTOR_EXCLUDED("SparkListenerExecutorExcluded"),
  EXECUTOR_EXCLUDED_FOR_STAGE("SparkListenerExecutorExcludedForStage"),
  NODE_EXCLUDED("SparkListenerNodeExcluded"),
  NODE_EXCLUDED_FOR_STAGE("SparkListenerNodeExcludedForStage"),
  /** The name of exclusion before Spark 3.1; later versions write both. */
  EXECUTOR_BLACKLISTED("SparkListenerExecutorBlacklisted"),
  EXECUTOR_BLACKLISTED_FOR_STAGE("SparkListenerExecutorBlacklistedForStage"),
  NODE_BLACKLISTED("SparkListenerNodeBlacklisted"),
  NODE_BLACKLISTED_FOR_STAGE("SparkListenerNodeBlacklistedForStage"),
  STAGE_EXECUTOR_METRICS("SparkListenerStageExecutorMetrics"),
  EXECUTOR_METRICS_UPDATE("SparkListenerExecutorMetricsUpdate"),
  JOB_START("SparkListenerJobStart"),
  JOB_END("SparkListenerJobEnd"),
  STAGE_SUBMITTED("SparkListenerStageSubmitted"),
  STAGE_COMPLETED("SparkListenerStageCompleted"),
  TASK_START("SparkListenerTaskStart"),
  TASK_END("SparkListenerTaskEnd"),
  SQL_EXECUTION_START("SparkListenerSQLExecutionStart"),
  /** The plan as adaptive execution changed it, Spark 3.0 and later. */
  SQL_ADAPTIVE_UPDATE("SparkListenerSQLAdaptiveExecutionUpdate"),
  SQL_DRIVER_UPDATES("SparkListenerDriverAccumUpdates"),
  SQL_EXECUTION_END("SparkListenerSQLExecutionEnd"),
  STREAMING_QUERY_TERMINATED("StreamingQueryListener$QueryTerminatedEvent"),
  /** Samples of one executor, by Fizzle's plugin in the driver. */
  FIZZLE_VITALS("FizzleVitals"),
  /** Fizzle's own diagnosis at the moment of a loss. */
  FIZZLE_LOSS("FizzleLoss"),
  /** Something large that was shipped for a stage, seen by Fizzle's plugin. */
  FIZZLE_LARGE_WORK("FizzleLargeWork"),
  /** Any other event, of this Spark or another: known to be of no use here, or not known at all. */
  OTHER("");

  static final NameTable<EventName> NAMES =
      new NameTable<>(List.of(values()), event -> event.json, OTHER);

  private final String json;

  EventName(String json) {
    this.json = json;
  }

  /**
   * Whether a log without this event tells less of what happened. A plan's text can grow without
   * bound, and what it says only adds to the picture.
   */
  boolean isMissed() {
    return this != OTHER && this != SQL_EXECUTION_START && this != SQL_ADAPTIVE_UPDATE;
  }

  /** The event with the possibly qualified name in this range. */
  static EventName find(byte[] bytes, int from, int to) {
    int simple = to;
    while (simple > from && bytes[simple - 1] != '.') {
      simple--;
    }
    return NAMES.find(bytes, simple, to);
  }
}
