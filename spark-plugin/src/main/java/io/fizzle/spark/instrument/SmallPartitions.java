package io.fizzle.spark.instrument;

/**
 * A stage with many partitions that hold little.
 *
 * @param name the operation that ran it
 * @param stage Spark's id of the stage
 * @param partitions its tasks
 * @param bytes what they read in all: input and shuffle
 * @param better how many partitions would do
 */
public record SmallPartitions(String name, int stage, int partitions, long bytes, int better)
    implements Measurement {
  /**
   * Whether so many partitions with so few bytes are worth a word. What read nothing is not judged.
   */
  static boolean small(int partitions, long bytes) {
    return partitions >= Thresholds.SMALL_PARTITIONS_TASKS
        && bytes > 0
        && bytes / partitions < Thresholds.SMALL_PARTITION;
  }

  /**
   * As Spark's own merging would have it: partitions of 64 MiB, but down to 1 MiB where that keeps
   * all cores at work ({@code ShufflePartitionsUtil} with {@code parallelismFirst}).
   */
  static int better(long bytes, int cores) {
    long bySize = ceilDiv(bytes, Thresholds.GOOD_PARTITION);
    long byCores = Math.min(cores, ceilDiv(bytes, Thresholds.SMALL_PARTITION));
    return (int) Math.max(1, Math.max(bySize, byCores));
  }

  private static long ceilDiv(long bytes, long part) {
    return (bytes + part - 1) / part;
  }

  @Override
  public Level level() {
    return Level.WARNING;
  }

  @Override
  public String sentence() {
    return "stage "
        + stage
        + " of "
        + name
        + " has many partitions with small data ("
        + partitions
        + " with "
        + Amounts.bytes(bytes)
        + " in all): coalesce to "
        + better;
  }
}
