package io.fizzle.spark.instrument;

import io.fizzle.spark.instrument.Checkpoint.Way;
import java.lang.reflect.Field;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.storage.StorageLevel;

/** Breaks lineages for good: by a checkpoint, never by a cache, which keeps the lineage. */
final class LineageBreaker {
  private final SparkContext context;

  LineageBreaker(SparkContext context) {
    this.context = context;
  }

  /** Where the next checkpoint goes. */
  Way way() {
    return context.getCheckpointDir().isDefined() ? Way.RELIABLE : Way.LOCAL;
  }

  /** The Dataset with a lineage of one step; computes it. */
  <T> Dataset<T> broken(Dataset<T> dataset) {
    return way() == Way.RELIABLE ? dataset.checkpoint(true) : dataset.localCheckpoint(true);
  }

  /**
   * The same RDD with its lineage broken; computes it once. A reliable checkpoint is a second job
   * that would compute all again, so the values are kept in between.
   *
   * @return whether it is broken now
   */
  boolean broke(RDD<?> rdd) throws ReflectiveOperationException {
    allowCheckpoint(rdd);
    if (way() == Way.LOCAL) {
      rdd.localCheckpoint();
      rdd.count();
      return rdd.isCheckpointed();
    }
    boolean keep = rdd.getStorageLevel().equals(StorageLevel.NONE());
    if (keep) {
      rdd.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      rdd.checkpoint();
      rdd.count();
    } finally {
      if (keep) {
        rdd.unpersist(false);
      }
    }
    return rdd.isCheckpointed();
  }

  /**
   * After its first job an RDD silently ignores {@code checkpoint()}: it remembers to have looked
   * (Spark 2.0 to 4.2, {@code RDD.doCheckpointCalled}). It is made to look again.
   */
  private static void allowCheckpoint(RDD<?> rdd) throws ReflectiveOperationException {
    for (Field field : RDD.class.getDeclaredFields()) {
      if (field.getName().endsWith("doCheckpointCalled")) {
        field.setAccessible(true);
        field.setBoolean(rdd, false);
      }
    }
  }
}
