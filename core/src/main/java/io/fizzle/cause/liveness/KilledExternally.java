package io.fizzle.cause.liveness;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.TakenNode;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.LivenessRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;
import java.util.Optional;

/** Somebody or something sent the process a signal. */
public final class KilledExternally extends Cause {

  public KilledExternally() {
    super(
        "killed-externally",
        "Killed from outside",
        "was killed from outside, with no sign of a memory limit",
        Answer.NEITHER);
  }

  @Override
  public Page page() {
    return new Page(
            "SIGKILL or SIGTERM came from outside the JVM: an operator, a script, a scheduler, the"
                + " deletion of its pod, a liveness probe that was not answered, a shutdown of the"
                + " host, or a limit that left no trace in what was read.",
            "Exit code 137 or 143, or a pod that `was deleted by a user or the framework`, while"
                + " neither a kill at a limit nor an `OutOfMemoryError` nor a request of Spark"
                + " itself is on record. An event `Killing` with `failed liveness probe` or `failed"
                + " startup probe` names the kubelet as the sender.",
            "`OOMKilled`, YARN's memory lines and the kernel's oom-killer (`container-oom`,"
                + " `node-oom`). Evictions for a scale-down or a drain (`evicted`). `RECEIVED"
                + " SIGNAL TERM` after `Driver commanded a shutdown` is how healthy executors end.",
            "More memory, without proof that memory was the reason.")
        .looksLike(
            "Exit code 137 or 143, or `RECEIVED SIGNAL TERM`, and no memory error before" + " it.")
        .fixedBy(
            "Find the sender: the kernel's log, the node manager's, events of the pod"
                + " (`kubectl get events`), the audit log, the batch system's time limit. Drains"
                + " and scale-downs that are meant: `spark.decommission.enabled` since 3.1, so"
                + " that data moves first. A probe: Spark sets none, so that a pod template, an"
                + " operator or a policy of the cluster added it (`kubectl get pod POD -o yaml`);"
                + " take it off, or give it more time (`timeoutSeconds`, `failureThreshold`) than"
                + " the longest pause in the GC log.")
        .refutedBy(
            "137 and 143 are 128 plus the number of the signal, whoever sends it (POSIX "
                + "shells; `ExecutorExitCode.explainExitCode`).");
  }

  private static final int SIGKILL = 137;
  private static final int SIGTERM = 143;

