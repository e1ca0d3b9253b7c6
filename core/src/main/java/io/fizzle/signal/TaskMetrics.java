package io.fizzle.signal;

/**
 * What one task attempt measured of itself. Times in milliseconds, sizes in bytes.
 *
 * @param launchEpochMillis when the driver launched it
 * @param durationMillis from launch to finish on the driver's clock
 * @param peakExecutionMemory 0 before Spark 3.0
 * @param shuffleWriteMillis blocked on writes of shuffle files to disk or buffer cache
 * @param schedulerDelayMillis the part of the duration in which the executor neither ran, loaded
 *     nor serialised anything: on the way to the executor and back, and waiting for the driver
 */
public record TaskMetrics(
    long launchEpochMillis,
    long durationMillis,
    long runMillis,
    long cpuMillis,
    long gcMillis,
    long deserializeMillis,
    long resultBytes,
    long peakExecutionMemory,
    long memorySpilled,
    long diskSpilled,
    long inputBytes,
    long inputRecords,
    long outputBytes,
    long shuffleReadBytes,
    long shuffleReadRecords,
    long shuffleFetchWaitMillis,
    long shuffleWriteBytes,
    long shuffleWriteMillis,
    long schedulerDelayMillis) {}
