package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.signal.WorkSignal;
import java.util.Comparator;
import java.util.List;

/**
 * A stage's closure and lineage that are large when serialised (DAGScheduler warns from 1000 KiB
 * on).
 */
final class LargeTaskBinary implements FindingRule {
  private static final String ID = "large-task-binary";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large task binary";
  }

  @Override
  public Page page() {
    return new Page(
        "What all tasks of a stage have in common, the closure and the lineage, is large when"
            + " serialised: it captures data, or the lineage is deep.",
        "Spark's own warning `Broadcasting large task binary`, which it gives from 1000 KiB on.",
        "A broadcast variable of the application, which may be large on purpose.",
        "`cache()` against a deep lineage: it does not cut it, only a checkpoint does.");
  }

  @Override
  public List<Finding> find(Application application) {
    List<WorkSignal.LargeTaskBinary> warnings =
        application.facts().all(WorkSignal.LargeTaskBinary.class);
    return warnings.stream()
        .max(Comparator.comparingLong(WorkSignal.LargeTaskBinary::bytes))
        .map(
            largest ->
                finding(largest, application.facts().count(WorkSignal.LargeTaskBinary.class)))
        .map(List::of)
        .orElse(List.of());
  }

  private static Finding finding(WorkSignal.LargeTaskBinary largest, int count) {
    return new Finding(
        ID,
        largest.bytes() > (10L << 20) ? Severity.HIGH : Severity.MEDIUM,
        count == 1 ? "one stage" : count + " stages",
        List.of(
            new Argument(
                Strength.PROOF,
                largest.evidence(),
                "a task binary of "
                    + Numbers.bytes(largest.bytes())
                    + " was broadcast: the closure captures data, or the lineage is deep")),
        "each executor fetches and deserialises up to "
            + Numbers.bytes(largest.bytes())
            + " per stage",
        List.of());
  }
}