  /** Asks an executor to decommission (CoarseGrainedExecutorBackend, Spark 3.1 and later). */
  private static final String DECOMMISSION_SIGNAL = "PWR";

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    weighReason(lost, scale, Strength.PROOF, RemovalReason.Kind.PROBE_FAILED);
    Optional<TakenNode> taken = TakenNode.of(lost, application);
    if (wasAskedToLeave(lost) || taken.filter(TakenNode::certain).isPresent()) {
      return;
    }
    Integer code = lost.ledger().exitCode();
    Evidence exit = lost.ledger().exitEvidence();
    boolean killed = code != null && (code == SIGKILL || code == SIGTERM);
    Optional<JvmSignal.SignalReceived> signal =
        lost.life().facts().all(JvmSignal.SignalReceived.class).stream()
            .filter(received -> !received.signal().equals(DECOMMISSION_SIGNAL))
            .findFirst();
    if (killed && exit != null) {
      scale.supports(Strength.MODERATE, exit, "exit code " + code + ": ended by a signal");
    } else if (signal.isPresent() && lost.ledger().decisive() == null) {
      weighSignalAlone(signal.get(), scale);
      return;
    } else {
      weighDeletion(lost, taken.isPresent(), scale);
      return;
    }
    scale.missing(Missing.KILLER);
    weighMemory(lost, application, scale);
    if (Signs.fellSilent(lost)) {
      scale.opposes(
          Strength.STRONG,
          lost.ledger().evidence().get(0),
          "it had been given up for missed heartbeats before it was killed");
    }
  }

  /** A pod is deleted by a person, an operator, a drain or the scheduler; its events tell whom. */
  private void weighDeletion(ProcessLost lost, boolean nodeTaken, Scale scale) {
    if (lost.ledger().isDecidedBy(RemovalReason.Kind.POD_DELETED)) {
      scale
          .supports(
              nodeTaken ? Strength.HINT : Strength.MODERATE,
              lost.evidence().get(0),
              "its pod was deleted while it worked")
          .missing(Missing.KILLER);
    }
    weighReason(lost, scale, Strength.HINT, RemovalReason.Kind.POD_MISSING);
  }

  /** Every executor of a healthy application receives SIGTERM at its end; only the driver knows. */
  private static void weighSignalAlone(JvmSignal.SignalReceived signal, Scale scale) {
    scale
        .supports(Strength.HINT, signal.evidence(), "it received SIG" + signal.signal())
        .missing(Missing.DRIVER_LOG)
        .missing(Missing.KILLER);
  }

  /** Its manager says itself why it ended it, or it was asked to go. */
  private static boolean wasAskedToLeave(ProcessLost lost) {
    return lost.life().facts().has(ExecutorSignal.Decommissioned.class)
        || lost.life().facts().has(MachineSignal.PodEnded.class)
        || lost.life().facts().all(ExecutorSignal.KillRequested.class).stream()
            .anyMatch(request -> request.reason() == ExecutorSignal.KillReason.IDLE);
  }

  private static void weighMemory(ProcessLost lost, Application application, Scale scale) {
    boolean roomy = weighVitals(lost, scale);
    Evidence exit = lost.evidence().get(0);
    Signs.limitKill(lost)
        .ifPresent(
            kill -> scale.opposes(Strength.PROOF, kill, "a memory limit's kill is on record"));
    Signs.anyError(lost)
        .ifPresent(
            error ->
                scale.opposes(
                    Strength.PROOF,
                    error.evidence(),
                    "the JVM ran out of memory: " + error.text()));
    if (Signs.hasNoContainerLimit(application)) {
      scale.supports(
          Strength.HINT,
          exit,
          "its cluster manager itself sets no memory limit on processes ("
              + application.identity().master()
              + ")");
    } else if (Signs.killedWithoutLimit(lost).isPresent()) {
      scale.supports(
          Strength.HINT,
          Signs.killedWithoutLimit(lost).get(),
          "the kubelet calls it Error, not OOMKilled");
    } else if (Signs.hasContainerLimit(application, lost) && !roomy) {
      scale.opposes(
          Signs.isYarnExit(lost) ? Strength.HINT : Strength.MODERATE,
          exit,
          "its container has a memory limit, which could be the sender");
    }
    Signs.logWithoutMemoryError(lost)
        .ifPresent(
            log -> scale.supports(Strength.HINT, log, "its own log ends without a memory error"));
    lost.timing()
        .filter(timing -> !timing.misplaced())
        .filter(timing -> timing.shareBeforeError() < Signs.RULED_OUT)
        .ifPresent(
            timing ->
                scale.supports(
                    Strength.HINT,
                    timing.evidence(),
                    (timing.sampled()
                            ? "no memory pressure: GC took "
                            : "no memory pressure in its GC log: GC took ")
                        + Numbers.percent(timing.shareBeforeError())
                        + " of its last ten seconds"));
    weighResidentSize(lost, scale);
  }

  /** True where the flight recorder saw all calm, and more room than could have been filled. */
  private static boolean weighVitals(ProcessLost lost, Scale scale) {
    Optional<LastVitals> seen = LastVitals.of(lost);
    boolean roomy = seen.filter(LastVitals::hadAmpleRoom).isPresent();
    Optional<LastVitals.Reading> calm = seen.flatMap(LastVitals::calm);
    calm.ifPresent(
        all ->
            scale.supports(
                roomy ? Strength.STRONG : Strength.MODERATE, all.evidence(), all.says()));
    seen.flatMap(last -> last.containerFull().or(last::containerFilling).or(last::nodeFull))
        .ifPresent(full -> scale.opposes(Strength.STRONG, full.evidence(), full.says()));
    return roomy && calm.isPresent();
  }

  /** Far more resident memory than heap: a limit outside of Spark's sight may have been at work. */
  private static void weighResidentSize(ProcessLost lost, Scale scale) {
    Signs.grownOutsideHeap(lost)
        .ifPresent(
            peak ->
                scale.opposes(
                    Strength.MODERATE,
                    peak.evidence(),
                    "its resident size had grown to " + Numbers.bytes(peak.processRss())));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (incident instanceof ProcessLost lost
        && lost.ledger().isDecidedBy(RemovalReason.Kind.PROBE_FAILED)) {
      return LivenessRemedies.probe(Measures.jvm(incident));
    }
    return LivenessRemedies.killedExternally(
        Measures.conf(application),
        Measures.process(incident),
        Measures.host(incident, application));
  }
}
