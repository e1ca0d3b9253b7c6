package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.kubernetes.Pod.Container;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod is to a Spark application. Labels and names: {@code deploy/k8s/Constants.scala},
 * {@code KubernetesConf.scala} of Spark 2.3 to 4.2; {@code Constants} and {@code Labels} of
 * Apache's operator.
 */
final class PodRole {
  private static final Pattern EXECUTOR = Pattern.compile("^(.{1,240})-exec(?:utor)?-(\\d{1,9})$");
  private static final Pattern DRIVER =
      Pattern.compile("^(.{0,240}?)-?(?:\\d-)?driver(?:-svc)?(?:-\\w{1,10})?$");
  private static final List<String> SPARK_CONTAINERS =
      List.of("spark-kubernetes-executor", "spark-kubernetes-driver");

  private PodRole() {}

  /**
   * The process that the pod holds; {@link Owner#UNKNOWN} where nothing says that it is Spark's.
   */
  static Owner of(Pod pod) {
    String id = pod.labels().getOrDefault("spark-exec-id", "");
    return switch (pod.labels().getOrDefault("spark-role", "")) {
      case "driver" -> Owner.DRIVER;
      case "executor" -> id.isEmpty() ? orExecutor(named(pod.name())) : Owner.executor(id);
      case "master" -> new Owner(Role.MASTER, "");
      case "worker" -> new Owner(Role.WORKER, "");
      default -> byName(pod);
    };
  }

  private static Owner byName(Pod pod) {
    Owner named = named(pod.name());
    if (!named.equals(Owner.UNKNOWN)) {
      return named;
    }
    if (has(pod, "spark-kubernetes-driver")) {
      return Owner.DRIVER;
    }
    return has(pod, "spark-kubernetes-executor") ? orExecutor(Owner.UNKNOWN) : Owner.UNKNOWN;
  }

  private static Owner orExecutor(Owner named) {
    return named.isExecutor() ? named : new Owner(Role.EXECUTOR, "");
  }

  private static boolean has(Pod pod, String container) {
    return pod.containers().stream().anyMatch(one -> one.name().equals(container));
  }

  /** The process of a pod of this name, {@link Owner#UNKNOWN} where the name does not tell. */
  static Owner named(String pod) {
    Matcher executor = EXECUTOR.matcher(pod);
    if (executor.matches()) {
      return Owner.executor(executor.group(2));
    }
    return DRIVER.matcher(pod).matches() ? Owner.DRIVER : Owner.UNKNOWN;
  }

  /**
   * The application that a pod is of: its id, else what the names of its pods have in common; empty
   * where neither is told.
   */
  static String application(Pod pod) {
    String id = pod.labels().getOrDefault("spark-app-selector", "");
    return id.isEmpty() ? family(pod.name()) : id;
  }

  private static String family(String pod) {
    Matcher executor = EXECUTOR.matcher(pod);
    if (executor.matches()) {
      return executor.group(1);
    }
    Matcher driver = DRIVER.matcher(pod);
    return driver.matches() ? driver.group(1) : "";
  }

  /**
   * The container that Spark runs in: by its name, else the first that is no init container, which
   * is the one that Spark takes of a pod template ({@code KubernetesUtils.loadPodFromTemplate}).
   */
  static Optional<Container> sparkContainer(Pod pod) {
    List<Container> candidates = pod.containers().stream().filter(one -> !one.init()).toList();
    return candidates.stream()
        .filter(one -> rank(one.name()) < 2)
        .min(Comparator.comparingInt(one -> rank(one.name())))
        .or(() -> candidates.stream().findFirst());
  }

  private static int rank(String name) {
    if (SPARK_CONTAINERS.contains(name)) {
      return 0;
    }
    return name.equals("executor") || name.equals("driver") ? 1 : 2;
  }
}
