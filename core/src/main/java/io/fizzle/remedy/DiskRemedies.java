package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for local disks. {@code spark.local.dir} counts only where the cluster manager sets no
 * directories of its own (Spark 4.1.1, {@code Utils.getConfiguredLocalDirs}), that is in local
 * mode.
 */
public final class DiskRemedies {
  private static final String VOLUME =
      "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-1.";

  private DiskRemedies() {}

  /**
   * For {@code No space left on device} and evictions for ephemeral storage.
   *
   * @param host where it happened, empty where not known
   */
  public static List<Remedy> diskFull(SparkConf conf, String host) {
    List<Remedy> remedies = new ArrayList<>();
    compression(conf, "spark.shuffle.compress", remedies);
    compression(conf, "spark.shuffle.spill.compress", remedies);
    boolean volumes = conf.manager() == ClusterManager.KUBERNETES && conf.version().atLeast(3, 1);
    if (volumes && !hasLocalVolume(conf)) {
      remedies.add(claim(conf));
    }
    remedies.add(moreSpace(conf, host));
    return List.copyOf(remedies);
  }

  /** For a disk that fails rather than fills. */
  public static List<Remedy> badDisk(SparkConf conf, String host) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Take the disk or node "
                + (host.isEmpty() ? "" : host + " ")
                + "out of service and check it",
            "dmesg -T | grep -iE 'i/o error|ext4|xfs|nvme'; smartctl -a DEVICE",
            "Reads or writes failed or came back corrupt: more attempts on the same disk fail"
                + " again.",
            Risk.medium("one disk or node less until it is replaced"),
            "no I/O errors in the kernel's log"));
    if (conf.nameOf("spark.excludeOnFailure.enabled") != null
        && !conf.flag("spark.excludeOnFailure.enabled")) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.excludeOnFailure.enabled", "true"),
              "",
              "Spark then gives no more tasks to executors and nodes where tasks keep failing.",
              Risk.low("fewer executors for the rest of the run"),
              "tasks succeed on other nodes"));
    }
    return List.copyOf(remedies);
  }

  private static void compression(SparkConf conf, String key, List<Remedy> remedies) {
    if (!conf.flag(key)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(key, "true"),
              "",
              "Shuffle and spill files are written uncompressed, two to five times larger than need"
                  + " be.",
              Risk.low("a little CPU"),
              "less space used in the local directories"));
    }
  }

  private static boolean hasLocalVolume(SparkConf conf) {
    return conf.properties().keySet().stream()
        .anyMatch(
            key ->
                key.startsWith("spark.kubernetes.executor.volumes.")
                    && key.contains(".spark-local-dir-"));
  }

  private static ConfigurationChange claim(SparkConf conf) {
    return new ConfigurationChange(
        List.of(
            conf.change(VOLUME + "options.claimName", "OnDemand"),
            conf.change(VOLUME + "options.storageClass", "standard"),
            conf.change(VOLUME + "options.sizeLimit", "200Gi"),
            conf.change(VOLUME + "mount.path", "/data/spark-local-1"),
            conf.change(VOLUME + "mount.readOnly", "false")),
        "size for what one executor spills and shuffles; 200Gi is a starting point",
        "Without a volume whose name begins with spark-local-dir- Spark writes to an emptyDir on"
            + " the node's own disk, which all pods share. spark.local.dir would be ignored.",
        Risk.medium(
            "each executor takes a volume of its own; the storage class must exist in the cluster"),
        "free space on the executors' local directories through the largest shuffle");
  }

  private static OperatorAction moreSpace(SparkConf conf, String host) {
    String where = host.isEmpty() ? "" : " on " + host;
    String what =
        switch (conf.manager()) {
          case YARN ->
              "Add disks to yarn.nodemanager.local-dirs" + where + ", or free those that are there";
          case STANDALONE -> "Point SPARK_LOCAL_DIRS of the workers" + where + " to larger disks";
          case LOCAL, LOCAL_CLUSTER -> "Point spark.local.dir or SPARK_LOCAL_DIRS to a larger disk";
          case KUBERNETES -> "Enlarge the spark-local-dir volumes, or the nodes' disks" + where;
          case UNKNOWN -> "Give the executors' local directories" + where + " more space";
        };
    return new OperatorAction(
        what,
        "df -h; du -xsh /tmp/* 2>/dev/null | sort -h | tail",
        "Shuffle and spill files filled the local directories. The cluster manager decides where"
            + " they are, so spark.local.dir has no effect under YARN, Kubernetes or a standalone"
            + " worker.",
        Risk.medium("needs the administrator of the nodes"),
        "free space through the largest shuffle");
  }
}
