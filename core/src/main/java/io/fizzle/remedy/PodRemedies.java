package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Remedies for pods that found no node, or could not be started on it. */
public final class PodRemedies {
  private static final Pattern MISSING =
      Pattern.compile(
          "(secret|configmap|persistentvolumeclaim|serviceaccount) \"([^\"]{1,253})\" not found");
  private static final Pattern MISSING_KEY =
      Pattern.compile(
          "couldn't find key ([\\w.-]{1,253}) in (Secret|ConfigMap)"
              + " ([\\w.-]{1,63})/([\\w.-]{1,253})");
  private static final Pattern QUOTA = Pattern.compile("exceeded quota: ([^,]{1,200}), (.{1,600})");
  private static final Pattern TAINT = Pattern.compile("taints? \\{([^}]{1,300})}");

  private PodRemedies() {}

  /**
   * Shows a node.
   *
   * @param node its name, empty where not known
   */
  static String describeNode(String node) {
    return node.isEmpty()
        ? "kubectl describe node NODE  # kubectl get pod POD -o wide, or the event Scheduled of the"
            + " pod, names it"
        : "kubectl describe node " + ShellWord.of(node, "NODE");
  }

  /**
   * For pods that no node takes.
   *
   * @param words of the scheduler or of admission; empty where not told
   */
  public static List<Remedy> noNode(SparkConf conf, String words) {
    List<Remedy> remedies = new ArrayList<>();
    String text = words.toLowerCase(Locale.ROOT);
    if (text.contains("insufficient memory")) {
      remedies.addAll(memory(conf));
    }
    if (text.contains("insufficient cpu")) {
      remedies.addAll(cores(conf));
    }
    Matcher taint = TAINT.matcher(words);
    if (taint.find()) {
      remedies.add(tolerate(taint.group(1)));
    }
    if (text.contains("affinity") || text.contains("node selector")) {
      remedies.add(selector());
    }
    if (text.contains("persistentvolumeclaim")) {
      remedies.addAll(volume(conf, words));
    }
    return List.copyOf(remedies);
  }

  /** For a pod that a quota of its namespace leaves no room for; empty for other words. */
  public static Optional<Remedy> quota(String words) {
    Matcher quota = QUOTA.matcher(Admission.answer(words));
    return quota.find() ? Optional.of(quota(quota.group(1), quota.group(2))) : Optional.empty();
  }

  private static Remedy quota(String name, String numbers) {
    return new OperatorAction(
        "Raise the resource quota " + name + " of the namespace, or ask for fewer executors",
        "kubectl describe resourcequota " + ShellWord.of(name, "QUOTA"),
        "Admission refuses the pod before any node is looked at: " + numbers + ".",
        Risk.medium("the namespace may take more of the cluster"),
        "no \"exceeded quota\" in the events");
  }

  private static List<Remedy> memory(SparkConf conf) {
    MemoryPlan plan = MemoryPlan.executor(conf);
    return List.of(
        new OperatorAction(
            "Make an executor fit a node: compare its "
                + SparkSize.human(plan.container())
                + " with Allocatable minus Allocated resources of the largest node",
            "kubectl describe nodes | grep -A 9 -e Allocatable -e 'Allocated resources'",
            "No node has that much memory left to promise. The request is "
                + plan.containerText()
                + ". A smaller spark.executor.memory with fewer spark.executor.cores keeps the"
                + " memory of each task.",
            Risk.low("nothing is changed yet"),
            "no FailedScheduling for Insufficient memory"));
  }

  private static List<Remedy> cores(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    int cores = Math.max(1, conf.executorCores());
    if (!conf.isSet("spark.kubernetes.executor.request.cores") && cores > 1) {
      String less = Math.max(500, cores * 1000 - 500) + "m";
      remedies.add(
          new ConfigurationChange(
              conf.change("spark.kubernetes.executor.request.cores", less),
              cores + " cores - 0.5 for the node's own pods = " + less,
              "A pod that asks for all cores of a machine never fits it: the node keeps some for"
                  + " itself and its daemons. The number of tasks at once stays"
                  + " spark.executor.cores.",
              Risk.low("a little less CPU is guaranteed"),
              "no FailedScheduling for Insufficient cpu, if the nodes have " + cores + " cores"));
    }
    remedies.add(
        new OperatorAction(
            "Compare the " + cores + " cores of an executor with what the nodes have left",
            "kubectl describe nodes | grep -A 9 -e Allocatable -e 'Allocated resources'",
            "No node has that many cores left to promise. The cluster's autoscaler adds a node only"
                + " where an empty one of its groups would fit the pod.",
            Risk.low("nothing is changed yet"),
            "no FailedScheduling for Insufficient cpu"));
    return remedies;
  }

