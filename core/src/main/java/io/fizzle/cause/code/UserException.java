package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Concentration;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.UserExceptionRemedies;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The application's own code, or a library under it, threw. */
public final class UserException extends Cause {

  public UserException() {
    super(
        "user-exception",
        "Exception in user code",
        "threw an exception",
        Answer.NEITHER,
        FailureKind.OTHER,
        FailureKind.PYTHON_EXCEPTION,
        FailureKind.BARRIER_TIMEOUT,
        FailureKind.SERVICE_BUSY);
  }

  @Override
  public Page page() {
    return new Page(
            "The function that ran in the task, or the driver's main program, met data or a state"
                + " that it does not handle.",
            "The same exception at the same frame in every attempt of the same task. `The"
                + " coordinator didn't get all barrier sync requests` only suggests it: a task of"
                + " the barrier stage makes fewer calls of `barrier()` than the others in some"
                + " branch, or it works longer than `spark.barrier.sync.timeout`. A store that"
                + " asks for fewer requests (`SlowDown`, `429 Too Many Requests`) suggests too many"
                + " tasks at once.",
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
    return kind == FailureKind.BARRIER_TIMEOUT || kind == FailureKind.SERVICE_BUSY
        ? Strength.MODERATE
        : Strength.STRONG;
  }

  @Override
  public String verdict(Incident incident) {
    return switch (Measures.failure(incident).kind()) {
      case BARRIER_TIMEOUT -> "waited at barrier() for a task that did not come";
      case SERVICE_BUSY -> "was turned away by a service that asks for fewer requests";
      default -> super.verdict(incident);
    };
  }

  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (failure.kind() == FailureKind.BARRIER_TIMEOUT) {
      scale
          .supports(
              strength(failure.kind()),
              evidence,
              "not every task of the barrier stage called barrier() in time")
          .missing(Missing.THREAD_DUMP);
      return;
    }
    if (failure.kind() == FailureKind.SERVICE_BUSY) {
      scale.supports(strength(failure.kind()), evidence, failure.headline());
      return;
    }
    Thrower thrower = Thrower.of(failure, inTask(incident));
    if (explains(failure.kind()) && thrower != Thrower.USER) {
      scale.supports(
          thrower == Thrower.UNCLEAR ? Strength.MODERATE : Strength.HINT,
          evidence,
          failure.headline());
      if (Thrower.isJavaSilent(failure)) {
        scale.missing(Missing.DRIVER_JVM);
      }
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
      } else if (isRepeated(tasks)) {
        scale.supports(
            Strength.MODERATE,
            evidence,
            tasks.occurrences() > 1
                ? "it was thrown " + tasks.occurrences() + " times: every attempt repeats it"
                : "the last of several attempts of the task met it as well");
      }
    }
  }

  /**
   * True where one task met it again when it was tried anew. Different tasks that met it once each
   * may all have run in the same place; where no source numbers them, nothing tells.
   */
  private static boolean isRepeated(TasksFailed tasks) {
    Set<List<Integer>> seen = new HashSet<>();
    return tasks.attempts().stream()
        .anyMatch(
            attempt ->
                attempt.attempt() > 0
                    || attempt.attempts() > 1
                    || attempt.index() >= 0
                        && !seen.add(List.of(attempt.stage(), attempt.index())));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    return switch (failure.kind()) {
      case BARRIER_TIMEOUT -> CodeRemedies.barrier();
      case SERVICE_BUSY -> CodeRemedies.busyService();
      default ->
          UserExceptionRemedies.of(
              failure.type(), failure.message(), failure.frames(), inTask(incident));
    };
  }

  private static boolean inTask(Incident incident) {
    return incident instanceof TasksFailed
        || incident instanceof JobFailed job && job.taskIndex() >= 0;
  }
}
