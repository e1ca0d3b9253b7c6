package io.fizzle.cause.benign;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Somebody asked for the job to be cancelled. */
public final class UserCancelled extends Cause {

  public UserCancelled() {
    super(
        "user-cancelled",
        "Cancelled on request",
        "was cancelled on request",
        Answer.NEITHER,
        FailureKind.CANCELLED);
  }

  @Override
  public boolean isBenign() {
    return true;
  }

  @Override
  public Page page() {
    return new Page(
            "A user, a notebook, a timeout of the caller or the application itself cancelled"
                + " the job or its group.",
            "`Job N cancelled`, with nothing failing before it.",
            "Jobs that were cancelled because the SparkContext stopped after a failure.",
            "More attempts for tasks or stages.")
        .looksLike(
            "`Job N cancelled`, `KeyboardInterrupt`, `Master removed our application:"
                + " KILLED`.")
        .fixedBy(
            "Nothing, where somebody wanted it. Else find the caller: a notebook that was"
                + " closed, a statement timeout, a broadcast that gave up, the scheduler of the"
                + " workflow.")
        .refutedBy(
            "the stages of a cancelled job are ended, whatever attempts they have left"
                + " (Spark, `DAGScheduler.handleJobCancellation`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.MODERATE;
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return List.of();
  }
}