  private static Remedy tolerate(String taint) {
    return new OperatorAction(
        "Let the pods tolerate the taint " + taint + ", if the nodes are meant for them",
        "spark.kubernetes.executor.podTemplateFile=FILE  # spec.tolerations",
        "The nodes that have room are kept for others by this taint. Spark has no key for"
            + " tolerations: they stand in the pod template, or in the operator's"
            + " spec.executor.tolerations.",
        Risk.medium("the pods may run on nodes that were kept free of them"),
        "the pods leave Pending");
  }

  private static Remedy selector() {
    return new OperatorAction(
        "Correct the node selector or affinity: no node has what it asks for",
        "kubectl get nodes --show-labels; kubectl get pod POD -o"
            + " jsonpath='{.spec.nodeSelector}{.spec.affinity}'",
        "spark.kubernetes.node.selector.* and the pod template's affinity are demands: a label that"
            + " no node has leaves every pod Pending.",
        Risk.low("the pods may run elsewhere"),
        "no \"didn't match Pod's node affinity/selector\"");
  }

  /** For something that a pod's description names and that does not exist. */
  public static List<Remedy> missing(String words) {
    Optional<Remedy> refused = Admission.refused(words);
    if (refused.isPresent()) {
      return List.of(refused.get());
    }
    if (words.contains("runAsNonRoot")) {
      return List.of(notRoot());
    }
    Matcher key = MISSING_KEY.matcher(words);
    if (key.find()) {
      return List.of(missingKey(key.group(1), key.group(2), key.group(3), key.group(4)));
    }
    Matcher missing = MISSING.matcher(words);
    String what = missing.find() ? missing.group(1) : "object";
    String name = what.equals("object") ? "that the message names" : missing.group(2);
    return List.of(
        new OperatorAction(
            "Create the " + what + " " + name + " in the pod's namespace, or correct its name",
            "kubectl get "
                + (what.equals("object") ? "secret,configmap,pvc" : what)
                + " -n NAMESPACE",
            "The pod refers to it (spark.kubernetes.*.secrets.*, secretKeyRef, volumes or the pod"
                + " template) and cannot start without it.",
            Risk.low("nothing of the application changes"),
            "the pod starts within two minutes: the kubelet tries again by itself"));
  }

  private static Remedy notRoot() {
    return new OperatorAction(
        "Let the container run as a user that is not root: a number as USER of the image, or"
            + " runAsUser of the pod",
        "spec.securityContext.runAsUser: 185  # in"
            + " spark.kubernetes.executor.podTemplateFile=FILE and the driver's; 185 is the user of"
            + " Spark's own images",
        "The pod asks for runAsNonRoot and the image would run as root, or as a user by name whose"
            + " number the kubelet does not know. It makes no container then.",
        Risk.low("the user must be able to read what the image holds"),
        "no CreateContainerConfigError");
  }

  private static Remedy missingKey(String key, String kind, String namespace, String name) {
    String of = kind.toLowerCase(Locale.ROOT);
    return new OperatorAction(
        "Add the key " + key + " to the " + of + " " + name + ", or correct its name",
        "kubectl get "
            + ShellWord.of(of, "secret")
            + " "
            + ShellWord.of(name, "NAME")
            + " -n "
            + ShellWord.of(namespace, "NAMESPACE")
            + " -o jsonpath='{.data}'",
        "The "
            + of
            + " exists and has no such key; the pod takes it into its environment"
            + " (spark.kubernetes.*.secretKeyRef.*, or a pod template) and cannot start without.",
        Risk.low("nothing of the application changes"),
        "the pod starts within two minutes: the kubelet tries again by itself");
  }

