package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.PodRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.SparkConf;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.MachineSignal.Hindrance;
import io.fizzle.signal.MachineSignal.PodEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cluster gave the application nothing, or too little, to run on. */
public final class Unschedulable extends Cause {
  private static final Pattern MAXIMUM =
      Pattern.compile("is above the max threshold \\((\\d{1,12}) MB\\)");

  private static final Pattern SHARE = Pattern.compile("(?<=[(+])(\\d{1,12})(?=\\+|\\)| MB)");

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
                + " each node.")
        .refutedBy(
            "a node must fit the whole of heap, overhead and cores of one executor (Spark, "
                + "`ResourceProfile`; Kubernetes, Resource Management for Pods).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    super.weighFailure(failure, evidence, incident, application, scale);
    // a pod that waits for a node is seen: of one that Spark does not see nobody knows what it met
    PodWaits.of(incident, application, Set.of(Hindrance.UNKNOWN))
        .ifPresent(
            waiting ->
                scale
                    .supports(Strength.HINT, waiting.evidence(), waiting.reason())
                    .missing(Missing.POD_EVENTS));
    application.facts().all(MachineSignal.Waiting.class).stream()
        .filter(ImagePull::isImage)
        .findFirst()
        .ifPresent(
            waiting ->
                scale.opposes(Strength.STRONG, waiting.evidence(), "it waits for its image"));
  }

  /** The kubelet itself refuses a pod that does not fit beside those that it has. */
  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    super.weighLoss(lost, application, scale);
    lost.life().facts().all(PodEnded.class).stream()
        .filter(ended -> ended.reason().text().startsWith("OutOf"))
        .findFirst()
        .ifPresent(
            ended ->
                scale.supports(
                    Strength.PROOF,
                    ended.evidence(),
                    "its node did not admit it: " + ended.reason().text()));
  }

  private static String words(Incident incident, Application application) {
    return PodWaits.of(incident, application, Set.of(Hindrance.RESOURCES))
        .map(MachineSignal.Waiting::reason)
        .orElseGet(() -> Measures.failure(incident).message());
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    SparkConf conf = Measures.conf(application);
    List<Remedy> refused = refused(Measures.failure(incident).message());
    if (!refused.isEmpty()) {
      return refused;
    }
    String words = words(incident, application);
    Optional<Remedy> quota = PodRemedies.quota(words);
    if (quota.isPresent()) {
      return List.of(quota.get());
    }
    List<Remedy> remedies = new ArrayList<>(PodRemedies.noNode(conf, words));
    remedies.addAll(ClusterRemedies.unschedulable(conf));
    return List.copyOf(remedies);
  }

  /**
   * {@code Client.verifyClusterResources}: its shares in brackets, in versions before 2.3 summed.
   */
  private static List<Remedy> refused(String message) {
    Matcher most = MAXIMUM.matcher(message);
    if (!most.find()) {
      return List.of();
    }
    List<Long> asked =
        SHARE
            .matcher(message)
            .region(0, most.start())
            .results()
            .map(share -> Long.valueOf(share.group(1)))
            .filter(mebibytes -> mebibytes > 0)
            .toList();
    return asked.isEmpty()
        ? List.of()
        : ClusterRemedies.aboveMaximum(asked, Long.parseLong(most.group(1)));
  }
}
