package io.fizzle.cause.finding;

import io.fizzle.application.CoreUse;
import io.fizzle.application.FailedAttempt;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Page;
import io.fizzle.remedy.ResourceRemedies;
import io.fizzle.signal.FailureKind;
import java.util.List;
import java.util.Optional;

/** Task attempts that failed or were lost, in a run that ended well all the same. */
final class HiddenRetries implements FindingRule {
  private static final String ID = "hidden-retries";
  private static final int LONGEST = 120;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Retries that hid a problem";
  }

  @Override
  public Page page() {
    return new Page(
            "Spark repeats tasks that fail and stages whose shuffle data were lost. The"
                + " run succeeds and takes longer, and what went wrong comes again.",
            "The run did not fail, and attempts that failed or were lost, with stages"
                + " that had to be run again, took at least a hundredth of its core time"
                + " (`hidden-retries.share`). The incident behind it is named where there is"
                + " one.",
            "Speculative copies that lost their race, and tasks of cancelled jobs: they"
                + " hide nothing. Executors that were released or drained in order.",
            "Raising `spark.task.maxFailures`: more of it stays hidden.")
        .looksLike(
            "The run ends well and takes longer than its like; its pages show failed"
                + " tasks, lost executors, or stages that were tried again (`retry 1`).")
        .fixedBy(
            "Mend the incident behind it, as its own page says. So that each loss costs"
                + " less: shuffle data that outlive their executors, by"
                + " `spark.shuffle.service.enabled` on YARN and standalone clusters, and where"
                + " executors are told of their end by `spark.decommission.enabled` (3.1 and"
                + " later). So that it does not come again at the same place:"
                + " `spark.excludeOnFailure.enabled` (3.1 and later, before it"
                + " `spark.blacklist.enabled`) keeps tasks from nodes on which they failed.")
        .refutedBy(
            "the key sets how often one task may fail before its job does (Spark, "
                + "`TaskSetManager`).");
  }

  @Override
  public List<Finding> find(Run run) {
    CoreUse cores = run.cores();
    if (run.application().outcome() == Outcome.FAILED || !cores.complete()) {
      return List.of();
    }
    double lost = Run.toSeconds(cores.lost());
    double again =
        Run.toSeconds(
            run.stages().stream()
                .filter(stage -> stage.attempt() > 0)
                .mapToDouble(stage -> stage.duration().sum())
                .sum());
    List<FailedAttempt> attempts =
        run.application().failedAttempts().stream()
            .filter(attempt -> attempt.failure().kind() != FailureKind.TASK_KILLED)
            .toList();
    if (attempts.isEmpty()
        || lost + again < run.threshold("hidden-retries.share") * run.held()
        || !run.matters(lost + again)) {
      return List.of();
    }
    return found(attempts, lost, again, run).map(List::of).orElse(List.of());
  }

  private static Optional<Finding> found(
      List<FailedAttempt> attempts, double lost, double again, Run run) {
    long stages = attempts.stream().map(FailedAttempt::stage).distinct().count();
    boolean one = attempts.size() == 1;
    return new FindingDraft(ID)
        .about(
            attempts.size()
                + (one ? " attempt in " : " attempts in ")
                + stages
                + (stages == 1 ? " stage" : " stages"))
        .severity(run.severity(lost + again))
        .shows(
            attempts.get(0).evidence().get(0),
            attempts.size()
                + (one
                    ? " task attempt failed or was lost: "
                    : " task attempts failed or were lost, the first: ")
                + cut(attempts.get(0).failure().headline()))
        .costs(
            run.cost(
                lost + again,
                -1,
                Run.seconds(lost)
                    + " of attempts that came to nothing + "
                    + Run.seconds(again)
                    + " of stages run again"),
            Run.seconds(lost + again) + " were worked in vain")
        .behind(run.incidents().isEmpty() ? null : run.incidents().get(0).id())
        .fix(ResourceRemedies.hiddenRetries())
        .finish();
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }
}