  /** For a volume that cannot be attached or mounted. */
  public static List<Remedy> volume(SparkConf conf, String words) {
    boolean unbound = words.contains("unbound") || words.contains("Provisioning");
    boolean taken = words.contains("Multi-Attach");
    String why =
        taken
            ? "A volume of access mode ReadWriteOnce is held by another node. Executors cannot"
                + " share one: give each its own (claimName=OnDemand) or use ReadWriteMany."
            : unbound
                ? "The claim has no volume: its storage class does not exist, cannot provision, or"
                    + " waits for a node in another zone."
                : "The node cannot reach or mount the volume; the event's text names what failed.";
    String onDemand =
        "spark.kubernetes.executor.volumes.persistentVolumeClaim.NAME.options.claimName=OnDemand";
    return List.of(
        new OperatorAction(
            taken ? "Give every executor a volume of its own: " + onDemand : "Repair the volume",
            "kubectl get pvc,pv,volumeattachment; kubectl describe pvc NAME",
            why,
            Risk.low("the pods start again by themselves once the volume is there"),
            "no FailedMount, FailedAttachVolume or unbound claim"));
  }

  /** For a sandbox or network that a node could not make. */
  public static List<Remedy> sandbox(String words) {
    boolean addresses = words.contains("assign an IP") || words.contains("no available IP");
    return List.of(
        new OperatorAction(
            addresses
                ? "Give the pods more addresses: the subnet or the node's share is used up"
                : "Repair the node's container runtime or network plugin",
            "kubectl describe pod POD; kubectl get pods -n kube-system -o wide",
            "The kubelet could not make the pod's sandbox, which holds its network. Nothing of"
                + " Spark has run yet.",
            Risk.low("nothing of the application changes"),
            "no FailedCreatePodSandBox"));
  }

  /** For a command that the runtime could not run. */
  public static List<Remedy> command(SparkConf conf, String words) {
    String set = conf.value("spark.kubernetes.container.image");
    String image = set == null ? "" : set;
    return List.of(
        new OperatorAction(
            "Use an image whose entry point is Spark's" + (image.isEmpty() ? "" : ": not " + image),
            "docker run --rm --entrypoint ls IMAGE -l /opt/entrypoint.sh /opt/spark/bin",
            "The runtime could not run the container's command"
                + (words.isEmpty() ? "" : ": " + words)
                + ". Spark starts /opt/entrypoint.sh of the image with driver or executor.",
            Risk.low("nothing of the application changes"),
            "the container gets past its start"));
  }

  /**
   * For a pod of a Deployment, a Job or the like that was killed at its memory limit. Spark sizes
   * only pods that it makes; a driver in client mode lives in whatever it was started in.
   *
   * @param controller what made the pod, as {@code KIND/NAME}
   * @param limit its memory limit in bytes, not above 0 where not known
   */
  public static List<Remedy> memoryOfWorkload(String controller, String pod, long limit) {
    String owner = workload(controller);
    String size =
        limit > 0
            ? " from "
                + SparkSize.human(limit)
                + " to "
                + new SparkSize(limit / 4 * 5).roundUp(SparkSize.ofMib(256)).human()
            : "";
    return List.of(
        new OperatorAction(
            "Raise resources.limits.memory, and the request with it, in the pod template of "
                + owner
                + size,
            "kubectl get pod "
                + ShellWord.of(pod, "POD")
                + " -o jsonpath='{.spec.containers[*].resources}'",
            "Spark did not make this pod, so that none of its keys for memory reaches it:"
                + " spark.driver.memoryOverhead and spark.executor.memoryOverhead size the pods"
                + " that Spark asks for. How much more was wanted a kill at the limit does not"
                + " tell; a quarter is a first step.",
            Risk.medium("a node must have that memory, and the workload starts its pods anew"),
            "no further OOMKilled"),
        new OperatorAction(
            "Or let the JVM take less of it: -Xmx (--driver-memory, SPARK_DRIVER_MEMORY or"
                + " SPARK_DAEMON_MEMORY of a Thrift server) at most the limit less 384 MiB or a"
                + " tenth",
            null,
            "A heap as large as the container leaves nothing for what a JVM needs beside it.",
            Risk.medium("less heap: watch for OutOfMemoryError"),
            "heap and the rest of the process fit the limit"));
  }

  /** A ReplicaSet is a Deployment's, whose name it carries with a hash behind it. */
  private static String workload(String controller) {
    int slash = controller.indexOf('/');
    int hash = controller.lastIndexOf('-');
    return controller.startsWith("ReplicaSet/") && hash > slash
        ? "Deployment/" + controller.substring(slash + 1, hash)
        : controller;
  }
}
