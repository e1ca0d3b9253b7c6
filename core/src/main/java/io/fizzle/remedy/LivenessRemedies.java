package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;

/** Remedies for executors that fell silent, were killed, or lost their node. */
public final class LivenessRemedies {
  private static final SparkTime USUAL_TIMEOUT = SparkTime.ofSeconds(120);
  private static final SparkTime USUAL_INTERVAL = SparkTime.ofSeconds(10);

  private LivenessRemedies() {}

  /**
   * For an executor that stopped sending heartbeats, where neither GC nor memory was the reason.
   *
   * @param host where it ran, empty where not known
   */
  public static List<Remedy> heartbeatLost(SparkConf conf, String host) {
    List<Remedy> remedies = new ArrayList<>(restoredTimeouts(conf));
    String where = host.isEmpty() ? "the executor's node" : host;
    remedies.add(
        new OperatorAction(
            "Find what stopped the process on "
                + where
                + " in the silent minutes: CPU limit, swapping, a frozen"
                + " machine, the network to the driver",
            conf.manager() == ClusterManager.KUBERNETES
                ? "cat /sys/fs/cgroup/cpu.stat; " + PodRemedies.describeNode(host)
                : "sar -u -W -n EDEV; dmesg -T | tail -50; chronyc tracking",
            "Where the executor's GC log is silent too, the whole process, its machine or its"
                + " network stood still. More memory or other GC settings would not have changed"
                + " it.",
            Risk.low("nothing is changed yet"),
            "nr_throttled, swapping or link errors in the minutes of the silence, or none of"
                + " them"));
    return List.copyOf(remedies);
  }

