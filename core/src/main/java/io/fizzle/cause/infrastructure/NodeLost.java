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
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** The machine or its worker process went away, and every process on it. */
public final class NodeLost extends Cause {

  public NodeLost() {
    super(
        "node-lost",
        "Node or worker lost",
        "lost the machine it ran on",
        Answer.NEITHER,
        FailureKind.NODE_LOST);
  }

  @Override
  public Page page() {
    return new Page(
            "The node, its worker or its NodeManager stopped answering: a failure of the machine, a"
                + " restart, a reclaimed spot instance, the network. What ran on it was lost with"
                + " it.",
            "`worker lost`, `Container released on a *lost* node` (-100), a node that is not"
                + " ready.",
            "An executor that died alone on a healthy node. `Container from a bad node`: YARN's"
                + " allocator writes it for nearly every exit code since Spark 3.0.",
            "Tuning the executor's memory.")
        .looksLike(
            "All executors of one machine are gone at once: `worker lost`, `Container"
                + " released on a *lost* node`.")
        .fixedBy(
            "Nothing in the application: look at the machine. For machines that are meant"
                + " to go (spot, preemptible): `spark.decommission.enabled` and"
                + " `spark.storage.decommission.enabled` since 3.1, and shuffle data that"
                + " outlives executors.")
        .refutedBy(
            "the manager's message is about the machine (YARN,"
                + " `SchedulerUtils.LOST_CONTAINER`; Spark, `Master.removeWorker`), none of whose"
                + " executors' settings plays a part.");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    weighReason(
        lost, scale, Strength.PROOF, RemovalReason.Kind.WORKER_LOST, RemovalReason.Kind.NODE_LOST);
    weighReason(lost, scale, Strength.HINT, RemovalReason.Kind.POD_MISSING);
    // a machine that was taken back is lost, too: the one who took it is the reason
    boolean taken = TakenNode.of(lost, application).filter(TakenNode::certain).isPresent();
    nodeTold(lost, application)
        .ifPresent(
            node ->
                scale.supports(
                    taken ? Strength.HINT : Strength.STRONG,
                    node.evidence(),
                    "its node " + node.node() + ": " + node.detail()));
    Preempted.byTaint(lost)
        .ifPresent(
            evidence ->
                scale.supports(
                    Strength.MODERATE,
                    evidence,
                    "the taint may be the one of a node that does not answer"));
  }

  /** What is told of the very node on which the process ran. */
  private static Optional<MachineSignal.NodeLost> nodeTold(
      ProcessLost lost, Application application) {
    String node = lost.life().node().orElse("");
    return application.facts().all(MachineSignal.NodeLost.class).stream()
        .filter(told -> !node.isEmpty() && told.node().equals(node))
        .findFirst();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return LivenessRemedies.nodeLost(
        Measures.conf(application), Measures.host(incident, application));
  }
}
