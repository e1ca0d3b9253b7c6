package io.fizzle.incident;

import io.fizzle.application.Application;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.StageProfile;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.Subject;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.WorkSignal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds failed jobs: one incident for each stage that was given up. */
final class JobFailures {
  private static final int MOST_EVIDENCE = 4;

  private JobFailures() {}

  static List<Incident> find(Application application) {
    Map<Integer, List<WorkSignal.Aborted>> byStage = new LinkedHashMap<>();
    application
        .facts()
        .all(WorkSignal.Aborted.class)
        .forEach(
            aborted ->
                byStage.computeIfAbsent(aborted.stage(), key -> new ArrayList<>()).add(aborted));
    List<WorkSignal.JobEnded> failedJobs =
        application.facts().all(WorkSignal.JobEnded.class).stream()
            .filter(job -> job.failure() != null)
            .toList();
    List<Incident> incidents = new ArrayList<>();
    byStage.forEach((stage, aborted) -> incidents.add(ofAborted(stage, aborted, failedJobs)));
    if (incidents.isEmpty() && !failedJobs.isEmpty()) {
      incidents.add(ofJobs(application, failedJobs));
    }
    return incidents;
  }

  private static JobFailed ofAborted(
      int stage, List<WorkSignal.Aborted> aborted, List<WorkSignal.JobEnded> jobs) {
    WorkSignal.Aborted first =
        aborted.stream()
            .filter(signal -> signal.taskIndex() >= 0)
            .findFirst()
            .orElse(aborted.get(0));
    Failure failure =
        aborted.stream()
            .map(WorkSignal.Aborted::failure)
            .max(Comparator.comparingInt(JobFailures::telling))
            .orElse(first.failure());
    List<Evidence> evidence = new ArrayList<>();
    aborted.forEach(signal -> evidence.add(signal.evidence()));
    jobs.forEach(job -> evidence.add(job.evidence()));
    return new JobFailed(
        stage < 0 ? "job-failed" : "stage-" + stage + "-given-up",
        new Subject(
            null, null, stage < 0 ? null : stage, first.taskIndex() < 0 ? null : first.taskIndex()),
        failure,
        stage,
        first.taskIndex(),
        1,
        evidence.stream().distinct().limit(MOST_EVIDENCE).toList());
  }

  private static int telling(Failure failure) {
    return (failure.kind().isCollateral() ? 0 : 2) + (failure.frames().isEmpty() ? 0 : 1);
  }

  /** From an event log alone: the stage that failed, and the task of it that failed most often. */
  private static JobFailed ofJobs(Application application, List<WorkSignal.JobEnded> jobs) {
    WorkSignal.JobEnded last = jobs.get(jobs.size() - 1);
    Optional<StageProfile> stage =
        application.stages().stream()
            .filter(profile -> profile.failure().isPresent())
            .reduce((first, second) -> second);
    int number = stage.map(StageProfile::stage).orElse(-1);
    int task = stage.isEmpty() ? -1 : mostFailedTask(application, number);
    Failure failure = last.failure();
    return new JobFailed(
        number < 0 ? "job-" + last.jobId() + "-failed" : "stage-" + number + "-given-up",
        new Subject(null, null, number < 0 ? null : number, task < 0 ? null : task),
        reason(application, failure, stage),
        number,
        task,
        jobs.size(),
        jobs.stream().map(WorkSignal.JobEnded::evidence).limit(MOST_EVIDENCE).toList());
  }

  /** The driver's log says that a job failed; why, only what is around it says. */
  private static Failure reason(
      Application application, @Nullable Failure told, Optional<StageProfile> stage) {
    boolean says = told != null && (told.kind() != FailureKind.OTHER || !told.type().isEmpty());
    Optional<Failure> thrown =
        application.driver().facts().all(FailureSignal.DriverFailed.class).stream()
            .map(FailureSignal.DriverFailed::failure)
            .filter(failure -> failure.kind() == FailureKind.CONTEXT_STOPPED)
            .findFirst();
    return Optional.ofNullable(told)
        .filter(failure -> says)
        .or(() -> stage.flatMap(StageProfile::failure))
        .or(() -> thrown)
        .or(() -> Optional.ofNullable(told))
        .orElseThrow();
  }

  private static int mostFailedTask(Application application, int stage) {
    Map<Integer, Integer> failures =
        application.failedAttempts().stream()
            .filter(attempt -> attempt.stage() == stage && attempt.index() >= 0)
            .collect(Collectors.toMap(FailedAttempt::index, FailedAttempt::attempts, Integer::sum));
    return failures.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(-1);
  }
}
