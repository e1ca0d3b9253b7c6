package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.CodeChange;
import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for shuffle data that could not be read. They soften the loss; the executor that held
 * the data is the cause and has remedies of its own. None raises {@code spark.task.maxFailures}:
 * fetch failures do not count towards it.
 */
public final class ShuffleRemedies {
  private static final String ROOT =
      "The data were lost with the executor that wrote them; why that one ended comes first.";

  /** {@code spark.shuffle.io.maxRetries}, Spark 4.1.1, {@code TransportConf.java}. */
  private static final long USUAL_RETRIES = 3;

  /** A service that pauses for GC or waits for its disk answers within so long, or never. */
  private static final long PATIENT_MILLIS = 30_000;

  private ShuffleRemedies() {}

  /**
   * For map output that went away with its executor.
   *
   * @param planned true where the executor was taken away on purpose (scale-down, drain,
   *     preemption), so that it had time to hand its blocks over
   */
  public static List<Remedy> shuffleDataLost(SparkConf conf, boolean planned) {
    List<Remedy> remedies = new ArrayList<>();
    if (planned) {
      remedies.addAll(decommissioning(conf));
    }
    remedies.addAll(tracking(conf));
    if (conf.manager() == ClusterManager.KUBERNETES) {
      remedies.addAll(reusedVolumes(conf));
    } else {
      remedies.addAll(shuffleService(conf));
    }
    if (remedies.isEmpty()) {
      remedies.add(
          new CodeChange(
              "Checkpoint before the stage whose shuffle is dear to recompute",
              "val stable = expensive.checkpoint()",
              ROOT + " A checkpoint in reliable storage saves the work before it.",
              Risk.low("the data are written once"),
              "a lost executor costs the last stage only"));
    }
    return List.copyOf(remedies);
  }

