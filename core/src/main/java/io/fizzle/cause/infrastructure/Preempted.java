package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.TakenNode;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.LivenessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** The scheduler took the container for somebody with a higher claim. */
public final class Preempted extends Cause {

  public Preempted() {
    super("preempted", "Preempted", "was preempted by the cluster manager", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "A queue or a pod with a higher claim took the resources.",
            "YARN's `was preempted` (-102), Kubernetes' `Preempted`, `Preempting`, or a condition"
                + " `DisruptionTarget` with `PreemptionByScheduler`; `TaintManagerEviction` where"
                + " spot machines are taken back.",
            "A failure of the application: it counts for nothing against it.",
            "More memory.")
        .looksLike("`Container ... was preempted`, or pods that vanish when others start.")
        .fixedBy(
            "A queue with a guaranteed share, or a priority class, for what must not be"
                + " interrupted. Preempted executors do not count as failures:"
                + " `spark.yarn.max.executor.failures` (since 3.5"
                + " `spark.executor.maxNumFailures`) need not be raised.")
        .refutedBy(
            "the scheduler takes the container for another queue or priority (YARN,"
                + " `ContainerExitStatus.PREEMPTED`; Kubernetes, Pod Priority and Preemption).");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    Strength strength = byTaint(lost).isPresent() ? Strength.STRONG : Strength.PROOF;
    weighReason(lost, scale, strength, RemovalReason.Kind.PREEMPTED);
    weighReason(lost, scale, Strength.MODERATE, RemovalReason.Kind.ENDED_BY_MANAGER);
    TakenNode.of(lost, application)
        .filter(node -> node.taken().reclaimed())
        .ifPresent(
            node -> {
              scale.supports(
                  node.certain() ? Strength.STRONG : Strength.MODERATE,
                  node.taken().evidence(),
                  node.says());
              if (!node.certain()) {
                scale
                    .supports(
                        Strength.HINT,
                        lost.evidence().get(0),
                        "its pod was deleted while it worked")
                    .missing(Missing.POD_EVENTS);
              }
            });
  }

  /**
   * Where the pod was deleted because its node got a taint: of a spot machine that is taken back,
   * by an administrator, or because the node does not answer.
   */
  static Optional<Evidence> byTaint(ProcessLost lost) {
    RemovalReason reason = lost.ledger().decisive();
    boolean taint = reason != null && reason.text().contains("aintManager");
    return taint ? Optional.ofNullable(lost.ledger().decisiveEvidence()) : Optional.empty();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return LivenessRemedies.preempted(Measures.conf(application));
  }
}
