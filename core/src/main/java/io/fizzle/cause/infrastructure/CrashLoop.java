package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.ClusterRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import java.util.List;
import java.util.Optional;

/** An executor ended before it did any work, again and again. */
public final class CrashLoop extends Cause {

  public CrashLoop() {
    super("crash-loop", "Executors die at start", "died at its start", Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "Something that every executor meets at its start ends it: an option, a missing file, a"
                + " port, a plugin.",
            "Several executors that ended within seconds and never registered, with the same last"
                + " words.",
            "Executors that die on one node only (`bad-node`), or a single one that failed to"
                + " start.",
            "Adding nodes because `Initial job has not accepted any resources`: executors got"
                + " theirs and died.")
        .looksLike(
            "Executors come and go every few seconds, the application never starts to work,"
                + " or ends with `Max number of executor failures (N) reached`.")
        .fixedBy(
            "Read the first executor's stderr: its last lines name the reason. Fix that;"
                + " only then think of `spark.executor.maxNumFailures` (3.5 and later;"
                + " `spark.yarn.max.executor.failures` before) or, standalone,"
                + " `spark.deploy.maxExecutorRetries`.")
        .refutedBy(
            "the warning stands for executors that do not register, whatever the reason "
                + "(Spark, `TaskSchedulerImpl`); the master gives up by "
                + "`spark.deploy.maxExecutorRetries`.");
  }

  private static final int FAILURE = 1;
  private static final int REPEATED = 2;

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    lost.life()
        .facts()
        .first(ExecutorSignal.StartFailed.class)
        .filter(failed -> !Signs.namesItsReason(failed.failure()))
        .ifPresent(
            failed ->
                scale.supports(
                    Strength.STRONG,
                    failed.evidence(),
                    "it could not start: " + failed.failure().headline()));
    Optional<ExecutorSignal.Removed> refused =
        wasOffered(lost) ? Signs.couldNotStart(lost) : Optional.empty();
    // what ends one executor at its start may be a service that is down: only its repetition counts
    boolean again = lost instanceof ExecutorLost executor && executor.alike() >= REPEATED;
    if (again && !lost.life().facts().has(ExecutorSignal.StartFailed.class)) {
      refused.ifPresent(
          removed ->
              scale.supports(
                  Strength.MODERATE,
                  removed.evidence(),
                  "it could not start: " + removed.reason().text()));
    }
    if (lost instanceof ExecutorLost executor && executor.node().isPresent()) {
      scale.opposes(
          Strength.STRONG,
          lost.evidence().get(0),
          "executors on nodes other than " + executor.node().get().node() + " start");
    }
    Evidence exit = lost.ledger().exitEvidence();
    if (exit == null
        || !(lost instanceof ExecutorLost executor)
        || !lost.ledger().exitedWith(FAILURE)
        || lost.life().facts().has(JvmSignal.OptionRejected.class)
        || Signs.namedItsReason(lost)
        || (refused.isEmpty() && wasOffered(lost))) {
      return;
    }
    scale.supports(
        Strength.MODERATE,
        exit,
        refused.isPresent() ? "exit code 1 at its start" : "exit code 1 before it registered");
    // that it repeats itself tells nothing of why, however often
    if (executor.alike() >= REPEATED) {
      scale.supports(Strength.MODERATE, exit, executor.alike() + " executors ended the same way");
    }
    scale.missing(Missing.EXECUTOR_LOG);
  }

  /**
   * Whether it had registered: the scheduler names the host of those only that it had offered
   * ({@code TaskSchedulerImpl.executorLost}, all versions), and tasks run on no other.
   */
  private static boolean wasOffered(ProcessLost lost) {
    return lost.life().facts().has(ExecutorSignal.Added.class)
        || lost.life().facts().all(ExecutorSignal.Removed.class).stream()
            .anyMatch(removed -> removed.host() != null)
        || lost instanceof ExecutorLost executor && !executor.attempts().isEmpty();
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    String what =
        incident instanceof ProcessLost lost
            ? lost.life()
                .facts()
                .first(ExecutorSignal.StartFailed.class)
                .map(failed -> failed.failure().message())
                .orElse("")
            : "";
    return ClusterRemedies.crashLoop(Measures.conf(application), Measures.jvm(incident), what);
  }
}