  /**
   * Blocks move to other executors before a planned end; empty before Spark 3.1 and in local mode.
   */
  static List<Remedy> decommissioning(SparkConf conf) {
    if (!conf.exists("spark.decommission.enabled") || conf.manager() == ClusterManager.LOCAL) {
      return List.of();
    }
    List<Change> changes = new ArrayList<>();
    for (String key :
        List.of(
            "spark.decommission.enabled",
            "spark.storage.decommission.enabled",
            "spark.storage.decommission.shuffleBlocks.enabled",
            "spark.storage.decommission.rddBlocks.enabled")) {
      if (!conf.flag(key)) {
        changes.add(conf.change(key, "true"));
      }
    }
    String tolerant = "spark.stage.ignoreDecommissionFetchFailure";
    if (conf.exists(tolerant) && !conf.flag(tolerant)) {
      changes.add(conf.change(tolerant, "true"));
    }
    if (changes.isEmpty()) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            changes,
            "",
            "An executor that is told of its end then moves its shuffle and cached blocks to others"
                + " first. It does nothing for executors that crash.",
            Risk.low("some traffic while executors are drained"),
            "\"Finished decommissioning\" instead of fetch failures after a drain"));
  }

  private static List<Remedy> tracking(SparkConf conf) {
    String key = "spark.dynamicAllocation.shuffleTracking.enabled";
    boolean needed =
        conf.flag("spark.dynamicAllocation.enabled")
            && !conf.flag("spark.shuffle.service.enabled")
            && conf.exists(key)
            && !conf.flag(key);
    if (!needed) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change(key, "true"),
            "",
            "Dynamic allocation then keeps executors whose shuffle files are still needed.",
            Risk.low("executors stay longer"),
            "no fetch failures after an idle executor was released"));
  }

  private static List<Remedy> shuffleService(SparkConf conf) {
    boolean possible =
        conf.manager() == ClusterManager.YARN || conf.manager() == ClusterManager.STANDALONE;
    if (!possible || conf.flag("spark.shuffle.service.enabled")) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            conf.change("spark.shuffle.service.enabled", "true"),
            "",
            ROOT
                + " The external shuffle service of the node serves its files after an executor's"
                + " end.",
            Risk.medium(
                "the service must run on every node"
                    + (conf.manager() == ClusterManager.YARN
                        ? " (spark_shuffle in yarn.nodemanager.aux-services)"
                        : " (spark.shuffle.service.enabled for the workers)")
                    + ", else no executor starts"),
            "an executor's death no longer repeats finished stages"));
  }

  /**
   * Kubernetes has no shuffle service; since 3.2 a new executor can take over a dead one's volume.
   */
  private static List<Remedy> reusedVolumes(SparkConf conf) {
    boolean claims =
        conf.properties().keySet().stream()
            .anyMatch(
                key ->
                    key.startsWith(
                        "spark.kubernetes.executor.volumes.persistentVolumeClaim.spark-local-dir-"));
    if (!claims || !conf.exists("spark.kubernetes.driver.reusePersistentVolumeClaim")) {
      return List.of();
    }
    return List.of(
        new ConfigurationChange(
            List.of(
                conf.change("spark.kubernetes.driver.reusePersistentVolumeClaim", "true"),
                conf.change("spark.kubernetes.driver.ownPersistentVolumeClaim", "true"),
                conf.change(
                    "spark.shuffle.sort.io.plugin.class",
                    "org.apache.spark.shuffle.KubernetesLocalDiskShuffleDataIO")),
            "",
            ROOT
                + " With its local directory on a volume that outlives it, the next executor"
                + " recovers the shuffle files. There is no external shuffle service on"
                + " Kubernetes.",
            Risk.medium("volumes stay until the driver ends"),
            "\"Try to recover shuffle data\" in the log of new executors instead of repeated"
                + " stages"));
  }

  /** For an external shuffle service that refused or forgot its executors. */
  public static List<Remedy> shuffleServiceDown(SparkConf conf, String host) {
    String where = host.isEmpty() ? "the node" : host;
    List<Remedy> remedies = new ArrayList<>();
    if (conf.manager() == ClusterManager.KUBERNETES && conf.flag("spark.shuffle.service.enabled")) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.shuffle.service.enabled", "false"),
              "",
              "Spark has no external shuffle service on Kubernetes.",
              Risk.low("dynamic allocation needs spark.dynamicAllocation.shuffleTracking.enabled"),
              "executors register"));
      return List.copyOf(remedies);
    }
    remedies.add(
        new OperatorAction(
            "Start the external shuffle service on " + where + " again, with recovery of its state",
            conf.manager() == ClusterManager.YARN
                ? "yarn node -status "
                    + (host.isEmpty() ? "NODE" : host)
                    + "  # yarn.nodemanager.recovery.enabled"
                : "sbin/start-shuffle-service.sh  # spark.shuffle.service.db.enabled=true",
            "The service was down, or was restarted and no longer knows the executors (\"Executor"
                + " is not registered\")."
                + (conf.manager() == ClusterManager.UNKNOWN
                    ? " YARN: an auxiliary service of the NodeManager, spark_shuffle. Kubernetes"
                        + " has none: there spark.shuffle.service.enabled=false."
                    : ""),
            Risk.medium("needs the administrator of the nodes"),
            "no \"Executor is not registered\" after a restart of the service"));
    return List.copyOf(remedies);
  }

  /** For an external shuffle service that lives and does not answer those who register with it. */
  public static List<Remedy> registrationTimeout(SparkConf conf, String host) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Look what keeps the shuffle service of "
                + (host.isEmpty() ? "the node" : host)
                + " busy: its GC, its disks, how many applications it serves",
            null,
            "It took the connection and did not answer in time. Starting it anew loses its"
                + " registrations where it has no recovery.",
            Risk.low("nothing is changed yet"),
            "executors register at the first try"));
    String timeout = "spark.shuffle.registration.timeout";
    if (conf.exists(timeout) && conf.time(timeout).millis() < PATIENT_MILLIS) {
      remedies.add(
          new ConfigurationChange(
              conf.change(timeout, PATIENT_MILLIS / 1000 + "s"),
              "",
              "Executors wait "
                  + conf.time(timeout).human()
                  + " for its answer and try "
                  + conf.number("spark.shuffle.registration.maxAttempts")
                  + " times.",
              Risk.low("executors of a node whose service is dead end a little later"),
              "no \"Unable to register with external shuffle server\""));
    }
    return List.copyOf(remedies);
  }

  /**
   * For shuffle reads that ran into a timeout although the serving executor lived.
   *
   * @param peer the executor that did not answer, empty where not known
   */
  public static List<Remedy> shuffleTimeout(SparkConf conf, String peer) {
    List<Remedy> remedies = new ArrayList<>(LivenessRemedies.restoredTimeouts(conf));
    remedies.add(
        new OperatorAction(
            "Look at "
                + (peer.isEmpty() ? "the executor that did not answer" : peer)
                + " in the silent minutes: GC, CPU limit, disk",
            null,
            "A peer that is alive but silent is paused by GC, throttled, or waits for its disk; a"
                + " longer timeout only waits longer.",
            Risk.low("nothing is changed yet"),
            "what the peer did in that time"));
    long usual = USUAL_RETRIES;
    if (conf.number("spark.shuffle.io.maxRetries") <= usual) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.shuffle.io.maxRetries", Long.toString(2 * usual)),
              2 * usual + " tries, " + conf.time("spark.shuffle.io.retryWait").human() + " apart",
              "More tries bridge a short outage of a peer that comes back.",
              Risk.low("a dead peer is given up a little later"),
              "\"Retrying fetch\" in the log instead of FetchFailed"));
    }
    return List.copyOf(remedies);
  }
}
