package io.fizzle.cause.benign;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import java.util.List;

/** Two copies of a task ran, and Spark ended the one that was not needed any more. */
public final class SpeculationKill extends Cause {

  public SpeculationKill() {
    super(
        "speculation-kill",
        "Copy of a task killed",
        "was not needed any more: another attempt had succeeded",
        Answer.NEITHER);
  }

  @Override
  public boolean isBenign() {
    return true;
  }

  @Override
  public Page page() {
    return new Page(
            "With `spark.speculation` Spark starts a second copy of a task that runs much longer"
                + " than the others of its stage. When one copy ends, the other is killed.",
            "`TaskKilled (another attempt succeeded)`. It does not count against"
                + " `spark.task.maxFailures`, and the executor lives on.",
            "`TaskKilled (Stage cancelled)` follows from a failure or a cancelled job"
                + " (`user-cancelled`). `TaskKilled` with `Killing executor JVM because killed task"
                + " … could not be stopped` ends the executor: the code does not heed interrupts."
                + " Executors that are lost are never speculation's work.",
            "Counting these lines as failures, as searches for `Lost task` do: Spark logs them as"
                + " warnings with the same beginning.")
        .looksLike(
            "`Lost task 3.1 in stage 0.0 … TaskKilled (another attempt succeeded)`, tasks listed as"
                + " killed in the UI, `Marking task … as speculatable` before.")
        .fixedBy(
            "Nothing is broken. Where copies cost too much: a higher `spark.speculation.multiplier`"
                + " or `spark.speculation.quantile` (Spark 4.0 raised the defaults of both), and"
                + " since 3.2 `spark.speculation.minTaskRuntime`. Where always one node or one"
                + " partition is slow, see `straggler-node` and `data-skew`.")
        .refutedBy(
            "`TaskKilled` does not count towards task failures (Spark, `TaskEndReason`, "
                + "`countTowardsTaskFailures`).");
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (incident instanceof TasksFailed tasks && tasks.areCopies()) {
      scale.supports(Strength.PROOF, evidence, "killed because another attempt succeeded");
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return List.of();
  }
}
