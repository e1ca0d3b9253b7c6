package io.fizzle.read.kubernetes;

import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

  /**
   * Taints of nodes that are taken away, with true where a spot machine is: the termination
   * handlers of AWS and GKE, the cluster autoscaler ({@code taints.go}), Karpenter 0.32 to 1.x.
   */
  private static final Map<String, Boolean> TAINTS =
      Map.of(
          "aws-node-termination-handler/spot-itn", true,
          "cloud.google.com/impending-node-termination", true,
          "aws-node-termination-handler/asg-lifecycle-termination", false,
          "aws-node-termination-handler/scheduled-maintenance", false,
          "ToBeDeletedByClusterAutoscaler", false,
          "karpenter.sh/disruption", false,
          "karpenter.sh/disrupted", false);

  /** Events of nodes that are taken away otherwise than as spot machines. */
  private static final Set<String> SCALE_DOWNS =
      Set.of("ScaleDown", "DisruptionTerminating", "CordonAndDrain");

  private Disruptions() {}

  /**
   * Whether an event takes its node away: true where a spot machine is taken back, null where it
   * does not. Reasons of AWS's termination handler and Karpenter name the spot market, Azure's
   * scheduled events and GKE's handler preemption.
   */
  static @Nullable Boolean takesNode(ClusterEvent event) {
    String reason = event.reason().toLowerCase(Locale.ROOT);
    boolean advice = reason.contains("rebalance");
    boolean spot =
        reason.contains("interrupt")
            || reason.contains("preempt")
            || reason.equals("terminationhandler");
    if (spot && !advice) {
      return true;
    }
    return SCALE_DOWNS.contains(event.reason()) ? Boolean.FALSE : null;
  }

  /** The same of a taint. */
  static @Nullable Boolean takesNode(Node.Taint taint) {
    return TAINTS.get(taint.key());
  }

  /**
   * The same of a node's condition: the node problem detector tells Azure's scheduled events so.
   */
  static @Nullable Boolean takesNode(Pod.Condition condition) {
    boolean scheduled = condition.type().equals("VMEventScheduled") && condition.isTrue();
    return scheduled && condition.reason().equals("PreemptScheduled") ? Boolean.TRUE : null;
  }

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
