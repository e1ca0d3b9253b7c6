package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.Facts;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.MachineSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Finds out whether the driver's own process died or was dying. */
final class DriverTroubles {

  private DriverTroubles() {}

  static Optional<Incident> find(Application application) {
    ProcessLife driver = application.driver();
    List<MemoryError> own = ownErrors(application, driver);
    // In a fragment that shows executors losing their driver, an error of no named process is the
    // driver's.
    boolean adopts = own.isEmpty() && vanished(application) && sawDriverGo(application);
    List<MemoryError> errors = adopts ? MemoryError.of(application.anonymous()) : own;
    List<Evidence> evidence = evidence(application, driver, errors);
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    RemovalLedger cited = RemovalLedger.of(driver, List.of()).withEvidence(evidence);
    Instant firstError =
        errors.stream()
            .map(error -> error.evidence().time())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return Optional.of(
        new DriverLost(
            "driver-lost", driver, cited, errors, GcTiming.of(driver, cited, firstError)));
  }

  /**
   * Errors of tasks that ran in the driver's JVM (local mode) are the tasks' incidents, and the
   * exception with which a failed job ends the driver repeats what a task died of. Those of queries
   * that the program survived did not end it.
   */
  private static List<MemoryError> ownErrors(Application application, ProcessLife driver) {
    Set<Evidence> ofOthers = new HashSet<>(ApplicationFailures.recovered(application));
    driver
        .facts()
        .all(WorkSignal.TaskFailed.class)
        .forEach(failed -> ofOthers.add(failed.evidence()));
    ofOthers.addAll(ofTasks(driver.facts()));
    if (application.facts().has(WorkSignal.Aborted.class)) {
      driver
          .facts()
          .all(FailureSignal.DriverFailed.class)
          .forEach(failed -> ofOthers.add(failed.evidence()));
    }
    return MemoryError.of(driver).stream()
        .filter(error -> !ofOthers.contains(error.evidence()))
        .toList();
  }

  /** What Spark logs of a task's end, and the death of the very thread that ran it. */
  private static List<Evidence> ofTasks(Facts driver) {
    List<Evidence> ofTasks = new ArrayList<>();
    driver.all(FailureSignal.Logged.class).stream()
        .filter(FailureSignal.Logged::endedTask)
        .forEach(logged -> ofTasks.add(logged.evidence()));
    List<FailureKind> failed =
        driver.all(WorkSignal.TaskFailed.class).stream()
            .map(task -> task.failure().kind())
            .toList();
    driver.all(FailureSignal.Uncaught.class).stream()
        .filter(uncaught -> failed.contains(uncaught.failure().kind()))
        .forEach(uncaught -> ofTasks.add(uncaught.evidence()));
    return ofTasks;
  }

  private static List<Evidence> evidence(
      Application application, ProcessLife driver, List<MemoryError> errors) {
    List<Evidence> evidence = new ArrayList<>();
    if (application.outcome() != Outcome.SUCCEEDED) {
      errors.forEach(error -> evidence.add(error.evidence()));
    }
    List.of(
            JvmSignal.Crashed.class,
            MachineSignal.KernelOomKill.class,
            MachineSignal.ContainerOverLimit.class,
            MachineSignal.PodEnded.class,
            ExecutorSignal.StartFailed.class)
        .forEach(
            type ->
                driver
                    .facts()
                    .first(type.asSubclass(Signal.class))
                    .ifPresent(signal -> evidence.add(signal.evidence())));
    driver
        .facts()
        .first(MachineSignal.MasterEnded.class)
        .ifPresent(ended -> evidence.add(ended.evidence()));
    driver.facts().all(MachineSignal.ContainerExited.class).stream()
        .filter(exited -> exited.exitStatus() != 0)
        .findFirst()
        .ifPresent(exited -> evidence.add(exited.evidence()));
    if (vanished(application)) {
      application.executors().values().stream()
          .filter(ProcessLife::lostItsDriver)
          .forEach(
              life ->
                  life.facts()
                      .first(ExecutorSignal.DriverGone.class)
                      .ifPresent(gone -> evidence.add(gone.evidence())));
    }
    if (evidence.isEmpty()) {
      cutOff(application).or(() -> signalled(application)).ifPresent(evidence::add);
    }
    return evidence;
  }

  /**
   * The JVM's shutdown hook stopped Spark while a job was at work, and nothing had been thrown but
   * what follows from that: something from outside, or an exit, ended the driver. A program that
   * runs to its end leaves no job behind. Where no executor ever came, somebody was tired of
   * waiting.
   */
  private static Optional<Evidence> cutOff(Application application) {
    List<FailureSignal.DriverFailed> thrown =
        application.driver().facts().all(FailureSignal.DriverFailed.class);
    boolean stoppedUnderIt =
        thrown.isEmpty()
            ? application.facts().all(WorkSignal.JobEnded.class).stream()
                .anyMatch(DriverTroubles::wasCut)
            : thrown.stream()
                .allMatch(failed -> failed.failure().kind() == FailureKind.CONTEXT_STOPPED);
    boolean jobFailedOtherwise = application.facts().has(WorkSignal.Aborted.class);
    boolean atWork =
        application.executors().values().stream()
            .anyMatch(life -> life.facts().has(ExecutorSignal.Added.class));
    return application
        .facts()
        .first(ApplicationSignal.Stopping.class)
        .filter(stopping -> stopping.byShutdownHook() && stoppedUnderIt)
        .filter(stopping -> atWork && !jobFailedOtherwise)
        .map(ApplicationSignal.Stopping::evidence);
  }

  /**
   * Somebody asked its process to end, nothing of its own had failed, and it is known to have
   * failed. The application master then exits with 16 ({@code ApplicationMaster.EXIT_EARLY}).
   */
  private static Optional<Evidence> signalled(Application application) {
    Facts driver = application.driver().facts();
    boolean threw =
        driver.all(FailureSignal.DriverFailed.class).stream()
            .anyMatch(failed -> !failed.failure().kind().isCollateral());
    return driver
        .first(JvmSignal.SignalReceived.class)
        .filter(signal -> application.outcome() == Outcome.FAILED && !threw)
        .filter(signal -> !application.facts().has(WorkSignal.Aborted.class))
        .map(JvmSignal.SignalReceived::evidence);
  }

  private static boolean wasCut(WorkSignal.JobEnded job) {
    return job.failure() != null && job.failure().kind() == FailureKind.CONTEXT_STOPPED;
  }

  private static boolean sawDriverGo(Application application) {
    return application.anonymous().facts().has(ExecutorSignal.DriverGone.class)
        || application.executors().values().stream().anyMatch(ProcessLife::lostItsDriver);
  }

  /** Executors saw the driver go, and the driver never began to stop: it did not end by itself. */
  private static boolean vanished(Application application) {
    return !application.facts().has(ApplicationSignal.Stopping.class)
        && !application.facts().has(ApplicationSignal.Stopped.class)
        && !application.facts().has(ApplicationSignal.Ended.class)
        && application.outcome() != Outcome.SUCCEEDED;
  }
}
