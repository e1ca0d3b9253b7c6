package io.fizzle.diagnosis;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ApplicationFailed;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.MasterLost;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.signal.FailureKind;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ties consequences to what they follow from: the first cause, not the last message. */
final class Chain {

  private final Application application;
  private final List<Incident> incidents;

  /** What each failed attempt belongs to; attempts are the same objects everywhere. */
  private final IdentityHashMap<FailedAttempt, Incident> byAttempt = new IdentityHashMap<>();

  private final Map<String, ExecutorLost> lostByExecutor = new LinkedHashMap<>();

  private Chain(Application application, List<Incident> incidents) {
    this.application = application;
    this.incidents = incidents;
    for (Incident incident : incidents) {
      if (incident instanceof TasksFailed tasks && !tasks.areCopies()) {
        tasks.attempts().forEach(attempt -> byAttempt.put(attempt, incident));
      } else if (incident instanceof ExecutorLost lost) {
        lost.attempts().forEach(attempt -> byAttempt.putIfAbsent(attempt, incident));
        if (lost.subject().executor() != null) {
          lostByExecutor.put(lost.subject().executor(), lost);
        }
      }
    }
  }

  /** For each incident that follows from another one: its id and the id of that one. */
  static Map<String, String> roots(Application application, List<Incident> incidents) {
    Chain chain = new Chain(application, incidents);
    Map<String, String> roots = new LinkedHashMap<>();
    for (Incident incident : incidents) {
      chain
          .root(incident)
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

  private Optional<Incident> root(Incident incident) {
    if (incident instanceof TasksFailed tasks) {
      return servedByLost(tasks);
    }
    if (incident instanceof JobFailed job) {
      return ofJob(job);
    }
    // who asks for the end of an application is no consequence of what it had lost
    if (incident instanceof ApplicationFailed failed
        && failed.failure().kind().isCollateral()
        && failed.failure().kind() != FailureKind.CANCELLED) {
      return incidents.stream()
          .filter(other -> !(other instanceof ApplicationFailed))
          .filter(other -> !(other instanceof TasksFailed tasks && tasks.areCopies()))
          .findFirst()
          .map(
              first -> StartWitness.of(first, incidents).<Incident>map(told -> told).orElse(first));
    }
    return Optional.empty();
  }

  /** A failed fetch follows from the loss of the executor that should have served it. */
  private Optional<Incident> servedByLost(TasksFailed tasks) {
    return FetchedLoss.of(tasks, application, lostByExecutor);
  }

  /** The first failure that counts of the task that failed too often, else of its stage. */
  private Optional<Incident> ofJob(JobFailed job) {
    List<FailedAttempt> attempts =
        application.failedAttempts().stream()
            .filter(attempt -> attempt.stage() == job.stage())
            .filter(attempt -> job.taskIndex() < 0 || attempt.index() == job.taskIndex())
            .sorted(Comparator.comparingInt(Chain::collateralLast))
            .toList();
    Optional<Incident> first =
        attempts.stream().flatMap(attempt -> explaining(attempt).stream()).findFirst();
    if (first.isPresent() && explainsJob(job, first.get())) {
      return first;
    }
    if (job.failure().kind().isCollateral() || job.failure().kind() == FailureKind.OTHER) {
      return first.or(this::driverOrApplication);
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

  private Optional<Incident> explaining(FailedAttempt attempt) {
    Incident known = byAttempt.get(attempt);
    return known != null || !attempt.executorId().equals("driver")
        ? Optional.ofNullable(known)
        : driver();
  }

  private Optional<Incident> driver() {
    return incidents.stream()
        .filter(incident -> incident instanceof DriverLost || incident instanceof MasterLost)
        .findFirst();
  }

  private Optional<Incident> driverOrApplication() {
    return driver()
        .or(() -> incidents.stream().filter(ApplicationFailed.class::isInstance).findFirst());
  }
}
