package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.Subject;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which executors were lost, and leaves out what the application's own end did to them. */
final class ExecutorLosses {
  /** Signal types that prove a process's end, or its dying, by themselves. */
  private static final List<Class<? extends Signal>> PROOFS =
      List.of(
          JvmSignal.Crashed.class,
          MachineSignal.KernelOomKill.class,
          MachineSignal.ContainerOverLimit.class,
          MachineSignal.ContainerExited.class,
          MachineSignal.PodEnded.class,
          FailureSignal.Uncaught.class,
          ExecutorSignal.StartFailed.class);

  private ExecutorLosses() {}

  static List<ExecutorLost> find(Application application) {
    List<ExecutorLost> lost = new ArrayList<>();
    for (Map.Entry<String, ProcessLife> entry : application.executors().entrySet()) {
      ExecutorLost candidate = candidate(entry.getValue(), application);
      if (isLost(candidate, application)) {
        lost.add(candidate);
      }
    }
    if (lost.isEmpty()) {
      localExecutor(application).ifPresent(lost::add);
    }
    if (lost.size() == 1 && application.executors().size() <= 1) {
      return List.of(withAnonymous(lost.get(0), application));
    }
    return lost;
  }

  /** In local mode the driver's own JVM is the executor that tasks are said to have lost. */
  private static Optional<ExecutorLost> localExecutor(Application application) {
    ExecutorLost candidate = candidate(application.driver(), application);
    boolean lost =
        application.driver().facts().has(ExecutorSignal.Removed.class)
            || candidate.attempts().stream().anyMatch(attempt -> attempt.removal() != null);
    return lost ? Optional.of(candidate) : Optional.empty();
  }

  /**
   * In a fragment that names one executor only, what no line ties to a process is about that
   * executor: a pasted out-of-memory error next to "Lost executor 7".
   */
  private static ExecutorLost withAnonymous(ExecutorLost lost, Application application) {
    ProcessLife anonymous = application.anonymous();
    if (anonymous.facts().isEmpty() || application.driver().facts().has(JvmSignal.LogEnded.class)) {
      return lost;
    }
    List<MemoryError> errors = new ArrayList<>(lost.memoryErrors());
    errors.addAll(MemoryError.of(anonymous));
    ProcessLife life =
        new ProcessLife(
            lost.life().owner(),
            lost.life().facts().with(anonymous.facts()),
            lost.life().gc().or(anonymous::gc),
            lost.life().vitals().or(anonymous::vitals));
    RemovalLedger told = RemovalLedger.of(life, lost.attempts());
    RemovalLedger ledger =
        told.evidence().isEmpty() ? told.withEvidence(lost.ledger().evidence()) : told;
    return new ExecutorLost(
        lost.id(),
        lost.subject(),
        life,
        ledger,
        List.copyOf(errors),
        timing(life, ledger, errors),
        lost.attempts());
  }

  /** A process that no line names, in a fragment without any other incident. */
  static Optional<Incident> ofFragment(Application application) {
    ProcessLife anonymous = application.anonymous();
    if (!isTroubled(anonymous)) {
      return Optional.empty();
    }
    RemovalLedger ledger = RemovalLedger.of(anonymous, List.of());
    List<MemoryError> errors = MemoryError.of(anonymous);
    return Optional.of(
        new ExecutorLost(
            "process-lost",
            Subject.NONE,
            anonymous,
            ledger.evidence().isEmpty() ? ledger.withEvidence(proofs(anonymous)) : ledger,
            errors,
            timing(anonymous, ledger, errors),
            List.of()));
  }

  private static boolean isTroubled(ProcessLife life) {
    return PROOFS.stream().anyMatch(life.facts()::has)
        || life.facts().has(ExecutorSignal.Removed.class)
        || life.facts().has(ExecutorSignal.Exited.class)
        || life.facts().has(ExecutorSignal.HeartbeatMissed.class)
        || life.facts().has(ExecutorSignal.HeartbeatUndelivered.class)
        || life.facts().has(JvmSignal.OutOfMemory.class)
        || life.facts().has(JvmSignal.OptionRejected.class)
        || life.facts().has(JvmSignal.SignalReceived.class)
        || life.facts().all(JvmSignal.GcReported.class).stream()
            .anyMatch(JvmSignal.GcReported::full)
        || life.facts().all(FailureSignal.Logged.class).stream()
            .anyMatch(logged -> !logged.failure().kind().isCollateral());
  }

  private static ExecutorLost candidate(ProcessLife life, Application application) {
    String id = life.owner().id();
    List<FailedAttempt> attempts =
        application.failedAttempts().stream()
            .filter(attempt -> attempt.executorId().equals(id))
            .toList();
    RemovalLedger ledger = RemovalLedger.of(life, attempts);
    List<MemoryError> errors = MemoryError.of(life);
    RemovalLedger cited = ledger.evidence().isEmpty() ? ledger.withEvidence(proofs(life)) : ledger;
    return new ExecutorLost(
        "executor-" + id + "-lost",
        new Subject(id, life.host().orElse(null), null, null),
        life,
        cited,
        errors,
        timing(life, ledger, errors),
        attempts);
  }

