package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Remedies for executors that never started and for names and networks between the processes. */
public final class ClusterRemedies {

  private static final Pattern INIT_CONTAINER =
      Pattern.compile("\\binit container ([a-z0-9][a-z0-9-]{0,62}) ended ");

  /**
   * The other end of a connection ({@code TransportClientFactory}, {@code ApplicationMaster},
   * {@code Netty}): {@code host:port}, {@code host/address:port} or {@code /address:port}.
   */
  private static final Pattern PEER =
      Pattern.compile(
          "(?:onnect(?:ing)? to(?: driver at)?|onnection refused:) /?(\\w[\\w.-]{0,252})"
              + "(?:/[0-9.]{7,15})?:(\\d{1,5})\\b");

  private static final String TO_THE_DRIVER =
      " Executors and the application master connect to spark.driver.host at spark.driver.port (a"
          + " random one, if none is set): both must be reachable from the nodes of the cluster.";

  private ClusterRemedies() {}

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

  /**
   * For processes that die at their start again and again.
   *
   * @param what what is told of the failure; may name the init container that failed
   */
  public static List<Remedy> crashLoop(SparkConf conf, Jvm jvm, String what) {
    Matcher init = INIT_CONTAINER.matcher(what);
    boolean named = init.find();
    if (named || what.startsWith("an init container ")) {
      return List.of(initContainer(named ? init.group(1) : "INIT", what));
    }
    boolean driver = jvm == Jvm.DRIVER;
    return List.of(
        new OperatorAction(
            driver
                ? "Read the first lines of the driver's log: it dies of the same thing at every"
                    + " start"
                : "Read the first lines of one executor's stderr: every executor dies of the same"
                    + " thing at its start",
            conf.manager() == ClusterManager.KUBERNETES
                ? "kubectl logs POD --previous"
                    + (driver
                        ? ""
                        : "  # keep pods: spark.kubernetes.executor.deleteOnTermination=false")
                : null,
            (driver
                    ? "It is started anew without end and does no work."
                    : "Executors are replaced without end and never run a task.")
                + " Raising the allowed number of failures only repeats it.",
            Risk.low("nothing is changed yet"),
            driver ? "the driver stays and works" : "executors stay and run tasks"));
  }

  private static Remedy initContainer(String name, String what) {
    return new OperatorAction(
        "Read the log of the pod's init container" + (name.equals("INIT") ? "" : " " + name),
        "kubectl logs POD -c "
            + ShellWord.of(name, "INIT")
            + "  # --previous where it was started again",
        "Spark's own container begins only after all init containers have ended with 0."
            + (what.contains("OOMKilled")
                ? " This one was killed at its own memory limit, which no key of Spark sets."
                : ""),
        Risk.low("nothing is changed yet"),
        "the pod leaves Init");
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

  /**
   * For connections that were refused, reset or timed out between processes that seem to live.
   *
   * @param message the error's words, from which the other end is read; may be empty
   */
  public static List<Remedy> networkFailure(String message) {
    Matcher told = PEER.matcher(message);
    boolean known = told.find();
    String host = known ? told.group(1) : "HOST";
    String port = known ? told.group(2) : "PORT";
    return List.of(
        new OperatorAction(
            "Check the way to "
                + (known ? host + ":" + port : "the peer")
                + ": network policies, firewalls, ports",
            "nc -vz " + host + " " + port + "; ss -s; ip -s link",
            "The connection failed, and nothing tells that the process at its other end had ended."
                + " Longer timeouts do not open a way that is closed."
                + (message.contains(" driver at ") ? TO_THE_DRIVER : ""),
            Risk.low("nothing is changed yet"),
            "no \"Failed to connect\" between running processes"));
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

  private static String outOfService(SparkConf conf, String named) {
    String node = ShellWord.of(named, "NODE");
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
