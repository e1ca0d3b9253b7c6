package io.fizzle.remedy;

import org.jspecify.annotations.Nullable;

/**
 * Who starts the executors, told by {@code spark.master} (Spark 4.1.1, {@code SparkContext.scala}).
 */
public enum ClusterManager {
  /** One JVM that is driver and executor at once: executor settings do not apply. */
  LOCAL,
  /** Spark's own test cluster inside the driver's machine; executors are real processes. */
  LOCAL_CLUSTER,
  STANDALONE,
  YARN,
  KUBERNETES,
  UNKNOWN;

  /** Reads {@code spark.master}; null or a form not known gives {@link #UNKNOWN}. */
  public static ClusterManager of(@Nullable String master) {
    if (master == null) {
      return UNKNOWN;
    }
    String text = master.trim();
    if (text.startsWith("local-cluster[")) {
      return LOCAL_CLUSTER;
    }
    if (text.equals("local") || text.startsWith("local[")) {
      return LOCAL;
    }
    if (text.startsWith("spark://")) {
      return STANDALONE;
    }
    if (text.equals("k8s") || text.startsWith("k8s://") || text.startsWith("kubernetes://")) {
      return KUBERNETES;
    }
    return text.equals("yarn") || text.startsWith("yarn-") ? YARN : UNKNOWN;
  }

  /**
   * True where each executor runs in a container whose memory limit Spark itself asks for, so that
   * the overhead keys have an effect. Where the manager is not known this is assumed, because only
   * the container managers kill for memory.
   */
  public boolean sizesContainers() {
    return this == YARN || this == KUBERNETES || this == UNKNOWN;
  }

  public boolean isStandalone() {
    return this == STANDALONE || this == LOCAL_CLUSTER;
  }
}
