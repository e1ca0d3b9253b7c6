package io.fizzle.read.kubernetes;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.read.kubernetes.Pod.Container;
import io.fizzle.read.message.PodName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a pod is to a Spark application. Labels and names: {@code deploy/k8s/Constants.scala},
 * {@code KubernetesConf.scala} of Spark 2.3 to 4.2; {@code Constants} and {@code Labels} of
 * Apache's operator.
 */
final class PodRole {
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
    return PodName.process(pod);
  }

  /**
   * The application that a pod is of: its id, else what the names of its pods have in common; empty
   * where neither is told.
   */
  static String application(Pod pod) {
    String id = pod.labels().getOrDefault("spark-app-selector", "");
    return id.isEmpty() ? PodName.family(pod.name()) : id;
  }

  /**
   * The container that Spark runs in: by its name, else the first that is no init container, which
   * is the one that Spark takes of a pod template ({@code KubernetesUtils.loadPodFromTemplate}).
   */
  static Optional<Container> sparkContainer(Pod pod) {
    List<Container> candidates = pod.containers().stream().filter(one -> !one.init()).toList();
    return candidates.stream()
        .filter(one -> PodName.rank(one.name()) < PodName.FOREIGN)
        .min(Comparator.comparingInt(one -> PodName.rank(one.name())))
        .or(() -> candidates.stream().findFirst());
  }
}
