package io.fizzle.cause.benign;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.RemovalReason;
import java.util.List;

/** The executor was asked to leave and left in order. */
public final class Decommissioned extends Cause {

  public Decommissioned() {
    super("decommissioned", "Decommissioned", "was decommissioned as planned", Answer.NEITHER);
  }

  @Override
  public boolean isBenign() {
    return true;
  }

  @Override
  public Page page() {
    return new Page(
            "A node is drained, a spot instance is reclaimed or the cluster shrinks. Spark moves"
                + " the blocks of the executor and lets it go.",
            "`Executor decommission`, `Finished decommissioning`.",
            "An executor that ran out of memory while it was being decommissioned.",
            "More memory.")
        .looksLike("`Executor decommission: ...`, `Finished decommissioning`.")
        .fixedBy(
            "Nothing, where it was meant. So that its data outlives it:"
                + " `spark.storage.decommission.enabled` (3.1 and later), with"
                + " `spark.storage.decommission.shuffleBlocks.enabled`, which is on by default"
                + " since 3.4 only.")
        .refutedBy(
            "the manager asked for the end (Spark, `ExecutorDecommission`), and no use of "
                + "memory plays a part in it.");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    weighReason(lost, scale, Strength.PROOF, RemovalReason.Kind.DECOMMISSIONED);
    lost.life()
        .facts()
        .first(ExecutorSignal.Decommissioned.class)
        .ifPresent(
            signal ->
                scale.supports(
                    Strength.STRONG,
                    signal.evidence(),
                    "it was asked to decommission: " + signal.detail()));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return List.of();
  }
}
