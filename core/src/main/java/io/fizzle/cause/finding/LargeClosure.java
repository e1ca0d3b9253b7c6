package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.CostRemedies;
import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A large task binary of a run whose lineages are short: the closure captures data. */
final class LargeClosure implements FindingRule {
  private static final String ID = "large-closure";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large closure";
  }

  @Override
  public Page page() {
    return new Page(
            "A function that runs in tasks refers to a large object of the driver: a map,"
                + " a list, the class around it. The object becomes part of the closure, and"
                + " every task deserialises it.",
            "Spark's warning `Broadcasting large task binary`, in a run whose deepest stage has"
                + " fewer than a hundred RDDs in a row (`large-closure.lineage`), so that it is not"
                + " the lineage; or Fizzle's plugin, which looks into the stage's functions and"
                + " names the field that carries the bytes. The cost is what the tasks took to"
                + " load, which is made of this and of loading classes.",
            "A deep lineage: `deep-lineage`. A broadcast variable, which is loaded once"
                + " by each executor. A local collection given to `parallelize`: `large-task`.",
            "Kryo for the closure: closures are always serialised by Java.")
        .looksLike(
            "`Broadcasting large task binary with size 12.3 MiB` in the driver's log, and"
                + " a `Task Deserialization Time` of seconds in tasks that compute little.")
        .fixedBy(
            "Broadcast what the function uses (`sc.broadcast(table)`) and let it refer to"
                + " the broadcast variable. Keep the class around it out: copy the field to a"
                + " local value before the function (`val own = this.field`), or move the"
                + " function to an object of its own. In Python the same holds for what a"
                + " function or a UDF takes from outside. Rows that are looked up: a join. The"
                + " same in all versions.")
        .refutedBy(
            "Spark serialises closures with `JavaSerializer`, whatever `spark.serializer` "
                + "says (`SparkEnv`, `closureSerializer`).");
  }

  @Override
  public List<Finding> find(Run run) {
    Optional<LargeShipment> seen =
        Shipments.of(run, Shipment.TASK_BINARY).stream()
            .filter(one -> !one.carriers().isEmpty())
            .findFirst();
    if (seen.isPresent()) {
      return seen.flatMap(shipment -> find(shipment, run)).map(List::of).orElse(List.of());
    }
    int deepest = run.stages().stream().mapToInt(StageProfile::lineage).max().orElse(0);
    if (deepest == 0 || deepest >= run.threshold("large-closure.lineage")) {
      return List.of();
    }
    return LargeTaskBinary.largest(run)
        .flatMap(largest -> find(largest, deepest, run))
        .map(List::of)
        .orElse(List.of());
  }

  /** The plugin looked into the functions: no guess from lineages is needed. */
  private static Optional<Finding> find(LargeShipment seen, Run run) {
    double loading =
        Run.toSeconds(
            run.stages().stream()
                .filter(stage -> stage.stage() == seen.stage())
                .mapToLong(StageProfile::deserializeMillis)
                .sum());
    return new FindingDraft(ID)
        .about(Shipments.place(seen))
        .severity(run.severity(loading))
        .shows(seen.evidence(), "its functions are " + Shipments.size(seen))
        .costs(
            run.cost(loading, seen.bytes(), "at most: all that the stage's tasks took to load"),
            loading > 0
                ? "its tasks took " + Run.seconds(loading) + " to load, classes included"
                : "every task deserialises them")
        .fix(CostRemedies.largeClosure(seen.bytes()))
        .finish();
  }

  private static Optional<Finding> find(WorkSignal.LargeTaskBinary largest, int deepest, Run run) {
    Optional<StageProfile> slowest =
        run.stages().stream().max(Comparator.comparingLong(StageProfile::deserializeMillis));
    double loading =
        Run.toSeconds(run.stages().stream().mapToLong(StageProfile::deserializeMillis).sum());
    return new FindingDraft(ID)
        .about(slowest.map(Stages::name).orElse("stages"))
        .severity(run.severity(loading))
        .shows(
            largest.evidence(),
            "a task binary of "
                + Numbers.bytes(largest.bytes())
                + ", though no stage has more than "
                + deepest
                + (deepest == 1 ? " RDD" : " RDDs")
                + " in a row")
        .costs(
            run.cost(loading, largest.bytes(), "at most: all that tasks took to load"),
            "tasks took " + Run.seconds(loading) + " to load, classes included")
        .fix(CostRemedies.largeClosure(largest.bytes()))
        .finish();
  }
}
