package io.fizzle.remedy;

import io.fizzle.remedy.Remedy.ConfigurationChange;
import io.fizzle.remedy.Remedy.OperatorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Corrections of settings with which Spark does not start, or starts executors that cannot live.
 * The checks are those of {@code SparkConf.validateSettings}, {@code HeartbeatReceiver}, {@code
 * UnifiedMemoryManager}, {@code KryoSerializer}, {@code RpcUtils}, {@code
 * ExecutorAllocationManager} and {@code CoarseGrainedExecutorBackend} of Spark 4.1.1.
 */
public final class ConfigurationRemedies {
  private static final SparkSize LARGEST_KRYO = SparkSize.ofMib(2047);
  private static final long LARGEST_MESSAGE = 2047;
  private static final String EXECUTORS_JAVA = "spark.executorEnv.JAVA_HOME";
  private static final String STARTS = "the application starts";
  private static final List<Function<SparkConf, List<Remedy>>> CHECKS =
      List.of(
          MalformedValues::corrections,
          ConfigurationRemedies::heartbeats,
          ConfigurationRemedies::offHeap,
          ConfigurationRemedies::fractions,
          JavaOptionRemedies::misplaced,
          JavaOptionRemedies::directBelowFetch,
          ConfigurationRemedies::leastHeap,
          ConfigurationRemedies::limits,
          ConfigurationRemedies::taskCpus,
          ConfigurationRemedies::dynamicAllocation);

  private ConfigurationRemedies() {}

  /**
   * Every setting that Spark would refuse, with the corrected value; where none is found, a hint to
   * the message.
   *
   * @param message the error as Spark printed it, empty where not known
   */
  public static List<Remedy> badConfiguration(SparkConf conf, String message) {
    List<Remedy> remedies = new ArrayList<>();
    CHECKS.forEach(check -> remedies.addAll(check.apply(conf)));
    remedies.addAll(missingProgram(conf, message));
    remedies.addAll(refusedPod(message));
    remedies.addAll(ports(message));
    remedies.addAll(namelessUser(message));
    remedies.addAll(SecretRemedies.badConfiguration(conf, message));
    remedies.addAll(StoreRemedies.region(message));
    remedies.addAll(StoreRemedies.number(message));
    if (remedies.isEmpty()) {
      remedies.add(
          new OperatorAction(
              "Correct the setting that the message names"
                  + (message.isEmpty() ? "" : ": " + message),
              null,
              "Spark refused its configuration and did not start any work.",
              Risk.low("nothing else changes"),
              STARTS));
    }
    return List.copyOf(remedies);
  }

  /** What the Kubernetes API answers to a pod that it does not take. */
  private static List<Remedy> refusedPod(String message) {
    boolean limit = message.contains("must specify ") && message.contains("limits.cpu");
    boolean above = message.contains("must be less than or equal to cpu limit");
    if (!limit && !above) {
      return List.of();
    }
    return List.of(
        new OperatorAction(
            limit
                ? "Give the pods the CPU limit that the namespace's quota asks for"
                : "Make the CPU limit of the pods at least as high as what they request",
            "--conf spark.kubernetes.driver.limit.cores=N --conf"
                + " spark.kubernetes.executor.limit.cores=N  # SparkApplication: coreLimit",
            "Spark sets no CPU limit by itself, and the API server refused the pod: no executor"
                + " starts. The request is spark.executor.cores, or"
                + " spark.kubernetes.executor.request.cores where that is set.",
            Risk.low("a limit throttles executors that would use more cores"),
            STARTS));
  }

  /** Hadoop asks the system for the name of the user, and a container's user id may have none. */
  private static List<Remedy> namelessUser(String message) {
    if (!message.contains("invalid null input: name")) {
      return List.of();
    }
    return List.of(
        new OperatorAction(
            "Give the user id of the container a name",
            "getent passwd $(id -u)  # in the container: an entry in the image's /etc/passwd helps,"
                + " or a user id that has one",
            "The process runs under a user id that the image does not know, and Hadoop's login"
                + " wants a name.",
            Risk.low("files may belong to another user"),
            STARTS));
  }

