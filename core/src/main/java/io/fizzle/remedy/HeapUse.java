package io.fizzle.remedy;

/**
 * What was measured of a heap before it failed.
 *
 * @param liveBytes occupancy after the last full collection before the failure; -1 where not known
 * @param peakBytes highest use seen, garbage included; -1 where not known
 * @param tasks tasks that ran at once in the JVM; 0 where not known
 * @param samePartition true where the same partition failed again on other executors, so that its
 *     data, not the number of tasks, is too large
 */
public record HeapUse(Jvm jvm, long liveBytes, long peakBytes, int tasks, boolean samePartition) {

  /** Nothing was measured. */
  public static HeapUse unknown(Jvm jvm) {
    return new HeapUse(jvm, -1, -1, 0, false);
  }
}
