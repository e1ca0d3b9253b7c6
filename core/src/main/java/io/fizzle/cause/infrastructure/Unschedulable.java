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
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal;
import java.util.List;

/** The cluster gave the application nothing, or too little, to run on. */
public final class Unschedulable extends Cause {

  public Unschedulable() {
    super(
        "unschedulable",
        "No resources",
        "got no resources to run on",
        Answer.NEITHER,
        FailureKind.UNSCHEDULABLE);
  }

  @Override
  public Page page() {
    return new Page(
            "The queue or cluster is full, or the request fits no node.",
            "`Initial job has not accepted any resources`, pods `Pending`, an application that"
                + " stays `ACCEPTED`, while no executor dies at its start.",
            "Executors that start and die: they got their resources (`crash-loop`). A task that"
                + " `cannot run anywhere due to node and executor excludeOnFailure`: it ran"
                + " everywhere and failed; the reason is in its failures.",
            "More memory per executor: it fits even fewer nodes.")
        .looksLike(
            "`Initial job has not accepted any resources`, pods `Pending`, an application"
                + " that stays `ACCEPTED`.")
        .fixedBy(
            "Ask for less or offer more, by what the scheduler says: memory, cores, quota,"
                + " taints. YARN: `yarn.scheduler.maximum-allocation-mb` bounds one container,"
                + " the queue's share all of them. Standalone: a worker must have the memory and"
                + " the cores of a whole executor free (`spark.executor.memory`,"
                + " `spark.cores.max`). Kubernetes: `kubectl describe pod` names the reason for"
                + " each node.");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    application.facts().all(MachineSignal.Waiting.class).stream()
        .filter(ImagePull::isImage)
        .findFirst()
        .ifPresent(
            waiting ->
                scale.opposes(Strength.STRONG, waiting.evidence(), "it waits for its image"));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return ClusterRemedies.unschedulable(Measures.conf(application));
  }
}