  /** No port, or no address, for a service to listen on ({@code Utils.startServiceOnPort}). */
  private static List<Remedy> ports(String message) {
    if (!message.contains(" failed after ") || !message.contains(" retries")) {
      return List.of();
    }
    if (message.contains("Cannot assign requested address")) {
      return List.of(
          new OperatorAction(
              "Let the process listen on an address of its own machine",
              "hostname -I; getent hosts \"$(hostname)\"  # SPARK_LOCAL_IP or"
                  + " spark.driver.bindAddress: one of the first",
              "The address that it was to listen on belongs to no interface of the machine: one"
                  + " that is set, or what the machine's name resolves to. What others reach it by"
                  + " (spark.driver.host) may be another.",
              Risk.low("only where the process listens changes"),
              STARTS));
    }
    return List.of(
        new OperatorAction(
            "See what holds the ports, and let Spark try more of them or another range",
            "ss -ltnp  # then --conf spark.port.maxRetries=100, or another spark.ui.port",
            "Spark tries the port that is set and some after it (spark.port.maxRetries, 16 by"
                + " default). Many drivers on one machine, notebooks that were left open among"
                + " them, take one port each.",
            Risk.low("a port further on"),
            STARTS));
  }

  /** A JAVA_HOME of the executors in which the system found no program. */
  private static List<Remedy> missingProgram(SparkConf conf, String message) {
    String home = conf.explicit(EXECUTORS_JAVA);
    if (home == null || home.isBlank() || !message.contains("Cannot run program \"" + home)) {
      return List.of();
    }
    return List.of(
        correction(
            List.of(conf.change(EXECUTORS_JAVA, "")),
            "",
            "The nodes have no JDK at " + home + "; without the setting they use their own."));
  }

  /** A setting taken back or corrected, at no other price than that. */
  static ConfigurationChange correction(List<Change> changes, String arithmetic, String why) {
    return new ConfigurationChange(
        changes, arithmetic, why, Risk.low("the setting had no effect but the failure"), STARTS);
  }

  private static List<Remedy> heartbeats(SparkConf conf) {
    SparkTime interval = conf.time("spark.executor.heartbeatInterval");
    SparkTime timeout = conf.time("spark.network.timeout");
    SparkTime check = conf.time("spark.network.timeoutInterval");
    List<Remedy> remedies = new ArrayList<>();
    if (interval.compareTo(timeout) >= 0) {
      Change change =
          timeout.millis() > 10_000
              ? conf.change("spark.executor.heartbeatInterval", "10s")
              : conf.change("spark.network.timeout", "120s");
      remedies.add(
          correction(
              List.of(change),
              "heartbeat every " + interval.human() + ", given up after " + timeout.human(),
              "spark.network.timeout must be greater than spark.executor.heartbeatInterval, by far:"
                  + " Spark's defaults are 120 s and 10 s."));
    } else if (conf.version().atLeast(3, 0) && check.compareTo(conf.heartbeatTimeout()) > 0) {
      SparkTime fitting = new SparkTime(Math.max(1, conf.heartbeatTimeout().millis() / 2));
      remedies.add(
          correction(
              List.of(conf.change("spark.network.timeoutInterval", fitting.text())),
              "checked every "
                  + check.human()
                  + " for a timeout of "
                  + conf.heartbeatTimeout().human(),
              "spark.network.timeoutInterval must not be longer than the heartbeat timeout."));
    }
    return remedies;
  }

  private static List<Remedy> offHeap(SparkConf conf) {
    boolean missing =
        conf.flag("spark.memory.offHeap.enabled") && conf.number("spark.memory.offHeap.size") <= 0;
    if (!missing) {
      return List.of();
    }
    String why = "spark.memory.offHeap.enabled needs a spark.memory.offHeap.size above 0.";
    SparkConf after = conf.with("spark.memory.offHeap.size", "1g");
    return List.of(
        correction(
            List.of(conf.change("spark.memory.offHeap.enabled", "false")),
            "",
            why
                + " Off-heap memory does not prevent OutOfMemoryErrors of the heap; leave it off"
                + " unless it is needed."),
        new ConfigurationChange(
            conf.change("spark.memory.offHeap.size", "1g"),
            MemoryPlan.executor(after).containerText(),
            why,
            Sizing.growth(conf, after, Jvm.EXECUTOR),
            STARTS));
  }

