package io.fizzle.read.kubernetes;

import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words with which Kubernetes says that it ended a pod itself.
 *
 * <p>Reasons of pods: {@code pkg/kubelet/eviction}, {@code preemption}, {@code nodeshutdown},
 * {@code lifecycle/predicate.go}; reasons of the condition {@code DisruptionTarget} (core/v1 {@code
 * types.go}, 1.26 and later); reasons of events: scheduler, taint manager, node controller, cluster
 * autoscaler, Karpenter and its like.
 */
final class Disruptions {
  private static final Map<String, Kind> PODS =
      Map.ofEntries(
          Map.entry("Evicted", Kind.EVICTED),
          Map.entry("Preempting", Kind.PREEMPTED),
          Map.entry("Preempted", Kind.PREEMPTED),
          Map.entry("NodeLost", Kind.NODE_LOST),
          Map.entry("NodeShutdown", Kind.NODE_LOST),
          Map.entry("Shutdown", Kind.NODE_LOST),
          Map.entry("Terminated", Kind.NODE_LOST),
          Map.entry("OutOfcpu", Kind.START_FAILED),
          Map.entry("OutOfmemory", Kind.START_FAILED),
          Map.entry("OutOfpods", Kind.START_FAILED),
          Map.entry("NodeAffinity", Kind.START_FAILED),
          Map.entry("UnexpectedAdmissionError", Kind.START_FAILED));

  private static final Map<String, Kind> CONDITIONS =
      Map.of(
          "PreemptionByScheduler", Kind.PREEMPTED,
          "DeletionByTaintManager", Kind.PREEMPTED,
          "EvictionByEvictionAPI", Kind.EVICTED,
          "DeletionByPodGC", Kind.NODE_LOST);

  private static final Map<String, Kind> EVENTS =
      Map.of(
          "Evicted", Kind.EVICTED,
          "Preempted", Kind.PREEMPTED,
          "Preempting", Kind.PREEMPTED,
          "TaintManagerEviction", Kind.PREEMPTED,
          "SpotInterruption", Kind.PREEMPTED,
          "SpotInterrupted", Kind.PREEMPTED,
          "ScaleDown", Kind.EVICTED,
          "NodeNotReady", Kind.NODE_LOST,
          "NodeShutdown", Kind.NODE_LOST);

  private Disruptions() {}

  /** What a failed pod's own reason says, null where it says nothing of that kind. */
  static @Nullable RemovalReason ofPod(Pod pod) {
    Kind kind = PODS.get(pod.reason());
    if (kind == null || pod.phase().equals("Succeeded")) {
      return null;
    }
    // the reason of a node that shuts down was "Terminated" in some versions only
    boolean vague = pod.reason().equals("Terminated") || pod.reason().equals("Shutdown");
    if (vague && !pod.message().toLowerCase(Locale.ROOT).contains("shutdown")) {
      return null;
    }
    return reason(kind, pod.reason(), pod.message());
  }

  /** What the condition {@code DisruptionTarget} says, null where it says nothing. */
  static @Nullable RemovalReason ofCondition(Pod.Condition condition) {
    Kind kind =
        condition.type().equals("DisruptionTarget") && condition.isTrue()
            ? CONDITIONS.get(condition.reason())
            : null;
    return kind == null ? null : reason(kind, condition.reason(), condition.message());
  }

  /** What an event about a pod says, null where it ends none. */
  static @Nullable RemovalReason ofEvent(ClusterEvent event) {
    boolean called = event.message().startsWith("Cancelling deletion");
    Kind kind = called ? null : isProbe(event) ? Kind.PROBE_FAILED : EVENTS.get(event.reason());
    return kind == null ? null : reason(kind, event.reason(), event.message());
  }

  /**
   * {@code Container NAME failed liveness probe, will be restarted} ({@code
   * kuberuntime_manager.go}).
   */
  static boolean isProbe(ClusterEvent event) {
    return event.reason().equals("Killing")
        && (event.message().contains("failed liveness probe")
            || event.message().contains("failed startup probe"));
  }

  private static RemovalReason reason(Kind kind, String word, String message) {
    String text = message.isEmpty() ? word : word + ": " + message;
    return new RemovalReason(kind, null, 0, 0, 0, word, text);
  }
}
