package io.fizzle.history;

/**
 * What a run asked its cluster manager for; 0 where it is not known.
 *
 * @param executorCores cores of one executor
 * @param executorMemory bytes of one executor: its container, or its heap where nothing limits more
 * @param driverMemory bytes of the driver, likewise
 */
public record Resources(int executorCores, long executorMemory, long driverMemory) {
  public static final Resources UNKNOWN = new Resources(0, 0, 0);
}
