package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedQueries;
import io.fizzle.application.Outcome;
import io.fizzle.application.ProcessLife;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.MachineSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the failure of an application that no job's failure stands for. */
final class ApplicationFailures {

  private static final String ID = "application-failed";

  private record Told(Failure failure, Evidence evidence) {}

  private ApplicationFailures() {}

  /**
   * The failure that the driver, the cluster manager or a waiting pod tells, unless a job tells it.
   */
  static Optional<Incident> find(Application application, List<Incident> found) {
    boolean attemptsTold =
        found.stream().anyMatch(incident -> !(incident instanceof Incident.JobFailed));
    List<Told> told = told(application, found);
    Optional<FailureSignal.DriverFailed> later = LaterFailure.of(application, found);
    if (later.isPresent()) {
      FailureSignal.DriverFailed last = later.get();
      return Optional.of(
          new ApplicationFailed(
              ID, last.failure(), List.of(last.failure()), true, List.of(last.evidence())));
    }
    if (told.isEmpty() || isToldByJob(found, attemptsTold)) {
      return Optional.empty();
    }
    Optional<Told> ordered = ordered(application, found);
    Told best = ordered.orElseGet(() -> best(told, application));
    if (ordered.isEmpty() && attemptsTold && saysNothingNew(best, application, found)) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(best.evidence());
    told.stream()
        .map(Told::evidence)
        .filter(e -> !evidence.contains(e))
        .limit(3)
        .forEach(evidence::add);
    return Optional.of(
        new ApplicationFailed(
            ID,
            best.failure(),
            told.stream().map(Told::failure).distinct().limit(8).toList(),
            false,
            evidence));
  }

  /**
   * The cluster manager's word that somebody ended the application, while it went on with what it
   * had lost: that is what ended it, whatever it had lost before.
   */
  private static Optional<Told> ordered(Application application, List<Incident> found) {
    boolean wentOn =
        found.stream()
            .allMatch(
                incident ->
                    incident instanceof Incident.ExecutorLost
                        || incident instanceof Incident.TasksFailed);
    return application.facts().all(ApplicationSignal.FinalStatus.class).stream()
        .filter(status -> wentOn && !found.isEmpty() && !status.succeeded())
        .filter(status -> status.failure().kind() == FailureKind.CANCELLED)
        .map(status -> new Told(status.failure(), status.evidence()))
        .findFirst();
  }

  /** What tells most: no consequence of something else, and no exception that nobody knows. */
  private static Told best(List<Told> told, Application application) {
    boolean waited =
        application.executors().values().stream().noneMatch(ApplicationFailures::hasRun)
            && told.stream().anyMatch(candidate -> isWait(candidate.failure().kind()));
    return told.stream()
        .filter(candidate -> !candidate.failure().kind().isCollateral())
        .filter(candidate -> candidate.failure().kind() != FailureKind.OTHER)
        .filter(candidate -> !(waited && isOfWaiting(candidate.failure().kind())))
        .findFirst()
        .or(
            () ->
                told.stream()
                    .filter(candidate -> !candidate.failure().kind().isCollateral())
                    .findFirst())
        .or(
            () ->
                told.stream()
                    .filter(candidate -> candidate.failure().kind() == FailureKind.CANCELLED)
                    .findFirst())
        .orElse(told.get(0));
  }

  /** It never got an executor. */
  private static boolean isWait(FailureKind kind) {
    return kind == FailureKind.UNSCHEDULABLE || kind == FailureKind.POD_NOT_STARTED;
  }

  /** What fails of its own timeout where nothing runs the tasks that it waits for. */
  private static boolean isOfWaiting(FailureKind kind) {
    return kind == FailureKind.BROADCAST_TIMEOUT;
  }

  /** An exception of the main program stands for itself where only executors were lost before. */
  private static boolean saysNothingNew(Told best, Application application, List<Incident> found) {
    boolean thrown =
        application.driver().facts().all(FailureSignal.DriverFailed.class).stream()
            .anyMatch(signal -> signal.evidence().equals(best.evidence()));
    boolean onlyLosses = found.stream().allMatch(Incident.ExecutorLost.class::isInstance);
    return best.failure().kind().isCollateral()
        || (best.failure().kind() == FailureKind.OTHER && !(thrown && onlyLosses));
  }

  /** A failed job tells by its own failure, or by the lost executor or failed task behind it. */
  private static boolean isToldByJob(List<Incident> found, boolean attemptsTold) {
    return found.stream()
        .anyMatch(
            incident ->
                incident instanceof Incident.JobFailed job
                    && (attemptsTold || !(job.failure().kind().isCollateral() || isMute(job))));
  }

