package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.ProcessLife;
import io.fizzle.incident.Incident.ExecutorLost;
import io.fizzle.incident.Incident.Subject;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.WorkSignal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Groups failed task attempts by what they failed of, leaving out what a lost executor explains.
 */
final class TaskFailures {
  /**
   * A fatal error ends its executor within its shutdown hooks' time; the driver then notices at
   * once.
   */
  private static final Duration DEATH_FOLLOWS_WITHIN = Duration.ofMinutes(3);

  private static final int SIGNATURE_LENGTH = 120;
  private static final String ANOTHER_SUCCEEDED = "another attempt succeeded";

  /** What is thrown in a task's own thread, so that the code around it may catch it. */
  private static final Set<FailureKind> CAUGHT_BY_CODE =
      EnumSet.of(
          FailureKind.HEAP_SPACE,
          FailureKind.GC_OVERHEAD,
          FailureKind.METASPACE,
          FailureKind.ARRAY_SIZE,
          FailureKind.OUT_OF_MEMORY,
          FailureKind.STACK_OVERFLOW,
          FailureKind.CLASS_MISSING,
          FailureKind.VERSION_CONFLICT,
          FailureKind.DATA_CORRUPT,
          FailureKind.DATA_MISSING,
          FailureKind.ACCESS_DENIED);

  private record Signature(FailureKind kind, String type, String message, String from) {}

  private TaskFailures() {}

  static List<Incident> find(Application application, List<ExecutorLost> lost, Nodes nodes) {
    Map<String, ExecutorLost> lostById = new LinkedHashMap<>();
    lost.forEach(incident -> lostById.put(incident.life().owner().id(), incident));
    Map<Signature, List<FailedAttempt>> groups = new LinkedHashMap<>();
    List<FailedAttempt> attempts =
        application.failedAttempts().isEmpty() && !hasDriverView(application)
            ? toldByExecutors(application)
            : application.failedAttempts();
    for (FailedAttempt attempt : attempts) {
      if (!isExplained(attempt, lostById)) {
        groups.computeIfAbsent(signature(attempt), key -> new ArrayList<>()).add(attempt);
      }
    }
    List<Incident> incidents = new ArrayList<>();
    for (List<FailedAttempt> group : groups.values()) {
      String id = "tasks-failed-" + (incidents.size() + 1);
      incidents.add(incident(id, group, nodes.ofAttempts(group)));
    }
    return incidents;
  }

  /**
   * Copies of tasks that Spark ended because another one was faster, all as one: no failure, but
   * they look like many ({@code TaskSetManager.handleSuccessfulTask}, Spark 2.2 to 4.2).
   */
  static Optional<Incident> copiesKilled(Application application) {
    List<FailedAttempt> copies =
        application.failedAttempts().stream()
            .filter(attempt -> attempt.failure().kind() == FailureKind.TASK_KILLED)
            .filter(attempt -> attempt.failure().headline().contains(ANOTHER_SUCCEEDED))
            .toList();
    return copies.isEmpty()
        ? Optional.empty()
        : Optional.of(incident("task-copies-killed", copies, Optional.empty()));
  }

  /** Where the driver's side was read, an error that it does not tell was caught. */
  private static boolean hasDriverView(Application application) {
    return application.driver().hasOwnLog()
        || application.facts().has(WorkSignal.JobEnded.class)
        || application.facts().has(ApplicationSignal.Ended.class);
  }

  /**
   * From executor logs alone: what their tasks logged, without the driver's numbers of stage and
   * task.
   */
  private static List<FailedAttempt> toldByExecutors(Application application) {
    List<FailedAttempt> attempts = new ArrayList<>();
    for (ProcessLife life : application.executors().values()) {
      for (FailureSignal.Logged logged : life.facts().all(FailureSignal.Logged.class)) {
        if (endedItsTask(logged, life)) {
          attempts.add(FailedAttempt.logged(life.owner().id(), logged));
        }
      }
    }
    return attempts;
  }

  /**
   * An executor logs what ended a task under a headline of its own ({@code Executor.TaskRunner},
   * Spark 1.0 to 4.2). What code can catch and print is no failure without that headline; failed
   * fetches and the like are logged where they are noticed, and have none.
   */
  private static boolean endedItsTask(FailureSignal.Logged logged, ProcessLife life) {
    if (logged.endedTask()) {
      return true;
    }
    FailureKind kind = logged.failure().kind();
    return kind != FailureKind.OTHER && !(life.hasOwnLog() && CAUGHT_BY_CODE.contains(kind));
  }

  private static TasksFailed incident(
      String id, List<FailedAttempt> group, Optional<Concentration> node) {
    FailedAttempt first =
        group.stream()
            .filter(attempt -> !attempt.failure().frames().isEmpty())
            .findFirst()
            .orElse(group.get(0));
    Subject subject =
        new Subject(
            first.executorId().isEmpty() ? null : first.executorId(),
            null,
            first.stage() < 0 ? null : first.stage(),
            first.index() < 0 ? null : first.index());
    int occurrences = group.stream().mapToInt(FailedAttempt::attempts).sum();
    return new TasksFailed(id, subject, first, List.copyOf(group), occurrences, node);
  }

  /** Collateral of the scheduler, of a dying executor, or of its end. */
  private static boolean isExplained(FailedAttempt attempt, Map<String, ExecutorLost> lost) {
    FailureKind kind = attempt.failure().kind();
    if (kind == FailureKind.EXECUTOR_LOST
        || kind == FailureKind.TASK_KILLED
        || kind == FailureKind.COMMIT_DENIED
        || kind == FailureKind.CANCELLED
        || kind == FailureKind.CONTEXT_STOPPED
        || kind == FailureKind.RESULT_LOST
        || kind == FailureKind.REJECTED_BY_DYING_EXECUTOR) {
      return true;
    }
    ExecutorLost executor = lost.get(attempt.executorId());
    return executor != null && endsItsExecutor(kind, executor) && diedSoonAfter(attempt, executor);
  }

  private static boolean endsItsExecutor(FailureKind kind, ExecutorLost executor) {
    return kind.isJvmOutOfMemory()
        || kind == FailureKind.STACK_OVERFLOW
        || executor.life().facts().all(FailureSignal.Uncaught.class).stream()
            .anyMatch(uncaught -> uncaught.failure().kind() == kind);
  }

  private static boolean diedSoonAfter(FailedAttempt attempt, ExecutorLost executor) {
    Instant failed = attempt.time();
    Instant end = executor.at();
    return failed == null
        || end == null
        || Duration.between(failed, end).compareTo(DEATH_FOLLOWS_WITHIN) <= 0;
  }

  private static Signature signature(FailedAttempt attempt) {
    String message = attempt.failure().message().replaceAll("\\d+", "#");
    return new Signature(
        attempt.failure().kind(),
        attempt.failure().type(),
        message.length() > SIGNATURE_LENGTH ? message.substring(0, SIGNATURE_LENGTH) : message,
        attempt.fetchFrom() == null ? "" : attempt.fetchFrom());
  }
}
