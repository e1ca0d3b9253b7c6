package io.fizzle.cause.finding;

import io.fizzle.application.Pace;
import io.fizzle.cause.Page;
import io.fizzle.remedy.ResourceRemedies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A node or executor that is slower than the others in stage after stage. */
final class StragglerNode implements FindingRule {
  private static final String ID = "straggler-node";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Slow node";
  }

  @Override
  public Page page() {
    return new Page(
            "A node's CPU is throttled or shared, its disk is failing, its memory swaps."
                + " Its tasks are slower than the same stage's tasks elsewhere, every time.",
            "In at least five stages that it shared with others, its tasks ran at least"
                + " one and a half times as long on average, and it was slower in so many of"
                + " them that chance is ruled out: a sign test, times the number of nodes, at"
                + " five percent (`straggler-node.stages`, `straggler-node.ratio`,"
                + " `straggler-node.chance`). Stages in which its tasks read a fifth more than"
                + " elsewhere are left out, and so is the time for which they waited for"
                + " shuffle blocks.",
            "One slow task: `straggler-tasks`. A node that got the large partitions:"
                + " `data-skew`. The first stage on a new executor, which loads classes.",
            "Speculation alone: half of the node's work is done twice, and the node" + " stays.")
        .looksLike(
            "The slowest tasks of stage after stage are on the same host, though they"
                + " read no more than the others.")
        .fixedBy(
            "Find out what is wrong with the node: throttled CPUs, a failing disk,"
                + " swapping, a noisy neighbour; and take it out of service until then. In the"
                + " meantime keep its tasks away: on YARN `spark.yarn.exclude.nodes` (3.0 and"
                + " later), on Kubernetes a cordon or an affinity in the pod template."
                + " `spark.excludeOnFailure.enabled` goes by failures, not by slowness."
                + " Speculation (`spark.speculation`) hides it for single tasks.")
        .refutedBy(
            "speculation starts copies of slow tasks and leaves the node in service "
                + "(Spark, `TaskSetManager.checkSpeculatableTasks`).");
  }

  @Override
  public List<Finding> find(Run run) {
    List<Pace> slow =
        run.application().usage().paces().stream().filter(pace -> isSlow(pace, run)).toList();
    List<Pace> hosts = slow.stream().filter(Pace::host).toList();
    List<Pace> told = hosts.isEmpty() ? slow : hosts;
    return told.stream().flatMap(pace -> find(pace, run).stream()).toList();
  }

  private static boolean isSlow(Pace pace, Run run) {
    long compared =
        run.application().usage().paces().stream()
            .filter(other -> other.host() == pace.host())
            .count();
    return !pace.name().isEmpty()
        && pace.stages() >= run.threshold("straggler-node.stages")
        && pace.ratio() >= run.threshold("straggler-node.ratio")
        && SignTest.chance(pace.stages(), pace.slower()) * compared
            <= run.threshold("straggler-node.chance");
  }

  private static Optional<Finding> find(Pace pace, Run run) {
    double lost = Run.toSeconds(pace.millis() - pace.expected());
    if (!run.matters(lost)) {
      return Optional.empty();
    }
    String ratio = String.format(Locale.ROOT, "%.1f", pace.ratio());
    return new FindingDraft(ID)
        .about(pace.host() ? "node " + pace.name() : run.place(pace.name()))
        .severity(run.severity(lost))
        .shows(
            run.evidenceOf(pace),
            "slower in "
                + pace.slower()
                + " of "
                + pace.stages()
                + " stages that it shared with others: "
                + pace.tasks()
                + " tasks ran "
                + Run.time(pace.millis())
                + ", "
                + ratio
                + " times the "
                + Run.time(pace.expected())
                + " that they would have taken at the others' pace")
        .costs(
            run.cost(lost, -1, Run.time(pace.millis()) + " − " + Run.time(pace.expected())),
            Run.seconds(lost) + " more than elsewhere")
        .fix(ResourceRemedies.slowNode(pace.name(), pace.host()))
        .finish();
  }
}
