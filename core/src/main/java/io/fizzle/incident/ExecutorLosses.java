package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.Outcome;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  private final Application application;
  private final ApplicationEnd end;
  private final boolean someRegistered;

  /** Found once for all: a crash loop loses tens of thousands of executors. */
  private final Map<String, List<FailedAttempt>> attemptsByExecutor;

  private final Nodes nodes;

  private ExecutorLosses(Application application, Nodes nodes) {
    this.application = application;
    this.nodes = nodes;
    end = ApplicationEnd.of(application);
    someRegistered =
        application.executors().values().stream()
            .anyMatch(life -> life.facts().has(ExecutorSignal.Added.class));
    attemptsByExecutor =
        application.failedAttempts().stream()
            .collect(Collectors.groupingBy(FailedAttempt::executorId));
  }

  static List<ExecutorLost> find(Application application, Nodes nodes) {
    return new ExecutorLosses(application, nodes).find();
  }

  private List<ExecutorLost> find() {
    List<ExecutorLost> lost = new ArrayList<>();
    for (ProcessLife life : application.executors().values()) {
      ExecutorLost candidate = candidate(life);
      if (isLost(candidate)) {
        lost.add(candidate);
      }
    }
    if (lost.isEmpty()) {
      localExecutor().ifPresent(lost::add);
    }
    if (lost.size() == 1 && application.executors().size() <= 1) {
      return List.of(withAnonymous(lost.get(0)));
    }
    return withAlike(lost);
  }

  private List<ExecutorLost> withAlike(List<ExecutorLost> lost) {
    Map<EndSignature, List<ExecutorLost>> groups =
        lost.stream().collect(Collectors.groupingBy(EndSignature::of));
    Map<EndSignature, Concentration> gathered = new HashMap<>();
    groups.forEach(
        (signature, alike) ->
            nodes.ofLosses(alike).ifPresent(node -> gathered.put(signature, node)));
    return lost.stream()
        .map(
            one -> {
              EndSignature signature = EndSignature.of(one);
              Optional<Concentration> node =
                  Optional.ofNullable(gathered.get(signature))
                      .filter(where -> nodes.isOn(one.life().owner().id(), where.node()));
              return one.among(groups.getOrDefault(signature, List.of()).size(), node);
            })
        .toList();
  }

  /** In local mode the driver's own JVM is the executor that tasks are said to have lost. */
  private Optional<ExecutorLost> localExecutor() {
    ExecutorLost candidate = candidate(application.driver());
    boolean lost =
        application.driver().facts().has(ExecutorSignal.Removed.class)
            || candidate.attempts().stream().anyMatch(attempt -> attempt.removal() != null);
    return lost ? Optional.of(candidate) : Optional.empty();
  }

  /**
   * In a fragment that names one executor only, what no line ties to a process is about that
   * executor: a pasted out-of-memory error next to "Lost executor 7".
   */
  private ExecutorLost withAnonymous(ExecutorLost lost) {
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
        lost.attempts(),
        1,
        Optional.empty());
  }

  /** A process that no line names, in a fragment without any other incident. */
  static Optional<Incident> ofFragment(Application application) {
    ProcessLife anonymous = application.anonymous();
    if (!isTroubled(anonymous, ApplicationEnd.of(application))) {
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
            List.of(),
            1,
            Optional.empty()));
  }

  private static boolean isTroubled(ProcessLife life, ApplicationEnd end) {
    return PROOFS.stream().anyMatch(life.facts()::has)
        || life.facts().has(ExecutorSignal.Removed.class)
        || life.facts().has(ExecutorSignal.Exited.class)
        || life.facts().has(ExecutorSignal.HeartbeatMissed.class)
        || life.facts().has(ExecutorSignal.HeartbeatUndelivered.class)
        || life.facts().has(JvmSignal.OutOfMemory.class)
        || life.facts().has(JvmSignal.OptionRejected.class)
        || life.facts().has(JvmSignal.SignalReceived.class)
        || killedInCgroup(life)
        || life.facts().all(JvmSignal.GcReported.class).stream()
            .anyMatch(JvmSignal.GcReported::full)
        || life.facts().all(FailureSignal.Logged.class).stream()
            .anyMatch(logged -> !logged.failure().kind().isCollateral() && !end.explains(logged));
  }

  private ExecutorLost candidate(ProcessLife life) {
    String id = life.owner().id();
    List<FailedAttempt> attempts = attemptsByExecutor.getOrDefault(id, List.of());
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
        attempts,
        1,
        Optional.empty());
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
            WorkSignal.TaskFailed.class,
            MachineSignal.CgroupMemory.class)
        .forEach(
            type ->
                life.facts()
                    .first(type.asSubclass(Signal.class))
                    .ifPresent(signal -> evidence.add(signal.evidence())));
    return evidence;
  }

  private boolean isLost(ExecutorLost candidate) {
    ProcessLife life = candidate.life();
    if (candidate.ledger().evidence().isEmpty() || isPhantom(life)) {
      return false;
    }
    boolean removed = wasRemoved(candidate);
    if (removed) {
      return true;
    }
    if (PROOFS.stream().anyMatch(type -> provesLoss(life, type))) {
      return true;
    }
    return life.facts().has(ExecutorSignal.Decommissioned.class)
        || life.facts().all(JvmSignal.OutOfMemory.class).stream()
            .anyMatch(JvmSignal.OutOfMemory::terminating)
        || wasTerminatedUnexplained(life)
        || killedInCgroup(life) && isUnheard();
  }

  /** The kernel counted a kill; of which process of the cgroup, it does not tell. */
  private static boolean killedInCgroup(ProcessLife life) {
    return life.facts().all(MachineSignal.CgroupMemory.class).stream()
        .anyMatch(memory -> memory.oomKills() > 0);
  }

  /** Nobody was read who would have told of a loss. */
  private boolean isUnheard() {
    return application.outcome() == Outcome.UNKNOWN
        && !application.driver().hasOwnLog()
        && application.stages().isEmpty();
  }

  /** A container that exited with 0 or on its driver's command is no loss. */
  private boolean provesLoss(ProcessLife life, Class<? extends Signal> type) {
    if (type == MachineSignal.ContainerExited.class) {
      return life.facts().all(MachineSignal.ContainerExited.class).stream()
          .filter(exited -> exited.exitStatus() != 0)
          .anyMatch(
              exited ->
                  "OOMKilled".equals(exited.terminationReason())
                      || !end.explains(exited.exitStatus(), exited.evidence()));
    }
    if (type == MachineSignal.KernelOomKill.class && isRunning(life)) {
      return life.facts().all(MachineSignal.KernelOomKill.class).stream()
          .anyMatch(kill -> !kill.process().startsWith("python"));
    }
    if (type == ExecutorSignal.StartFailed.class) {
      return !life.facts().has(ExecutorSignal.DriverGone.class) && life.facts().has(type);
    }
    return life.facts().has(type);
  }

  /** A pod that was asked after a Python worker of it was killed, and ran. */
  private static boolean isRunning(ProcessLife life) {
    return life.facts().all(MachineSignal.PodDescribed.class).stream()
            .anyMatch(pod -> pod.phase().equals("Running"))
        && !life.facts().has(MachineSignal.ContainerExited.class);
  }

  /**
   * SIGTERM in an executor's log that is all there is: no driver tells whether it was asked for.
   */
  private boolean wasTerminatedUnexplained(ProcessLife life) {
    return life.facts().has(JvmSignal.SignalReceived.class)
        && !life.facts().has(ExecutorSignal.ShutdownCommanded.class)
        && !life.facts().has(ExecutorSignal.DriverGone.class)
        && !life.facts().has(ExecutorSignal.KillRequested.class)
        && !life.facts().has(ExecutorSignal.Exited.class)
        && !application.facts().has(ApplicationSignal.Stopping.class)
        && !application.facts().has(ApplicationSignal.Ended.class)
        && !application.driver().hasOwnLog();
  }

  private boolean wasRemoved(ExecutorLost candidate) {
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
  private boolean isPhantom(ProcessLife life) {
    return someRegistered
        && life.facts().has(ExecutorSignal.Removed.class)
        && !life.facts().has(ExecutorSignal.Added.class)
        && !life.facts().has(ExecutorSignal.Launched.class)
        && !life.facts().has(ExecutorSignal.Exited.class)
        && !life.facts().has(ExecutorSignal.HeartbeatMissed.class)
        && !life.facts().has(WorkSignal.TaskFailed.class)
        && !life.hasOwnLog();
  }
}
