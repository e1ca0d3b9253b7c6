package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.ResourceRemedies;
import java.util.List;
import java.util.Optional;

/** Tasks that spent much of their time on the way between driver and executor. */
final class SchedulerDelay implements FindingRule {
  private static final String ID = "scheduler-delay";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Scheduler delay";
  }

  @Override
  public Page page() {
    return new Page(
            "Between its launch and its finish on the driver's clock a task is"
                + " serialised, sent, queued on its executor, and its result comes back. Where"
                + " the driver is short of CPU or memory, where large results queue up, or"
                + " where an executor stands still, that takes long.",
            "The tasks of a stage spent at least a fifth of their time so"
                + " (`scheduler-delay.share`), computed as Spark's UI does: duration without"
                + " loading, running, serialising and fetching the result. Stages of tiny tasks"
                + " are left out.",
            "Tasks so short that any delay is a large part of them: that is `tiny-tasks`."
                + " Tasks that wait in the queue before their launch do not count. Clocks do"
                + " not matter: launch and finish are both the driver's.",
            "`spark.scheduler.listenerbus.eventqueue.capacity`: it is about lost events,"
                + " not about tasks.")
        .looksLike(
            "`Scheduler Delay` is a large part of the tasks' time in the stage's event"
                + " timeline, in all executors at once or in one.")
        .fixedBy(
            "In all at once it is the driver: give it cores (`spark.driver.cores` in"
                + " cluster mode) and heap, look at its GC log, make fewer and longer tasks,"
                + " return less from each (`collect` of large partitions), and take out"
                + " listeners that work for long on the same cores. In one executor it is that"
                + " one: its GC log, its node (`straggler-node`). Results above"
                + " `spark.task.maxDirectResultSize` are fetched in a second step.")
        .refutedBy(
            "the queue is that of the listeners, behind the scheduler (Spark, "
                + "`AsyncEventQueue`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    TaskDistribution duration = stage.duration();
    double delay = Run.toSeconds(stage.schedulerDelayMillis());
    double share = duration.sum() <= 0 ? 0 : stage.schedulerDelayMillis() / duration.sum();
    if (share < run.threshold("scheduler-delay.share")
        || duration.median() < run.threshold("tiny-tasks.milliseconds")
        || !run.matters(delay)) {
      return Optional.empty();
    }
    boolean large = stage.resultBytes() / Math.max(1, duration.count()) > LARGE_RESULT;
    return new FindingDraft(ID)
        .about(stage)
        .severity(run.severity(delay))
        .shows(
            Stages.evidence(stage),
            "its "
                + duration.count()
                + " tasks were "
                + Run.time(stage.schedulerDelayMillis())
                + " of "
                + Run.time(duration.sum())
                + " ("
                + Numbers.percent(share)
                + ") on their way; their results had "
                + Numbers.bytes(stage.resultBytes()))
        .costs(
            run.cost(
                delay, -1, "duration − loading − running − serialising and fetching the result"),
            Run.seconds(delay) + " between driver and executors")
        .fix(ResourceRemedies.schedulerDelay(large))
        .finish();
  }

  /**
   * {@code spark.task.maxDirectResultSize}: larger results make a detour through block managers.
   */
  private static final long LARGE_RESULT = 1L << 20;
}
