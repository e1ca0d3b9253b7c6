package io.fizzle.spark.instrument;

/**
 * From which value on something is worth a note or a warning; each bound belongs to the quiet side.
 */
public final class Thresholds {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;

  /**
   * 1000 KiB: from here Spark itself warns of a large task ({@code
   * TaskSetManager.TASK_SIZE_TO_WARN_KIB}, Spark 3.0 to 4.2).
   */
  public static final long CLOSURE_WARNING = 1000 * KIB;

  /** 100 KiB: where Spark warned until 2.4 ({@code TaskSetManager.TASK_SIZE_TO_WARN_KB}). */
  public static final long CLOSURE_NOTE = 100 * KIB;

  /**
   * 4 MiB: beyond one block of a broadcast ({@code spark.broadcast.blockSize}, 4m in Spark 3.5 to
   * 4.2), so every executor fetches several.
   */
  public static final long BROADCAST_WARNING = 4 * MIB;

  /** 1 MiB: a quarter of a block; a choice of this project. */
  public static final long BROADCAST_NOTE = MIB;

  /**
   * 50 steps: a choice of this project, far below where Spark fails. Each action walks the whole
   * lineage on the driver again, and a loss computes it again.
   */
  public static final int LINEAGE_WARNING = 50;

  /** 20 steps: more than most queries that are written by hand; a choice of this project. */
  public static final int LINEAGE_NOTE = 20;

  /** 30 steps: where {@code checkpointIfNeeded} breaks a lineage unless told otherwise. */
  public static final int CHECKPOINT = 30;

  /** 32 tasks: below, nothing is won by merging partitions; a choice of this project. */
  public static final int SMALL_PARTITIONS_TASKS = 32;

  /**
   * 1 MiB for each partition: Spark's own bound for merging ({@code
   * spark.sql.adaptive.coalescePartitions.minPartitionSize}, 1MB in Spark 3.2 to 4.2).
   */
  public static final long SMALL_PARTITION = MIB;

  /**
   * 64 MiB: the size that Spark merges partitions to ({@code
   * spark.sql.adaptive.advisoryPartitionSizeInBytes}, 64MB in Spark 3.0 to 4.2).
   */
  public static final long GOOD_PARTITION = 64 * MIB;

  private Thresholds() {}

  static Level closure(long bytes) {
    return level(bytes, CLOSURE_NOTE, CLOSURE_WARNING);
  }

  static Level broadcast(long bytes) {
    return level(bytes, BROADCAST_NOTE, BROADCAST_WARNING);
  }

  static Level lineage(int depth) {
    return level(depth, LINEAGE_NOTE, LINEAGE_WARNING);
  }

  private static Level level(long value, long note, long warning) {
    if (value > warning) {
      return Level.WARNING;
    }
    return value > note ? Level.NOTE : Level.FINE;
  }
}
