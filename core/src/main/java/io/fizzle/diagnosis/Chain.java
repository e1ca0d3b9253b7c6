package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.signal.FailureKind;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Ties consequences to what they follow from: the first cause, not the last message. */
final class Chain {

  private Chain() {}

  /** For each incident that follows from another one: its id and the id of that one. */
  static Map<String, String> roots(Application application, List<Incident> incidents) {
    Map<String, String> roots = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      root(incident, application, incidents)
          .filter(root -> !root.id().equals(incident.id()))
          .ifPresent(root -> roots.put(incident.id(), root.id()));
    }
    return flatten(roots);
  }

  private static Map<String, String> flatten(Map<String, String> roots) {
    Map<String, String> flat = new LinkedHashMap<>();
    roots.forEach(
        (id, root) -> {
          String last = root;
          for (int step = 0; step < roots.size() && roots.containsKey(last); step++) {
            last = roots.get(last);
          }
          if (!last.equals(id)) {
            flat.put(id, last);
          }
        });
    return flat;
  }

  private static Optional<Incident> root(
      Incident incident, Application application, List<Incident> incidents) {
    if (incident instanceof TasksFailed tasks) {
      return servedByLost(tasks, incidents);
    }
    if (incident instanceof JobFailed job) {
      return ofJob(job, application, incidents);
    }
    if (incident instanceof ApplicationFailed failed && failed.failure().kind().isCollateral()) {
      return incidents.stream().filter(other -> !(other instanceof ApplicationFailed)).findFirst();
    }
    return Optional.empty();
  }

  /** A failed fetch follows from the loss of the executor that should have served it. */
  private static Optional<Incident> servedByLost(TasksFailed tasks, List<Incident> incidents) {
    FailureKind kind = tasks.first().failure().kind();
    if (kind != FailureKind.FETCH_FAILED && kind != FailureKind.SHUFFLE_OUTPUT_MISSING) {
      return Optional.empty();
    }
    String server = tasks.first().fetchFrom();
    return incidents.stream()
        .filter(ExecutorLost.class::isInstance)
        .filter(lost -> server == null || lost.subject().executor() != null)
        .filter(lost -> server == null || server.equals(lost.subject().executor()))
        .filter(lost -> isNotAfter(lost, tasks))
        .findFirst();
  }

  private static boolean isNotAfter(Incident lost, TasksFailed tasks) {
    Instant end = lost.at();
    Instant failed = tasks.attempts().get(tasks.attempts().size() - 1).time();
    return end == null || failed == null || !end.isAfter(failed);
  }

  /** The first failure that counts of the task that failed too often, else of its stage. */
  private static Optional<Incident> ofJob(
      JobFailed job, Application application, List<Incident> incidents) {
    List<FailedAttempt> attempts =
        application.failedAttempts().stream()
            .filter(attempt -> attempt.stage() == job.stage())
            .filter(attempt -> job.taskIndex() < 0 || attempt.index() == job.taskIndex())
            .sorted(Comparator.comparingInt(Chain::collateralLast))
            .toList();
    Optional<Incident> first =
        attempts.stream().flatMap(attempt -> explaining(attempt, incidents).stream()).findFirst();
    if (first.isPresent() && explainsJob(job, first.get())) {
      return first;
    }
    if (job.failure().kind().isCollateral() || job.failure().kind() == FailureKind.OTHER) {
      return first.or(() -> driverOrApplication(incidents));
    }
    return first.filter(root -> sameKind(root, job.failure().kind()));
  }

  /**
   * A job given up for a task's failures has its root there; one given up for a limit is its own.
   */
  private static boolean explainsJob(JobFailed job, Incident root) {
    return job.taskIndex() >= 0
        || job.failure().kind() == FailureKind.FETCH_FAILED
        || job.failure().kind() == FailureKind.SHUFFLE_OUTPUT_MISSING
        || sameKind(root, job.failure().kind());
  }

  private static boolean sameKind(Incident root, FailureKind kind) {
    if (root instanceof TasksFailed tasks) {
      return tasks.first().failure().kind() == kind;
    }
    return root instanceof ExecutorLost lost
        && (kind == FailureKind.EXECUTOR_LOST
            || lost.attempts().stream().anyMatch(attempt -> attempt.failure().kind() == kind));
  }

  private static int collateralLast(FailedAttempt attempt) {
    FailureKind kind = attempt.failure().kind();
    return kind.isCollateral() && kind != FailureKind.EXECUTOR_LOST ? 1 : 0;
  }

  private static Optional<Incident> explaining(FailedAttempt attempt, List<Incident> incidents) {
    Stream<Incident> tasks =
        incidents.stream()
            .filter(
                incident ->
                    incident instanceof TasksFailed failed && failed.attempts().contains(attempt));
    Stream<Incident> lost =
        incidents.stream()
            .filter(
                incident ->
                    incident instanceof ExecutorLost executor
                        && executor.attempts().contains(attempt));
    Stream<Incident> driver =
        incidents.stream()
            .filter(
                incident ->
                    incident instanceof DriverLost && attempt.executorId().equals("driver"));
    return Stream.of(tasks, lost, driver).flatMap(found -> found).findFirst();
  }

  private static Optional<Incident> driverOrApplication(List<Incident> incidents) {
    Optional<Incident> driver = incidents.stream().filter(DriverLost.class::isInstance).findFirst();
    return driver.or(
        () -> incidents.stream().filter(ApplicationFailed.class::isInstance).findFirst());
  }
}
