package io.fizzle.cause.finding;

import io.fizzle.application.OperatorKind;
import io.fizzle.application.OperatorProfile;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Page;
import io.fizzle.remedy.CostRemedies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A join that compares every row of one side with every row of the other. */
final class CartesianJoin implements FindingRule {
  private static final String ID = "cartesian-join";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Join without a key";
  }

  @Override
  public Page page() {
    return new Page(
            "A join without an equality between its sides, on purpose (`crossJoin`, a"
                + " range) or by a forgotten condition, cannot be sorted or hashed: Spark"
                + " compares every pair of rows.",
            "`CartesianProduct` or `BroadcastNestedLoopJoin` in the executed plan, whose"
                + " sides have at least ten million pairs of rows together"
                + " (`cartesian-join.pairs`). The cost is the time of the tasks of the stages"
                + " that ran it, other operators of these stages included.",
            "The same operators with a side of one row, as a subquery gives it: few"
                + " pairs. A range join of two small tables.",
            "`spark.sql.crossJoin.enabled`: it allows such joins, and changes nothing"
                + " about them. A broadcast hint: one side is sent around, and the pairs stay"
                + " as many.")
        .looksLike(
            "The stage of a join runs for hours though it reads and shuffles little, and"
                + " gives far more rows than it takes; the SQL tab shows `CartesianProduct` or"
                + " `BroadcastNestedLoopJoin` there.")
        .fixedBy(
            "Join on an equality as well: on a key, or for a range on a part of it that"
                + " both sides share (`a.day = b.day AND a.t BETWEEN b.start AND b.end`). An"
                + " equality inside of an `OR` counts as none: split the join into a union of"
                + " joins. Where every pair is wanted, `repartition` the larger side, so that"
                + " many tasks share them. Spark 2.x refuses a join without any condition unless"
                + " `spark.sql.crossJoin.enabled` is true; since 3.0 only the plan shows it.")
        .refutedBy(
            "the key, on by default since 3.0, lifts a check; the plan stays the same (Spark,"
                + " `CheckCartesianProducts`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.operators(OperatorKind.KEYLESS_JOIN).stream()
        .flatMap(join -> find(join, run).stream())
        .toList();
  }

  private static Optional<Finding> find(OperatorProfile join, Run run) {
    List<Long> sides = join.inputs();
    boolean known = sides.size() == 2 && sides.stream().allMatch(rows -> rows >= 0);
    double pairs =
        known
            ? (double) sides.get(0) * sides.get(1)
            : Math.max(0, join.value("number of output rows"));
    double seconds =
        Run.toSeconds(
            run.stages().stream()
                .filter(stage -> join.stages().contains(stage.stage()))
                .mapToLong(StageProfile::runMillis)
                .sum());
    if (pairs < run.threshold("cartesian-join.pairs") || !run.matters(seconds)) {
      return Optional.empty();
    }
    String counted =
        known
            ? String.format(
                Locale.ROOT, "%,d × %,d rows = %,.0f pairs", sides.get(0), sides.get(1), pairs)
            : String.format(Locale.ROOT, "%,.0f rows came out", pairs);
    return new FindingDraft(ID)
        .about(Run.name(join))
        .operator(join.text())
        .severity(run.severity(seconds))
        .shows(
            join.evidence(),
            join.name()
                + ": "
                + counted
                + ", "
                + String.format(
                    Locale.ROOT, "%,d", Math.max(0, join.value("number of output rows")))
                + " kept")
        .costs(
            run.cost(seconds, -1, "run time of all tasks in the stages that ran it"),
            "its stages took " + Run.seconds(seconds))
        .fix(CostRemedies.keylessJoin())
        .finish();
  }
}