  /**
   * Back to Spark's defaults where a timeout was set so that healthy pauses already end executors.
   */
  static List<Remedy> restoredTimeouts(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    String heartbeat = "spark.storage.blockManagerHeartbeatTimeoutMs";
    String key =
        conf.nameOf(heartbeat) != null && conf.isSet(heartbeat)
            ? heartbeat
            : "spark.network.timeout";
    SparkTime timeout = conf.heartbeatTimeout();
    if (timeout.compareTo(USUAL_TIMEOUT) < 0) {
      remedies.add(
          new ConfigurationChange(
              conf.change(key, USUAL_TIMEOUT.text()),
              timeout.human() + " → Spark's default of 120 s",
              "The timeout was set below Spark's default, so that pauses which are harmless"
                  + " elsewhere end executors here.",
              Risk.low("executors that really died silently are noticed after two minutes"),
              "no heartbeat timeouts below 120 s"));
    }
    SparkTime interval = conf.time("spark.executor.heartbeatInterval");
    if (conf.isSet("spark.executor.heartbeatInterval")
        && interval.compareTo(USUAL_INTERVAL) > 0
        && interval.millis() > timeout.millis() / 4) {
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.executor.heartbeatInterval", USUAL_INTERVAL.text()),
              timeout.human()
                  + " / "
                  + interval.human()
                  + " leaves only "
                  + timeout.millis() / Math.max(1, interval.millis())
                  + " chances to be heard; 120 s / 10 s leaves 12",
              "Fewer heartbeats in the timeout make a loss likelier, not rarer.",
              Risk.low("a little more traffic"),
              "a single lost heartbeat has no effect"));
    }
    return remedies;
  }

  /**
   * For a process that was ended by SIGKILL or SIGTERM without any sign of a memory limit.
   *
   * @param process what it is called: {@code driver}, {@code executor}
   */
  public static List<Remedy> killedExternally(SparkConf conf, String process, String host) {
    String where = host.isEmpty() ? "" : " on " + host;
    return List.of(
        new OperatorAction(
            "Find out who ended the "
                + process
                + where
                + ": kernel, operator, scheduler or a script",
            whoKilled(conf),
            "The signal tells that the process was ended from outside, not by whom. Without a"
                + " kernel line, an OOMKilled status or an exceeded limit there is no ground to"
                + " change its memory.",
            Risk.low("nothing is changed yet"),
            "a kernel line, an event or an audit record at the second of the death"));
  }

  /** For a container that did not answer a probe of the kubelet. */
  public static List<Remedy> probe(Jvm jvm) {
    return List.of(
        new OperatorAction(
            "Take the probe off the "
                + jvm.label()
                + "'s container, or give it more time: timeoutSeconds, failureThreshold",
            "kubectl get pod POD -o jsonpath='{.spec.containers[*].livenessProbe}'",
            "Spark sets no probe: a template, the operator or a policy of the cluster adds it. The"
                + " kubelet killed a process that was alive and slow to answer, as in a long"
                + " collection or while the web interface lists many tasks; its GC log tells.",
            Risk.low("a process that hangs for good is no longer ended by the kubelet"),
            "no event \"failed liveness probe\""));
  }

  private static String whoKilled(SparkConf conf) {
    return switch (conf.manager()) {
      case KUBERNETES ->
          "kubectl get events --sort-by=.lastTimestamp; kubectl get pod POD -o"
              + " jsonpath='{.status}'";
      case YARN ->
          "yarn logs -applicationId APPLICATION -log_files stderr; journalctl -k | grep -i oom";
      default -> "journalctl -k | grep -iE 'oom|killed process'; ausearch -m OBJ_PID";
    };
  }

  /**
   * For a node, worker or node manager that went away.
   *
   * @param node its name, empty where not known
   */
  public static List<Remedy> nodeLost(SparkConf conf, String node) {
    List<Remedy> remedies = new ArrayList<>(ShuffleRemedies.decommissioning(conf));
    String name = ShellWord.of(node, "NODE");
    remedies.add(
        new OperatorAction(
            "Look after the node "
                + (node.isEmpty() ? "that was lost" : node)
                + " before it takes work again",
            switch (conf.manager()) {
              case KUBERNETES -> PodRemedies.describeNode(node);
              case YARN -> "yarn node -list -all; yarn node -status " + name;
              default -> "ssh " + name + " 'last -x reboot | head; dmesg -T | tail -50'";
            },
            "The whole machine or its agent was gone; what ran on it did nothing wrong.",
            Risk.low("nothing is changed yet"),
            "the node stays ready"));
    return List.copyOf(remedies);
  }

  /** For executors taken away for others with more right to the machines. */
  public static List<Remedy> preempted(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>(ShuffleRemedies.decommissioning(conf));
    remedies.add(
        conf.manager() == ClusterManager.YARN
            ? new OperatorAction(
                "Run the application in a queue whose guaranteed share covers it",
                "yarn queue -status QUEUE",
                "Beyond the queue's guaranteed share containers are lent and may be taken back."
                    + " Spark does not count preemption as failure; memory has nothing to do with"
                    + " it.",
                Risk.medium("another queue's share shrinks"),
                "no exit status -102")
            : new OperatorAction(
                "Give the executors a priority class that others do not preempt, or machines that"
                    + " are not spot",
                "kubectl get priorityclass; kubectl get events --field-selector reason=Preempted",
                "The scheduler or the cloud took the machine for others; memory has nothing to do"
                    + " with it.",
                Risk.medium("costs more, or others wait"),
                "no Preempted events"));
    return List.copyOf(remedies);
  }

  private static List<Remedy> drained(SparkConf conf, Jvm jvm, String node) {
    boolean driver = jvm == Jvm.DRIVER;
    List<Remedy> remedies = new ArrayList<>();
    if (!driver) {
      remedies.addAll(ShuffleRemedies.decommissioning(conf));
    }
    remedies.add(
        new OperatorAction(
            "Keep drains away from "
                + (driver ? "drivers: annotate their pods" : "executors that work: annotate them")
                + ", or give them a PodDisruptionBudget",
            "cluster-autoscaler.kubernetes.io/safe-to-evict: \"false\"  # or"
                + " karpenter.sh/do-not-disrupt: \"true\", by spark.kubernetes."
                + jvm.label()
                + ".annotation.*",
            "The pod was evicted through the API: a person, an autoscaler or an upgrade drained "
                + (node.isEmpty() ? "its node" : node)
                + ". Nothing was wrong with the pod.",
            Risk.medium("nodes empty more slowly"),
            "no condition DisruptionTarget with EvictionByEvictionAPI, no event Evicted pod or"
                + " ScaleDown"));
    return List.copyOf(remedies);
  }

  /**
   * True where not the kubelet of a node that is short evicted the pod, but somebody by the API:
   * the condition says so, the event of Karpenter ({@code pkg/events}, {@code Evicted pod}) or that
   * of the cluster autoscaler.
   */
  private static boolean isDrain(String words) {
    return words.contains("EvictionByEvictionAPI")
        || words.contains("Evicted pod")
        || words.contains("node scale down");
  }

  /**
   * For pods evicted by their node.
   *
   * @param resource the kubelet's words, or only what was short: {@code memory}, {@code
   *     ephemeral-storage}, ...; empty where not told
   */
  public static List<Remedy> evicted(SparkConf conf, Jvm jvm, String resource, String node) {
    if (isDrain(resource)) {
      return drained(conf, jvm, node);
    }
    if (resource.contains("storage")
        || resource.contains("EmptyDir")
        || resource.contains("DiskPressure")
        || resource.equals("disk")) {
      return EphemeralStorageRemedies.evicted(conf, jvm, resource, node);
    }
    if (resource.contains("memory") || resource.contains("MemoryPressure")) {
      return ContainerRemedies.nodeMemory(conf, node);
    }
    return List.of(
        new OperatorAction(
            "Find what the node "
                + (node.isEmpty() ? "" : node + " ")
                + "ran short of"
                + (resource.isEmpty() ? "" : ": " + resource),
            PodRemedies.describeNode(node),
            "The kubelet evicts pods when the node itself is short, whatever their own limits are.",
            Risk.low("nothing is changed yet"),
            "no MemoryPressure, DiskPressure or PIDPressure condition"));
  }
}