  /** {@code Job 0 failed: save at Main.scala:88, took 305 s} says where, and nothing of why. */
  private static boolean isMute(Incident.JobFailed job) {
    return job.failure().kind() == FailureKind.OTHER
        && job.failure().type().isEmpty()
        && job.failure().message().startsWith("Job ");
  }

  private static List<Told> told(Application application, List<Incident> found) {
    List<Told> told = new ArrayList<>();
    application.driver().facts().all(FailureSignal.DriverFailed.class).stream()
        .filter(signal -> !isDriversOwn(signal.failure(), found))
        .forEach(signal -> told.add(new Told(signal.failure(), signal.evidence())));
    if (application.outcome() == Outcome.SUCCEEDED) {
      return told;
    }
    boolean run = application.executors().values().stream().anyMatch(ApplicationFailures::hasRun);
    Set<Evidence> recovered = recovered(application);
    ApplicationEnd end = ApplicationEnd.of(application);
    application.driver().facts().all(FailureSignal.Logged.class).stream()
        .filter(signal -> !recovered.contains(signal.evidence()))
        .filter(signal -> !end.explains(signal))
        .filter(signal -> !(run && isRefusal(signal.failure())))
        .forEach(signal -> addUnlessMemory(told, signal));
    if (found.isEmpty()) {
      application.anonymous().facts().all(FailureSignal.Logged.class).stream()
          .filter(signal -> !end.explains(signal))
          .forEach(signal -> addUnlessMemory(told, signal));
    }
    application.facts().all(ApplicationSignal.FinalStatus.class).stream()
        .filter(status -> !status.succeeded() && !status.failure().headline().isEmpty())
        .filter(status -> !isDriversOwn(status.failure(), found))
        .forEach(status -> told.add(new Told(status.failure(), status.evidence())));
    if (found.stream().allMatch(Incident.JobFailed.class::isInstance)
        && !run
        && !isEndTold(application)) {
      addWaiting(application, told);
    }
    if (found.isEmpty() && told.isEmpty()) {
      application
          .facts()
          .all(MachineSignal.NodeLost.class)
          .forEach(
              lost ->
                  told.add(
                      new Told(
                          Failure.of(FailureKind.NODE_LOST, "", lost.detail()), lost.evidence())));
    }
    return told;
  }

  /**
   * Whether the Kubernetes API let Spark make no pod. While it asks anew, executors that it has go
   * on; without any no node was asked for a place, whatever the scheduler says of resources.
   */
  private static boolean isRefusal(Failure failure) {
    return failure.type().endsWith(".KubernetesClientException")
        && (failure.message().startsWith("Failure executing: POST")
            || failure.frames().stream()
                .anyMatch(frame -> frame.contains("ExecutorPodsAllocator")));
  }

  /** A manager that names what ended the application speaks of more than what it waited for. */
  private static boolean isEndTold(Application application) {
    return application.facts().all(ApplicationSignal.FinalStatus.class).stream()
        .anyMatch(status -> !status.succeeded() && status.failure().kind() != FailureKind.OTHER);
  }

  private static boolean hasRun(ProcessLife life) {
    return life.facts().has(ExecutorSignal.Added.class)
        || life.facts().all(MachineSignal.PodDescribed.class).stream()
            .anyMatch(pod -> !pod.phase().isEmpty() && !pod.phase().equals("Pending"));
  }

  /**
   * Errors that the program is known to have survived, where the driver's log does not tell more.
   */
  static Set<Evidence> recovered(Application application) {
    return application.driver().hasOwnLog()
        ? Set.of()
        : FailedQueries.recovered(application.facts());
  }

  private static boolean isDriversOwn(Failure failure, List<Incident> found) {
    return failure.kind().isJvmOutOfMemory()
        && found.stream().anyMatch(Incident.DriverLost.class::isInstance);
  }

  /** Memory errors of the driver's JVM are the driver's own incident. */
  private static void addUnlessMemory(List<Told> told, FailureSignal.Logged signal) {
    if (!signal.failure().kind().isJvmOutOfMemory()) {
      told.add(new Told(signal.failure(), signal.evidence()));
    }
  }

  private static void addWaiting(Application application, List<Told> told) {
    QueueWait.of(application)
        .forEach(
            signal ->
                told.add(
                    new Told(
                        Failure.of(
                            signal.hindrance() == MachineSignal.Hindrance.RESOURCES
                                ? FailureKind.UNSCHEDULABLE
                                : FailureKind.POD_NOT_STARTED,
                            "",
                            signal.reason()),
                        signal.evidence())));
    if (told.stream().map(Told::failure).anyMatch(ApplicationFailures::isRefusal)) {
      return;
    }
    application
        .facts()
        .all(ApplicationSignal.Starved.class)
        .forEach(
            signal ->
                told.add(
                    new Told(
                        Failure.of(FailureKind.UNSCHEDULABLE, "", signal.what()),
                        signal.evidence())));
  }
}
