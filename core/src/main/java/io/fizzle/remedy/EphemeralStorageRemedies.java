package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Remedies for pods that the kubelet evicted for their local storage. Nobody logs in to such a node
 * as a rule, and the pod is gone: what {@code kubectl} still tells has to do.
 *
 * <p>Volumes of Spark's local directories: Spark 4.1, {@code LocalDirsFeatureStep.scala} and {@code
 * MountVolumesFeatureStep.scala}. What counts as ephemeral storage, and that pods above their
 * request go first: Kubernetes, Local ephemeral storage, Node-pressure Eviction, {@code
 * pkg/kubelet/eviction/helpers.go} ({@code rankDiskPressureFunc}).
 */
public final class EphemeralStorageRemedies {
  private static final String ON_DEMAND = "OnDemand";
  private static final String STARTING_POINT = "200Gi";

  private EphemeralStorageRemedies() {}

  /**
   * For an eviction for local storage.
   *
   * @param message the kubelet's words
   * @param node where it happened, empty where not known
   */
  public static List<Remedy> evicted(SparkConf conf, Jvm jvm, String message, String node) {
    EphemeralUse use = EphemeralUse.parse(message);
    List<Remedy> remedies = new ArrayList<>(DiskRemedies.compression(conf));
    if (use.shortage() == EphemeralUse.Shortage.VOLUME) {
      remedies.add(largerVolume(conf, jvm, use));
    } else {
      if (conf.version().atLeast(3, 1) && !hasLocalVolume(conf, jvm)) {
        remedies.add(claim(conf, jvm, use));
      }
      remedies.add(promise(conf, jvm, use));
    }
    remedies.add(look(node));
    return List.copyOf(remedies);
  }

  /** True where a volume for local directories is configured by keys; templates do not show. */
  static boolean hasLocalVolume(SparkConf conf, Jvm jvm) {
    return conf.properties().keySet().stream()
        .anyMatch(key -> key.startsWith(volumes(jvm)) && key.contains(".spark-local-dir-"));
  }

  /** A volume of its own for each process, which does not count as storage of the node. */
  static ConfigurationChange claim(SparkConf conf, Jvm jvm, EphemeralUse use) {
    String volume = volumes(jvm) + "persistentVolumeClaim.spark-local-dir-1.";
    String size = use.larger();
    return new ConfigurationChange(
        List.of(
            conf.change(volume + "options.claimName", ON_DEMAND),
            conf.change(volume + "options.storageClass", "standard"),
            conf.change(volume + "options.sizeLimit", size.isEmpty() ? STARTING_POINT : size),
            conf.change(volume + "mount.path", "/data/spark-local-1"),
            conf.change(volume + "mount.readOnly", "false")),
        (size.isEmpty()
                ? "size for what one "
                    + jvm.label()
                    + " spills and shuffles; 200Gi is a starting point"
                : use.arithmetic())
            + "; for standard take a class that `kubectl get storageclass` lists",
        "Without a volume whose name begins with spark-local-dir- Spark writes to an emptyDir on"
            + " the node's own disk, which all pods share; spark.local.dir would only change the"
            + " path at which it is mounted.",
        Risk.medium(
            "each "
                + jvm.label()
                + " takes a volume of its own; the storage class must exist in the cluster"),
        "no eviction, and free space in the local directories through the largest shuffle");
  }

  private static Remedy largerVolume(SparkConf conf, Jvm jvm, EphemeralUse use) {
    String key = volumes(jvm) + "emptyDir." + use.volume() + ".options.sizeLimit";
    String set = use.volume().isEmpty() ? null : conf.explicit(key);
    String larger = use.larger();
    String why =
        "The volume has a size limit of its own, and the kubelet evicts the pod that outgrows it,"
            + " however much room the node has.";
    if (set != null && !larger.isEmpty() && !larger.equals(set)) {
      return new ConfigurationChange(
          conf.change(key, larger),
          use.arithmetic(),
          why,
          Risk.medium("the nodes' disks must have that much room for each " + jvm.label()),
          "no \"Usage of EmptyDir volume\" in the events");
    }
    return new OperatorAction(
        "Raise the sizeLimit of the emptyDir volume "
            + (use.volume().isEmpty() ? "that the message names" : use.volume())
            + (larger.isEmpty() ? "" : " to " + larger)
            + " where it is declared: the pod template or the operator's spec.volumes",
        use.volume().isEmpty()
            ? "kubectl get pod POD -o jsonpath='{.spec.volumes}'"
            : key
                + "="
                + (larger.isEmpty() ? "SIZE" : larger)
                + "  # or spec.volumes of the template: kubectl get pod POD -o"
                + " jsonpath='{.spec.volumes}'",
        why + (larger.isEmpty() ? "" : " " + use.arithmetic() + "."),
        Risk.medium("the nodes' disks must have that much room for each " + jvm.label()),
        "no \"Usage of EmptyDir volume\" in the events");
  }

  /** Spark has no key for it: the pod template's container keeps what Spark does not set. */
  private static Remedy promise(SparkConf conf, Jvm jvm, EphemeralUse use) {
    boolean limited = use.shortage() == EphemeralUse.Shortage.LIMIT;
    String size = use.larger().isEmpty() ? "SIZE" : use.larger();
    String template = "spark.kubernetes." + jvm.label() + ".podTemplateFile";
    String resources =
        limited
            ? "spec.containers[0].resources.limits.ephemeral-storage: " + size
            : "spec.containers[0].resources.requests.ephemeral-storage: " + size;
    return new OperatorAction(
        limited
            ? "Raise the pod's limit of ephemeral storage, or take it away"
            : "Let the pods request the ephemeral storage that they use",
        conf.exists(template)
            ? template + "=FILE  # in FILE: " + resources
            : "kubectl describe limitrange -n NAMESPACE  # defaults for pods that say nothing",
        (limited
                ? "Everything that the pod writes to emptyDir volumes, its own layer and its logs"
                    + " counts towards the limit. Spark sets none: it comes from the pod template,"
                    + " the operator or a LimitRange of the namespace."
                : "Without a request the scheduler takes no account of what Spark will write, and"
                    + " the kubelet evicts pods above their request first. Spark has no key for it,"
                    + " and keeps what the pod template sets.")
            + (use.arithmetic().isEmpty() ? "" : " " + use.arithmetic() + "."),
        Risk.medium("fewer pods fit a node"),
        "no pod with the reason Evicted");
  }

  private static Remedy look(String node) {
    String name = ShellWord.of(node, "NODE");
    return new OperatorAction(
        "See what filled "
            + (node.isEmpty() ? "the node" : node)
            + ": the pod's own volumes, or others on the same disk",
        "kubectl describe pod POD; kubectl describe node "
            + name
            + "; kubectl get --raw /api/v1/nodes/"
            + name
            + "/proxy/stats/summary  # ephemeral-storage and volumes of each pod",
        "The node's conditions and events say when its disk was short; the kubelet's summary says"
            + " which pods and volumes hold the space now.",
        Risk.low("nothing is changed; the summary needs the right to nodes/proxy"),
        "no condition DiskPressure through the largest shuffle");
  }

  private static String volumes(Jvm jvm) {
    return "spark.kubernetes." + jvm.label() + ".volumes.";
  }
}
