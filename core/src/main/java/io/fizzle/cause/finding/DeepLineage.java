package io.fizzle.cause.finding;

import io.fizzle.application.Queries.DeepPlan;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Page;
import io.fizzle.remedy.CostRemedies;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stages of many RDDs in a row, or a plan of many operators in a row. */
final class DeepLineage implements FindingRule {
  private static final String ID = "deep-lineage";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Deep lineage";
  }

  @Override
  public Page page() {
    return new Page(
            "A loop that makes each RDD or DataFrame of the one before lets the lineage"
                + " grow with each step. It is planned, serialised, sent and deserialised as a"
                + " whole, for every stage and task.",
            "At least a hundred RDDs on the longest way through a stage"
                + " (`deep-lineage.rdds`), ten times the interval at which MLlib's own loops"
                + " checkpoint; or two hundred operators in a row in a query's plan"
                + " (`deep-lineage.operators`). The cost is what the tasks of those stages took"
                + " to load; planning is the driver's and not in it.",
            "A union of many inputs: many RDDs side by side and no depth. Many stages"
                + " after each other: a shuffle begins a new one.",
            "`cache()` or `persist()`: they keep the data and the lineage. A larger stack"
                + " (`-Xss`): it only moves the end.")
        .looksLike(
            "Each round of a loop takes longer than the one before, though its data do"
                + " not grow: the driver works between the jobs, and `Task Deserialization Time`"
                + " rises. Some hundreds of steps on a `StackOverflowError` ends it (`stack-"
                + " overflow`).")
        .fixedBy(
            "Cut the lineage every ten steps or so: `rdd.checkpoint()` after"
                + " `SparkContext.setCheckpointDir`, `Dataset.checkpoint()` since 2.1,"
                + " `Dataset.localCheckpoint()` since 2.3, which is faster and lost with its"
                + " executors. Or write a table between the steps and read it. Algorithms of"
                + " MLlib have `setCheckpointInterval`, which does nothing without a checkpoint"
                + " directory. Many columns by `withColumn` in a loop: one `select`, or"
                + " `withColumns` since 3.3.")
        .refutedBy(
            "`persist` keeps dependencies, `checkpoint` and `localCheckpoint` cut them "
                + "(Spark, `RDD.markCheckpointed`).");
  }

  @Override
  public List<Finding> find(Run run) {
    List<StageProfile> deep =
        run.stages().stream()
            .filter(stage -> stage.lineage() >= run.threshold("deep-lineage.rdds"))
            .toList();
    Optional<Finding> found =
        deep.stream()
            .max(Comparator.comparingInt(StageProfile::lineage))
            .flatMap(deepest -> ofRdds(deepest, deep, run))
            .or(() -> run.application().usage().queries().deepest().flatMap(plan -> of(plan, run)));
    return found.map(List::of).orElse(List.of());
  }

  private static Optional<Finding> ofRdds(StageProfile deepest, List<StageProfile> deep, Run run) {
    double loading = Run.toSeconds(deep.stream().mapToLong(StageProfile::deserializeMillis).sum());
    long tasks = deep.stream().mapToLong(stage -> stage.duration().count()).sum();
    return new FindingDraft(ID)
        .about(Stages.name(deepest))
        .severity(run.severity(loading))
        .shows(
            Stages.evidence(deepest),
            deepest.lineage() + " RDDs in a row in this stage, the deepest of " + deep.size())
        .costs(
            run.cost(loading, -1, "loading of " + tasks + " tasks in " + deep.size() + " stages"),
            "each task loads " + deepest.lineage() + " RDDs: " + Run.seconds(loading))
        .fix(CostRemedies.deepLineage(Stages.isSql(deepest), deepest.lineage(), GOOD))
        .finish();
  }

  private static Optional<Finding> of(DeepPlan plan, Run run) {
    if (plan.depth() < run.threshold("deep-lineage.operators")) {
      return Optional.empty();
    }
    String depth = plan.depth() + " operators in a row, " + plan.operators() + " in all";
    return new FindingDraft(ID)
        .about("query " + plan.execution() + " (" + plan.description() + ")")
        .shows(plan.evidence(), "its plan has " + depth)
        .costs(
            new Cost(-1, -1, -1, "event logs do not tell how long the driver planned"),
            "the driver plans " + depth)
        .fix(CostRemedies.deepLineage(true, plan.depth(), GOOD))
        .finish();
  }

  /** {@code checkpointInterval} of MLlib's iterative algorithms, all versions. */
  private static final int GOOD = 10;
}
