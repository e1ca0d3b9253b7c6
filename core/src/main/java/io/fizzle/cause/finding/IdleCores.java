package io.fizzle.cause.finding;

import io.fizzle.application.CoreUse;
import io.fizzle.application.Idle;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Cores that the run held and that ran no task, by the reason. */
final class IdleCores implements FindingRule {
  private static final String ID = "idle-cores";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Idle cores";
  }

  @Override
  public Page page() {
    return new Page(
            "A core that is held costs the same whether it works or not. It is idle while"
                + " the driver works on its own, while stages have fewer tasks than there are"
                + " cores, while the last tasks of a stage run, or while tasks wait for a place"
                + " they prefer.",
            "At least half of the core time ran no task (`idle-cores.share`): cores times"
                + " the time for which their executors were there, minus the time of all tasks,"
                + " with the reason for each moment. Where the log misses beginnings or ends of"
                + " tasks nothing is said.",
            "The time between the jobs of a shell, a notebook or a server, which a person or a"
                + " request decides: it is left out where such a name or setting shows it. Only"
                + " cores that wait for the driver in the middle of a job make the finding grave;"
                + " what too few tasks or a slow one cost is told at their stages, and here as a"
                + " part of the whole.",
            "More executors for a run that is slow: see first what those do that are" + " there.")
        .looksLike(
            "Rows of executors without tasks in the timeline, gaps between the jobs, and"
                + " a cluster that is paid for the whole run.")
        .fixedBy(
            "By the reason that the finding names. The driver works alone: less in the"
                + " driver (`collect`, listing of files, planning of huge queries), and"
                + " independent jobs from several threads. Stages with few tasks: `too-few-"
                + " partitions`. Last tasks: `data-skew`, `straggler-tasks`. Tasks that wait for"
                + " a place: `spark.locality.wait=0s`. Where nothing of it can change, hold"
                + " fewer cores: `spark.dynamicAllocation.enabled` gives executors back after 60"
                + " seconds without a task; it needs `spark.shuffle.service.enabled`, or"
                + " `spark.dynamicAllocation.shuffleTracking.enabled` (3.0 and later, on by"
                + " default since 3.4), on Kubernetes always the latter.")
        .refutedBy(
            "a free core stays idle where no task waits for it (Spark, "
                + "`TaskSchedulerImpl.resourceOffers`).");
  }

  @Override
  public List<Finding> find(Run run) {
    CoreUse cores = run.cores();
    if (!cores.complete()) {
      return List.of();
    }
    long pauses = run.isInteractive() ? cores.idle(Idle.BETWEEN_JOBS) : 0;
    double held = Run.toSeconds(cores.held() - pauses);
    double idle = Run.toSeconds(cores.allIdle() - pauses);
    if (held <= 0
        || idle < run.threshold("idle-cores.share") * held
        || idle < run.threshold("idle-cores.core-seconds")
        || !run.matters(idle)) {
      return List.of();
    }
    List<Idle> reasons =
        cores.idle().keySet().stream()
            .filter(reason -> !(run.isInteractive() && reason == Idle.BETWEEN_JOBS))
            .sorted(Comparator.comparingLong((Idle reason) -> cores.idle(reason)).reversed())
            .toList();
    boolean waitsForDriver = reasons.get(0) == Idle.DRIVER;
    String says =
        reasons.stream()
            .filter(reason -> Run.toSeconds(cores.idle(reason)) >= LEAST_TOLD * idle)
            .map(
                reason ->
                    Run.seconds(Run.toSeconds(cores.idle(reason))) + " " + IdleWords.of(reason))
            .collect(Collectors.joining("; "));
    return new FindingDraft(ID)
        .about("up to " + cores.mostCores() + (cores.mostCores() == 1 ? " core" : " cores"))
        .severity(
            waitsForDriver && !run.isInteractive()
                ? run.severity(idle)
                : run.severity(idle).atMost(Severity.MEDIUM))
        .shows(run.anyEvidence(), says)
        .costs(
            run.cost(
                idle,
                -1,
                Run.seconds(held)
                    + " held − "
                    + Run.seconds(Run.toSeconds(cores.busy()))
                    + " of tasks"
                    + (pauses > 0 ? ", without the time between jobs" : "")),
            Numbers.percent(idle / held) + " of the core time ran no task")
        .fix(IdleWords.remedies(reasons.get(0), run.conf()))
        .finish()
        .map(List::of)
        .orElse(List.of());
  }

  /** Smaller parts are not told. */
  private static final double LEAST_TOLD = 0.05;
}
