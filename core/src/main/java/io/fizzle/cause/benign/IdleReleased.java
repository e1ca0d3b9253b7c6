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

/** The driver no longer needed the executor. */
public final class IdleReleased extends Cause {

  public IdleReleased() {
    super("idle-released", "Released by the driver", "was released by the driver", Answer.NEITHER);
  }

  @Override
  public boolean isBenign() {
    return true;
  }

  @Override
  public Page page() {
    return new Page(
            "Dynamic allocation returns executors that are idle, exclusion replaces those on"
                + " which tasks failed; the application can also ask for it.",
            "`Executor killed by driver`, or a removal because it has been idle.",
            "A loss: nothing failed.",
            "More memory, as for executors that are lost.")
        .looksLike("`Executor killed by driver` while the application goes on.")
        .fixedBy(
            "Nothing. Where executors come and go too often,"
                + " `spark.dynamicAllocation.executorIdleTimeout` (60s) or"
                + " `spark.dynamicAllocation.minExecutors`.")
        .refutedBy(
            "an executor that the driver killed does not count as a failure of its tasks"
                + " (Spark, `TaskSetManager.executorLost`, `ExecutorKilled`).");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    weighReason(lost, scale, Strength.PROOF, RemovalReason.Kind.KILLED_BY_DRIVER);
    lost.life().facts().all(ExecutorSignal.KillRequested.class).stream()
        .filter(signal -> signal.reason() == ExecutorSignal.KillReason.IDLE)
        .findFirst()
        .ifPresent(
            signal ->
                scale.supports(
                    Strength.STRONG,
                    signal.evidence(),
                    "the driver asked for its end because it was idle"));
    lost.life().facts().all(ExecutorSignal.KillRequested.class).stream()
        .filter(signal -> signal.reason() == ExecutorSignal.KillReason.EXCLUDED)
        .findFirst()
        .ifPresent(
            signal ->
                scale.supports(
                    Strength.STRONG,
                    signal.evidence(),
                    "the driver asked for its end because tasks had failed on it"));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return List.of();
  }
}
