package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for local disks. An application's {@code spark.local.dir} decides on the disk only in
 * local mode and for a driver outside of the cluster: YARN's containers have {@code LOCAL_DIRS},
 * workers give their executors {@code SPARK_EXECUTOR_DIRS}, pods have volumes (Spark 4.1.1, {@code
 * Utils.getConfiguredLocalDirs}, {@code ExecutorRunner}, {@code LocalDirsFeatureStep}).
 */
public final class DiskRemedies {
  private DiskRemedies() {}

  /**
   * For {@code No space left on device}.
   *
   * @param jvm the process that met it
   * @param host where it happened, empty where not known
   */
  public static List<Remedy> diskFull(SparkConf conf, Jvm jvm, String host) {
    List<Remedy> remedies = new ArrayList<>(compression(conf));
    boolean volumes = conf.manager() == ClusterManager.KUBERNETES && conf.version().atLeast(3, 1);
    if (volumes && !EphemeralStorageRemedies.hasLocalVolume(conf, jvm)) {
      remedies.add(EphemeralStorageRemedies.claim(conf, jvm, EphemeralUse.UNKNOWN));
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

  /** ESTALE: only a network file system forgets files that are open (errno(3)). */
  public static List<Remedy> staleHandle() {
    return List.of(
        new OperatorAction(
            "Keep local directories off network file systems, or mount the share again and see who"
                + " removed or exported its files anew",
            "mount | grep -E 'nfs|cifs|fuse'; df -hT",
            "A stale file handle is a file of a network file system whose server no longer knows"
                + " it. No disk of this machine is broken.",
            Risk.low("nothing is changed yet"),
            "no \"Stale file handle\""));
  }

  /** Less to write, where compression was switched off. */
  static List<Remedy> compression(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    for (String key : List.of("spark.shuffle.compress", "spark.shuffle.spill.compress")) {
      if (!conf.flag(key)) {
        remedies.add(
            new ConfigurationChange(
                conf.change(key, "true"),
                "",
                "Shuffle and spill files are written uncompressed, two to five times larger than"
                    + " need be.",
                Risk.low("a little CPU"),
                "less space used in the local directories"));
      }
    }
    return remedies;
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
        conf.manager() == ClusterManager.KUBERNETES
            ? "kubectl exec POD -- df -h  # while it runs; kubectl describe pod POD"
            : "df -h; du -xsh /tmp/* 2>/dev/null | sort -h | tail",
        "Shuffle and spill files filled the local directories. " + whoDecides(conf.manager()),
        Risk.medium("needs the administrator of the nodes"),
        "free space through the largest shuffle");
  }

  private static String whoDecides(ClusterManager manager) {
    return switch (manager) {
      case YARN -> "The node manager says where they are: spark.local.dir has no effect there.";
      case KUBERNETES ->
          "The pod's volumes say where they are: spark.local.dir only names the path at which an"
              + " emptyDir of the node is mounted.";
      case STANDALONE ->
          "The worker says where they are, by its own SPARK_LOCAL_DIRS or spark.local.dir: that of"
              + " the application has no effect on executors.";
      case LOCAL, LOCAL_CLUSTER -> "SPARK_LOCAL_DIRS goes before spark.local.dir.";
      case UNKNOWN ->
          "What the cluster manager sets goes before spark.local.dir: LOCAL_DIRS of YARN, the"
              + " volumes of a pod, the directories of a standalone worker.";
    };
  }
}