  private static List<Remedy> fractions(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    for (String key : List.of("spark.memory.fraction", "spark.memory.storageFraction")) {
      double value = conf.ratio(key);
      if (value > 1) {
        String to = value <= 100 ? Double.toString(value / 100) : "";
        remedies.add(
            correction(
                List.of(conf.change(key, to)),
                to.isEmpty() ? "" : conf.value(key) + " % = " + to,
                key + " is a share between 0 and 1."));
      }
    }
    return remedies;
  }

  private static List<Remedy> leastHeap(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    for (Jvm jvm : Jvm.values()) {
      long heap = conf.size(jvm.memoryKey()).bytes();
      if (heap < MemoryPlan.LEAST_HEAP) {
        remedies.add(
            correction(
                List.of(conf.change(jvm.memoryKey(), "1g")),
                SparkSize.human(heap) + " < 1.5 × 300 MiB = 450 MiB",
                "Spark sets 300 MiB of each heap aside and does not start with less than 450 MiB."
                    + Sizing.tooLateInCode(conf, jvm, SparkSize.ofMib(1024))));
      }
    }
    return remedies;
  }

  private static List<Remedy> limits(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    if (conf.size("spark.kryoserializer.buffer.max").compareTo(LARGEST_KRYO) > 0) {
      remedies.add(
          correction(
              List.of(conf.change("spark.kryoserializer.buffer.max", LARGEST_KRYO)),
              "2 GiB - 1 MiB",
              "spark.kryoserializer.buffer.max must be less than 2 GiB."));
    }
    if (conf.number("spark.rpc.message.maxSize") > LARGEST_MESSAGE) {
      remedies.add(
          correction(
              List.of(conf.change("spark.rpc.message.maxSize", "2047")),
              "the key counts MiB",
              "spark.rpc.message.maxSize must not be greater than 2047 MiB."));
    }
    return remedies;
  }

  private static List<Remedy> taskCpus(SparkConf conf) {
    long cpus = conf.number("spark.task.cpus");
    int cores = conf.executorCores();
    boolean settable =
        conf.manager() != ClusterManager.LOCAL && conf.manager() != ClusterManager.LOCAL_CLUSTER;
    if (!settable || cores == 0 || cpus <= cores) {
      return List.of();
    }
    return List.of(
        correction(
            List.of(conf.change("spark.executor.cores", Long.toString(cpus), "default 1")),
            "each task takes " + cpus + " of " + cores + " cores",
            "An executor needs at least spark.task.cpus cores, or no task ever fits."));
  }

  private static List<Remedy> dynamicAllocation(SparkConf conf) {
    List<Remedy> remedies = new ArrayList<>();
    boolean pods = conf.manager() == ClusterManager.KUBERNETES;
    if (pods && conf.flag("spark.shuffle.service.enabled")) {
      remedies.add(
          correction(
              List.of(conf.change("spark.shuffle.service.enabled", "false")),
              "",
              "There is no external shuffle service on Kubernetes."));
    }
    String tracking = "spark.dynamicAllocation.shuffleTracking.enabled";
    boolean covered =
        !conf.flag("spark.dynamicAllocation.enabled")
            || (conf.flag("spark.shuffle.service.enabled") && !pods)
            || conf.flag(tracking)
            || (conf.flag("spark.storage.decommission.shuffleBlocks.enabled")
                && conf.flag("spark.decommission.enabled"));
    if (!covered) {
      String key = conf.exists(tracking) ? tracking : "spark.shuffle.service.enabled";
      remedies.add(
          correction(
              List.of(conf.change(key, "true")),
              "",
              "Dynamic allocation needs someone who keeps the shuffle files of released"
                  + " executors."));
    }
    return remedies;
  }
}
