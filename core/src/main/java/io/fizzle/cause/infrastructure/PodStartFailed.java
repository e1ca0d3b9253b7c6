package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.PodRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.Hindrance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A node took the pod and could not start it: a volume, the pod's network, its command. */
public final class PodStartFailed extends Cause {
  private static final Set<Hindrance> HINDRANCES =
      Set.of(Hindrance.VOLUME, Hindrance.SANDBOX, Hindrance.COMMAND);

  /** Reasons of the container runtime for a process that never began. */
  private static final Set<String> NEVER_BEGAN =
      Set.of("StartError", "ContainerCannotRun", "RunContainerError");

  public PodStartFailed() {
    super(
        "pod-start-failed",
        "Pod cannot be started",
        "got a node but could not be started on it",
        Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "The scheduler found a node, and there the pod hangs or fails before Spark runs: a"
                + " volume cannot be attached or mounted, the network plugin gives no address, or"
                + " the runtime cannot run the container's command.",
            "`FailedMount`, `FailedAttachVolume`, `FailedCreatePodSandBox`, `StartError` or"
                + " `ContainerCannotRun` that no later `Started` answers; pods that stay"
                + " `ContainerCreating`.",
            "`FailedMount` of a driver's configuration map in the first seconds: Spark creates the"
                + " map after the pod, and the pod starts. A secret that does not exist"
                + " (`bad-configuration`), an image (`image-pull`), no node (`unschedulable`).",
            "More or larger nodes: the pod has one.")
        .looksLike(
            "Pods that stay `ContainerCreating` or `Init:0/1`, or end with `StartError` or"
                + " `ContainerCannotRun`; the driver repeats `Initial job has not accepted any"
                + " resources`.")
        .fixedBy(
            "Read the pod's last events: `kubectl describe pod POD`. A volume: does the claim"
                + " exist, is it bound, may more than one node mount it (`ReadWriteOnce` holds"
                + " one)? With `claimName=OnDemand` (3.1 and later) each executor gets one of its"
                + " own. The network: the plugin's own pods on that node, free addresses of the"
                + " subnet. The command: the image's architecture and entry point"
                + " (`spark.kubernetes.container.image`). A node where all pods hang: `kubectl"
                + " cordon NODE`.")
        .refutedBy(
            "`PodScheduled` is true before the kubelet mounts volumes and makes containers "
                + "(Kubernetes, Pod Lifecycle).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    PodWaits.of(incident, application, HINDRANCES)
        .ifPresent(
            waiting ->
                scale.supports(
                    PodWaits.says(waiting) ? Strength.PROOF : Strength.STRONG,
                    waiting.evidence(),
                    "the pod waits: " + waiting.reason()));
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    neverBegan(lost)
        .ifPresent(
            exited ->
                scale.supports(
                    Strength.PROOF,
                    exited.evidence(),
                    "its container never began ("
                        + exited.terminationReason()
                        + "): "
                        + exited.diagnostics()));
  }

  private static Optional<ContainerExited> neverBegan(ProcessLost lost) {
    return lost.life().facts().all(ContainerExited.class).stream()
        .filter(exited -> exited.terminationReason() != null)
        .filter(exited -> NEVER_BEGAN.contains(exited.terminationReason()))
        .findFirst();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (incident instanceof ProcessLost lost && neverBegan(lost).isPresent()) {
      return PodRemedies.command(Measures.conf(application), neverBegan(lost).get().diagnostics());
    }
    return PodWaits.of(incident, application, HINDRANCES)
        .map(
            waiting ->
                switch (waiting.hindrance()) {
                  case VOLUME -> PodRemedies.volume(Measures.conf(application), waiting.reason());
                  case COMMAND -> PodRemedies.command(Measures.conf(application), waiting.reason());
                  default -> PodRemedies.sandbox(waiting.reason());
                })
        .orElse(List.of());
  }
}
