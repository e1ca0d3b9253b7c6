package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Concentration;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** The application's own code, or a library under it, threw. */
public final class UserException extends Cause {

  public UserException() {
    super(
        "user-exception",
        "Exception in user code",
        "threw an exception",
        Answer.NEITHER,
        FailureKind.OTHER,
        FailureKind.PYTHON_EXCEPTION);
  }

  @Override
  public Page page() {
    return new Page(
            "The function that ran in the task, or the driver's main program, met data or a state"
                + " that it does not handle.",
            "The same exception at the same frame in every attempt of the same task.",
            "A memory error, a lost executor or a failed fetch: those have causes of their own. The"
                + " word `OutOfMemoryError` inside the message of another exception is a text, not"
                + " an error.",
            "Raising `spark.task.maxFailures` for an exception that every attempt repeats.")
        .looksLike(
            "The same exception, from the same line of the application's code, at every"
                + " attempt.")
        .fixedBy(
            "Fix the code or the data that it meets; the frames that are not Spark's own"
                + " tell where. Rows that cannot be handled: filter or divert them, for files a"
                + " `mode` of the reader or `badRecordsPath` where the platform has it.")
        .refutedBy(
            "the same rows throw in each attempt; the key only sets how many are made "
                + "(Spark, `TaskSetManager.handleFailedTask`).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return Strength.STRONG;
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (explains(failure.kind()) && failure.type().isEmpty()) {
      scale.supports(Strength.HINT, evidence, failure.headline());
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
    if (explains(failure.kind()) && incident instanceof TasksFailed tasks) {
      if (tasks.node().filter(Concentration::isOfTheNode).isPresent()) {
        scale.opposes(
            Strength.STRONG,
            evidence,
            "the same tasks succeeded on nodes other than "
                + tasks.node().map(Concentration::node).orElse(""));
      } else if (tasks.occurrences() > 1) {
        scale.supports(
            Strength.MODERATE,
            evidence,
            "it was thrown " + tasks.occurrences() + " times: every attempt repeats it");
      }
    }
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return CodeRemedies.userException(
        Measures.failure(incident).type(),
        Measures.failure(incident).frames().stream().findFirst().orElse(""));
  }
}
