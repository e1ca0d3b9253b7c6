package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Remedies for executors that never started and for names and networks between the processes. */
public final class ClusterRemedies {

  private ClusterRemedies() {}

  /**
   * For images that could not be pulled.
   *
   * @param image its name, empty where not told
   */
  public static List<Remedy> imagePull(SparkConf conf, String image) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Correct the image's name or push it: "
                + (image.isEmpty() ? "see the pod's events" : image),
            "kubectl describe pod POD  # events: Failed to pull image",
            "The kubelet could not pull the image: a wrong name or tag, a registry out of reach, or"
                + " no right to pull.",
            Risk.low("nothing of the application changes"),
            "pods leave ImagePullBackOff"));
    if (!conf.isSet("spark.kubernetes.container.image.pullSecrets")) {
      remedies.add(
          new OperatorAction(
              "Where the registry asks for a login, name the secret in"
                  + " spark.kubernetes.container.image.pullSecrets",
              "kubectl create secret docker-registry NAME --docker-server=SERVER"
                  + " --docker-username=USER",
              "Executor pods do not take the pull secret of the driver's image by themselves.",
              Risk.low("a secret in the namespace"),
              "pods leave ImagePullBackOff"));
    }
    return List.copyOf(remedies);
  }

  /** For an application that waits for executors which fit nowhere. */
  public static List<Remedy> unschedulable(SparkConf conf) {
    MemoryPlan plan = MemoryPlan.executor(conf);
    int cores = conf.executorCores();
    String each = (cores > 0 ? cores + " cores and " : "") + plan.containerText();
    return List.of(
        new OperatorAction(
            "Compare what one executor asks for with what a node has free",
            switch (conf.manager()) {
              case KUBERNETES -> "kubectl get events --field-selector reason=FailedScheduling";
              case YARN -> "yarn application -status APPLICATION; yarn queue -status QUEUE";
              case STANDALONE -> "curl MASTER:8080/json/  # free cores and memory of the workers";
              case LOCAL, LOCAL_CLUSTER, UNKNOWN -> null;
            },
            "No node or queue can take an executor"
                + (conf.isRead() ? ": each asks for " + each : "")
                + ". If executors start and die at"
                + " once, their own logs tell why; more nodes would not help then.",
            Risk.low("nothing is changed yet"),
            "executors register within a minute"));
  }

  /**
   * For a request that YARN's {@code Client} refuses before it is made.
   *
   * @param asked MiB of the shares of one container, in the order of the message, such as heap and
   *     overhead
   * @param most MiB that a container may have
   */
  public static List<Remedy> aboveMaximum(List<Long> asked, long most) {
    String sum = asked.stream().map(String::valueOf).collect(Collectors.joining(" + "));
    long all = asked.stream().mapToLong(Long::longValue).sum();
    return List.of(
        new OperatorAction(
            "Ask for containers of at most " + most + " MiB: lower the memory or its overhead",
            null,
            "One container was to have "
                + sum
                + (asked.size() > 1 ? " = " + all : "")
                + " MiB; YARN gives at most "
                + most
                + ".",
            Risk.medium("executors with less memory spill more, or run fewer tasks at once"),
            "the application is accepted"),
        new OperatorAction(
            "Or raise yarn.scheduler.maximum-allocation-mb, and where nodes have the memory"
                + " yarn.nodemanager.resource.memory-mb, to "
                + all,
            null,
            "The first bounds one container, the second what a node gives to all of its own.",
            Risk.low("needs the cluster's administrator and a restart of YARN"),
            "the application is accepted"));
  }

  /** For executors that die at their start again and again. */
  public static List<Remedy> crashLoop(SparkConf conf) {
    return List.of(
        new OperatorAction(
            "Read the first lines of one executor's stderr: every executor dies of the same thing"
                + " at its start",
            conf.manager() == ClusterManager.KUBERNETES
                ? "kubectl logs POD --previous  # keep pods:"
                    + " spark.kubernetes.executor.deleteOnTermination=false"
                : null,
            "Executors are replaced without end and never run a task. Raising the allowed number of"
                + " failures only repeats it.",
            Risk.low("nothing is changed yet"),
            "executors stay and run tasks"));
  }

  /** For a host name that no name server knew. */
  public static List<Remedy> dnsFailure(String host) {
    return List.of(
        new OperatorAction(
            "Make "
                + (host.isEmpty() ? "the host name" : host)
                + " resolvable from every node of the application",
            "getent hosts " + (host.isEmpty() ? "HOST" : host),
            "The name could not be resolved: a typing error, a service without endpoints, or a name"
                + " server that is overloaded.",
            Risk.low("nothing of the application changes"),
            "no UnknownHostException"));
  }

  /** For connections that were refused or reset between living processes. */
  public static List<Remedy> networkFailure(String peer) {
    return List.of(
        new OperatorAction(
            "Check the way to "
                + (peer.isEmpty() ? "the peer" : peer)
                + ": network policies, firewalls, ports",
            "nc -vz HOST PORT; ss -s; ip -s link",
            "Connections failed although the processes at both ends lived. Longer timeouts do not"
                + " open a way that is closed.",
            Risk.low("nothing is changed yet"),
            "no \"Failed to connect\" between running executors"));
  }

  /**
   * For a node where tasks and executors fail more often than elsewhere.
   *
   * @param node its name, empty where not known
   * @param atStart true where executors fail there before they do any work, which no exclusion of
   *     tasks ends
   */
  public static List<Remedy> badNode(SparkConf conf, String node, boolean atStart) {
    List<Remedy> remedies = new ArrayList<>();
    remedies.add(
        new OperatorAction(
            "Take " + (node.isEmpty() ? "the node" : node) + " out of service and check it",
            outOfService(conf, node.isEmpty() ? "NODE" : node),
            "Failures gather on one node while the same work succeeds elsewhere: compare its Java,"
                + " libraries, mounts, name server and kernel log with those of a good node.",
            Risk.medium("one node less"),
            "failures no longer gather on one node"));
    String key =
        atStart
            ? "spark.yarn.executor.launch.excludeOnFailure.enabled"
            : "spark.excludeOnFailure.enabled";
    boolean works = !atStart || conf.manager() == ClusterManager.YARN;
    if (works && conf.nameOf(key) != null && !conf.flag(key)) {
      remedies.add(
          new ConfigurationChange(
              conf.change(key, "true"),
              "",
              atStart
                  ? "Spark then asks YARN for no more containers on nodes where executors keep"
                      + " failing at their start."
                  : "Spark then gives no more tasks to nodes where tasks keep failing.",
              Risk.low("fewer executors for the rest of the run"),
              atStart ? "executors start on other nodes" : "tasks succeed on other nodes"));
    }
    return List.copyOf(remedies);
  }

  private static String outOfService(SparkConf conf, String node) {
    return switch (conf.manager()) {
      case KUBERNETES -> "kubectl cordon " + node + "; kubectl describe node " + node;
      case YARN ->
          "yarn rmadmin -refreshNodes  # with "
              + node
              + " in the file of yarn.resourcemanager.nodes.exclude-path";
      case STANDALONE ->
          (conf.version().atLeast(3, 1) ? "sbin/stop-worker.sh" : "sbin/stop-slave.sh")
              + "  # on "
              + node;
      default -> "dmesg -T | tail -100  # on " + node;
    };
  }
}
