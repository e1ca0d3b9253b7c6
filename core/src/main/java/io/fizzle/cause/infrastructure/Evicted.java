package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.TakenNode;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.LivenessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** The node ran short of a resource and the kubelet evicted the pod. */
public final class Evicted extends Cause {

  public Evicted() {
    super("evicted", "Evicted by the kubelet", "was evicted from its node", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "The node, not the container's memory limit, was short of memory, local storage or"
                + " process ids, or a local volume outgrew its size. The kubelet evicts pods that"
                + " use more than they requested first. Pods are evicted through the API too, with"
                + " nothing wrong with them or their node: by a drain for an upgrade, and by the"
                + " cluster autoscaler or Karpenter, which take a node out that is little used.",
            "Reason `Evicted` with `The node was low on resource`, or `Usage of EmptyDir volume ..."
                + " exceeds the limit`; a condition `DisruptionTarget` with `EvictionByEvictionAPI`"
                + " for a drain or a scale-down, with an event `ScaleDown` of the cluster"
                + " autoscaler or `Evicted pod` of Karpenter.",
            "`OOMKilled` is the container's own limit (`container-oom`). A spot machine that is"
                + " taken back, or a pod with more right to the node (`preempted`).",
            "Raising the heap on a node that is full.")
        .looksLike(
            "Pods end with the reason `Evicted`: `The node was low on resource`, `Usage of"
                + " EmptyDir volume exceeds the limit`. Or executors of one node end together, and"
                + " soon the node is gone too.")
        .fixedBy(
            "By what ran out. `ephemeral-storage`: give local directories a volume of their own"
                + " (`spark.kubernetes.executor.volumes.*` with the name `spark-local-dir-...`, 3.0"
                + " and later; with `claimName=OnDemand` one for each executor, 3.1 and later), or"
                + " request it in the pod template (`spark.kubernetes.executor.podTemplateFile`,"
                + " 3.0 and later): Spark has no key for it. `memory`: Spark's own pods request all"
                + " that they may use; give requests to the pods beside them, and to the system its"
                + " share (`--system-reserved`, `--kube-reserved` of the kubelet). A drain or"
                + " scale-down: the annotation `cluster-autoscaler.kubernetes.io/safe-to-evict:"
                + " \"false\"` or `karpenter.sh/do-not-disrupt: \"true\"` on drivers and on"
                + " executors that work (`spark.kubernetes.executor.annotation.*`), or a"
                + " PodDisruptionBudget; and `spark.decommission.enabled` (3.1 and later), so that"
                + " data moves first.")
        .refutedBy(
            "the kubelet ranks pods by use above their requests, then by priority, and counts"
                + " all memory of the pod (Kubernetes, Node-pressure Eviction; kubelet,"
                + " `eviction/helpers.go`).");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    weighReason(lost, scale, Strength.PROOF, RemovalReason.Kind.EVICTED);
    lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> "Evicted".equals(exited.terminationReason()))
        .findFirst()
        .ifPresent(
            exited ->
                scale.supports(
                    Strength.PROOF,
                    exited.evidence(),
                    "its pod was evicted: " + exited.diagnostics()));
    drained(lost, application)
        .ifPresent(node -> scale.supports(Strength.STRONG, node.taken().evidence(), node.says()));
    if (scale.weigh().isSupported()) {
      pressure(lost, application)
          .ifPresent(
              pressed ->
                  scale.supports(
                      Strength.HINT,
                      pressed.evidence(),
                      "its node " + pressed.node() + " was short of " + pressed.resource()));
    }
  }

  private static Optional<TakenNode> drained(ProcessLost lost, Application application) {
    return TakenNode.of(lost, application)
        .filter(TakenNode::certain)
        .filter(node -> !node.taken().reclaimed());
  }

  private static Optional<MachineSignal.NodePressed> pressure(
      ProcessLost lost, Application application) {
    String node = lost.life().node().orElse("");
    return application.facts().all(MachineSignal.NodePressed.class).stream()
        .filter(pressed -> !node.isEmpty() && pressed.node().equals(node))
        .findFirst();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return LivenessRemedies.evicted(
        Measures.conf(application),
        Measures.jvm(incident),
        resource(incident, application),
        Measures.host(incident, application));
  }

  /** The kubelet's words; where only its verdict is known, what its node was short of. */
  private static String resource(Incident incident, Application application) {
    if (!(incident instanceof ProcessLost lost)) {
      return "";
    }
    Optional<TakenNode> drained = drained(lost, application);
    if (drained.isPresent()) {
      return "node scale down: " + drained.get().taken().detail();
    }
    RemovalReason reason = lost.ledger().decisive();
    if (reason != null && !reason.text().equals("Evicted")) {
      return reason.text();
    }
    return lost.life().facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> "Evicted".equals(exited.terminationReason()))
        .map(MachineSignal.ContainerExited::diagnostics)
        .filter(words -> !words.isBlank())
        .findFirst()
        .or(() -> pressure(lost, application).map(MachineSignal.NodePressed::resource))
        .orElse("");
  }
}
