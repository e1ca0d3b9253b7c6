package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Concentration;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One machine on which executors or tasks fail while the same work succeeds on the others. */
public final class BadNode extends Cause {
  /** What a machine can bring about, and no memory, disk or peer of its own explains. */
  private static final Set<FailureKind> OF_A_MACHINE =
      EnumSet.of(
          FailureKind.OTHER,
          FailureKind.PYTHON_EXCEPTION,
          FailureKind.PYTHON_WORKER_CRASHED,
          FailureKind.BLOCK_CORRUPT,
          FailureKind.BLOCK_CORRUPT_ON_WAY,
          FailureKind.CONNECTION,
          FailureKind.UNKNOWN_HOST,
          FailureKind.TOO_MANY_OPEN_FILES,
          FailureKind.CLASS_MISSING,
          FailureKind.VERSION_CONFLICT,
          FailureKind.DATA_MISSING,
          FailureKind.ACCESS_DENIED);

  /** Ends that say nothing of their reason. */
  private static final Set<RemovalReason.Kind> UNEXPLAINED =
      EnumSet.of(
          RemovalReason.Kind.UNSPECIFIED,
          RemovalReason.Kind.DISASSOCIATED,
          RemovalReason.Kind.HEARTBEAT_TIMEOUT,
          RemovalReason.Kind.EXITED,
          RemovalReason.Kind.START_FAILED);

  private static final Set<Integer> SENT_SIGNALS = Set.of(137, 143);

  public BadNode() {
    super("bad-node", "One bad node", "met a node on which the same work fails", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "One machine differs from the others: an old library or Java, a mount or a file that is"
                + " missing, a broken name server, faulty memory, a clock that is wrong. What runs"
                + " there fails fast, so the node is free again first and draws ever more work.",
            "Failures of one kind on one node, several times the rate of the others for the work"
                + " that each had in the same time, so many that chance is ruled out (Fisher's"
                + " exact test, times the number of nodes, at one in a hundred); and the same tasks"
                + " succeed elsewhere, or each new executor on the node ends like the one before.",
            "Tasks that fail wherever they run meet bad data or a bug (`user-exception`,"
                + " `data-corrupt`). A node that went away takes all its executors at once"
                + " (`node-lost`). Failures that name the disk or its space are `bad-disk` and"
                + " `disk-full`, a kernel that ends processes is `node-oom`. On one node only it"
                + " cannot be told, nor on Kubernetes without descriptions of the pods, which say"
                + " where each ran.",
            "Raising `spark.task.maxFailures`, as many answers to `Job aborted due to stage"
                + " failure` do: the node takes most attempts, because it ends them first.")
        .looksLike(
            "`Lost task … (TID …) (HOST executor …)` with always the same host, or executors that"
                + " exit on one host only; the retry on another host succeeds.")
        .fixedBy(
            "Take the node out and compare it with a good one: `kubectl cordon NODE` on Kubernetes,"
                + " the exclude file of `yarn.resourcemanager.nodes.exclude-path` and `yarn rmadmin"
                + " -refreshNodes` on YARN, stop the worker of a standalone cluster. Until then"
                + " `spark.excludeOnFailure.enabled` (3.1 and later, `spark.blacklist.enabled`"
                + " before) keeps tasks away; where executors already fail at their start on YARN,"
                + " `spark.yarn.executor.launch.excludeOnFailure.enabled` (3.1 and later,"
                + " `spark.yarn.blacklist.executor.launch.blacklisting.enabled` in 2.4 and 3.0).")
        .refutedBy(
            "Spark offers a free core at once and knows nothing of why it is free "
                + "(`TaskSchedulerImpl.resourceOffers`); "
                + "`spark.excludeOnFailure.task.maxTaskAttemptsPerNode` is what bounds attempts "
                + "on one node.");
  }

  @Override
  public String verdict(Incident incident) {
    return incident instanceof TasksFailed tasks && tasks.node().isPresent()
        ? "failed on " + tasks.node().get().node() + ", a node on which the same work fails"
        : super.verdict(incident);
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (incident instanceof TasksFailed tasks && OF_A_MACHINE.contains(failure.kind())) {
      tasks
          .node()
          .ifPresent(
              node -> {
                scale.supports(Strength.STRONG, evidence, gathered(node, "task attempts"));
                if (node.isOfTheNode()) {
                  scale.supports(
                      Strength.MODERATE,
                      evidence,
                      node.again() + " of the tasks that failed there succeeded on other nodes");
                }
              });
    }
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (!(lost instanceof ExecutorLost executor)
        || executor.node().isEmpty()
        || isExplained(executor)) {
      return;
    }
    Concentration node = executor.node().get();
    Evidence evidence = lost.evidence().get(0);
    Integer exit = lost.ledger().exitCode();
    // who sends signals on one node only is as unknown as who sends them anywhere
    boolean signalled = exit != null && SENT_SIGNALS.contains(exit);
    scale.supports(
        signalled ? Strength.MODERATE : Strength.STRONG, evidence, gathered(node, "executors"));
    scale.supports(
        Strength.MODERATE,
        evidence,
        node.again() + " of them were started there after another one had ended so");
  }

  private static String gathered(Concentration node, String what) {
    int elsewhere = node.failuresInAll() - node.failures();
    return node.failures()
        + " of "
        + node.work()
        + " "
        + what
        + " on "
        + node.node()
        + " failed in this way, "
        + (elsewhere == 0 ? "none" : String.valueOf(elsewhere))
        + " of "
        + (node.workInAll() - node.work())
        + " on the other nodes";
  }

  /** Memory, a limit, a setting or the manager's own words tell why it ended. */
  private static boolean isExplained(ExecutorLost lost) {
    RemovalReason decisive = lost.ledger().decisive();
    return !lost.memoryErrors().isEmpty()
        || Signs.limitKill(lost).isPresent()
        || (decisive != null && !UNEXPLAINED.contains(decisive.kind()))
        || lost.life().facts().has(JvmSignal.OptionRejected.class)
        || lost.life().facts().has(JvmSignal.Crashed.class)
        || lost.life().facts().has(MachineSignal.PodEnded.class)
        || lost.life().facts().has(ExecutorSignal.Decommissioned.class)
        || lost.life().facts().all(ExecutorSignal.StartFailed.class).stream()
            .anyMatch(failed -> failed.failure().kind() == FailureKind.SHUFFLE_SERVICE)
        || Signs.exactTiming(lost)
            .filter(timing -> timing.shareInWindow() > Signs.RULED_OUT)
            .isPresent();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    String node =
        incident instanceof TasksFailed tasks
            ? tasks.node().map(Concentration::node).orElse("")
            : Measures.host(incident, application);
    boolean atStart =
        incident instanceof ExecutorLost lost
            && !lost.life().facts().has(ExecutorSignal.Added.class);
    return ClusterRemedies.badNode(Measures.conf(application), node, atStart);
  }
}
