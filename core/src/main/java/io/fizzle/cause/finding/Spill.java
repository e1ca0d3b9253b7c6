package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.StageProfile;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/** Tasks wrote intermediate data to disk for lack of execution memory. */
final class Spill implements FindingRule {
  private static final String ID = "spill";

  /** Below this a spill costs less than reading about it. */
  private static final long LEAST_BYTES = 100L << 20;

  private static final long HIGH_BYTES = 10L << 30;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Spill to disk";
  }

  @Override
  public Page page() {
    return new Page(
        "The data of a sort, a join or an aggregation did not fit into the execution memory of"
            + " their task, so that they were written to disk and read again.",
        "Spilled bytes in the metrics of the stage's tasks, from 100 MiB on.",
        "A failure, or a lack of heap: spilling is how Spark avoids both.",
        "`spark.memory.offHeap.enabled` without a size. Lowering `spark.memory.fraction`.");
  }

  @Override
  public List<Finding> find(Application application) {
    return application.stages().stream().flatMap(stage -> find(stage).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage) {
    Evidence evidence =
        stage.evidence() != null ? stage.evidence() : stage.duration().maxEvidence();
    if (evidence == null || stage.memorySpilled() < LEAST_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            ID,
            stage.diskSpilled() >= HIGH_BYTES ? Severity.HIGH : Severity.LOW,
            Stages.name(stage),
            List.of(
                new Argument(
                    Strength.PROOF,
                    evidence,
                    "its tasks spilled "
                        + Numbers.bytes(stage.memorySpilled())
                        + " from memory, "
                        + Numbers.bytes(stage.diskSpilled())
                        + " on disk")),
            Numbers.bytes(stage.diskSpilled()) + " written and read again",
            List.of()));
  }
}
