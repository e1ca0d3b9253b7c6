package io.fizzle.history;

/**
 * What a run held and did.
 *
 * @param executors how many executors registered, 0 where not known
 * @param coreHours cores times the hours for which executors held them
 * @param memoryHours GiB times the hours for which executors held them
 * @param lostCoreHours core-hours of task attempts that did not succeed; of a run that failed, all
 *     core-hours
 * @param inputBytes bytes that its stages read, from storage and from shuffles; tells whether runs
 *     are of comparable size
 * @param tasks tasks that succeeded
 */
public record Use(
    int executors,
    double coreHours,
    double memoryHours,
    double lostCoreHours,
    long inputBytes,
    long tasks) {
  public static final Use UNKNOWN = new Use(0, 0, 0, 0, 0, 0);
}