  private static Optional<GcTiming> timing(
      ProcessLife life, RemovalLedger ledger, List<MemoryError> errors) {
    Instant firstError =
        errors.stream()
            .map(error -> error.evidence().time())
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
    return GcTiming.of(life, ledger, firstError);
  }

  private static List<Evidence> proofs(ProcessLife life) {
    List<Evidence> evidence = new ArrayList<>();
    for (Class<? extends Signal> type : PROOFS) {
      life.facts().first(type).ifPresent(signal -> evidence.add(signal.evidence()));
    }
    List.of(
            JvmSignal.OutOfMemory.class,
            JvmSignal.OptionRejected.class,
            ExecutorSignal.Decommissioned.class,
            ExecutorSignal.HeartbeatUndelivered.class,
            JvmSignal.GcReported.class,
            JvmSignal.SignalReceived.class,
            FailureSignal.Logged.class,
            WorkSignal.TaskFailed.class)
        .forEach(
            type ->
                life.facts()
                    .first(type.asSubclass(Signal.class))
                    .ifPresent(signal -> evidence.add(signal.evidence())));
    return evidence;
  }

  private static boolean isLost(ExecutorLost candidate, Application application) {
    ProcessLife life = candidate.life();
    if (candidate.ledger().evidence().isEmpty() || isPhantom(life, application)) {
      return false;
    }
    boolean removed = wasRemoved(candidate, application);
    if (removed) {
      return true;
    }
    if (PROOFS.stream().anyMatch(type -> provesLoss(life, type, application))) {
      return true;
    }
    return life.facts().has(ExecutorSignal.Decommissioned.class)
        || life.facts().all(JvmSignal.OutOfMemory.class).stream()
            .anyMatch(JvmSignal.OutOfMemory::terminating)
        || wasTerminatedUnexplained(life, application);
  }

  /** A container that exited with 0 or on its driver's command is no loss. */
  private static boolean provesLoss(
      ProcessLife life, Class<? extends Signal> type, Application application) {
    if (type == MachineSignal.ContainerExited.class) {
      return life.facts().all(MachineSignal.ContainerExited.class).stream()
          .filter(exited -> exited.exitStatus() != 0)
          .anyMatch(
              exited ->
                  "OOMKilled".equals(exited.terminationReason())
                      || !ApplicationEnd.of(application)
                          .explains(exited.exitStatus(), exited.evidence()));
    }
    if (type == ExecutorSignal.StartFailed.class) {
      return !life.facts().has(ExecutorSignal.DriverGone.class) && life.facts().has(type);
    }
    return life.facts().has(type);
  }

  /**
   * SIGTERM in an executor's log that is all there is: no driver tells whether it was asked for.
   */
  private static boolean wasTerminatedUnexplained(ProcessLife life, Application application) {
    return life.facts().has(JvmSignal.SignalReceived.class)
        && !life.facts().has(ExecutorSignal.ShutdownCommanded.class)
        && !life.facts().has(ExecutorSignal.DriverGone.class)
        && !life.facts().has(ExecutorSignal.KillRequested.class)
        && !life.facts().has(ExecutorSignal.Exited.class)
        && !application.facts().has(ApplicationSignal.Stopping.class)
        && !application.facts().has(ApplicationSignal.Ended.class)
        && !application.driver().hasOwnLog();
  }

  private static boolean wasRemoved(ExecutorLost candidate, Application application) {
    ApplicationEnd end = ApplicationEnd.of(application);
    List<ExecutorSignal.Removed> removals =
        candidate.life().facts().all(ExecutorSignal.Removed.class);
    boolean removal =
        removals.stream().anyMatch(removed -> !end.explains(removed.reason(), removed.evidence()));
    boolean taskLoss =
        candidate.attempts().stream()
            .anyMatch(
                attempt ->
                    attempt.removal() != null
                        && !end.explains(attempt.removal(), attempt.evidence().get(0)));
    boolean exit =
        candidate.life().facts().all(ExecutorSignal.Exited.class).stream()
            .anyMatch(
                exited ->
                    !exited.onRequest()
                        && exited.exitStatus() != 0
                        && !end.explains(exited.exitStatus(), exited.evidence()));
    boolean driverGone =
        candidate.life().facts().has(ExecutorSignal.DriverGone.class)
            && removals.isEmpty()
            && !taskLoss;
    return (removal
            || taskLoss
            || exit
            || candidate.life().facts().has(ExecutorSignal.HeartbeatMissed.class))
        && !driverGone;
  }

  /** Spark also removes executors that never registered (eventlog traps): they explain nothing. */
  private static boolean isPhantom(ProcessLife life, Application application) {
    boolean others =
        application.executors().values().stream()
            .anyMatch(other -> other.facts().has(ExecutorSignal.Added.class));
    return others
        && life.facts().has(ExecutorSignal.Removed.class)
        && !life.facts().has(ExecutorSignal.Added.class)
        && !life.facts().has(ExecutorSignal.Launched.class)
        && !life.facts().has(ExecutorSignal.Exited.class)
        && !life.facts().has(ExecutorSignal.HeartbeatMissed.class)
        && !life.facts().has(WorkSignal.TaskFailed.class)
        && !life.hasOwnLog();
  }
}
