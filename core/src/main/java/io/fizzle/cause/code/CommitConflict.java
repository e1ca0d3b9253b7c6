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
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.DataRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** Another writer committed first, or the output already exists. */
public final class CommitConflict extends Cause {
  private static final String OUTPUT_EXISTS = "FileAlreadyExistsException";

  public CommitConflict() {
    super(
        "commit-conflict",
        "Commit conflict",
        "lost a race for its output",
        Answer.NEITHER,
        FailureKind.COMMIT_CONFLICT);
  }

  @Override
  public Page page() {
    return new Page(
            "Two jobs write the same table or path, or an earlier attempt left its output"
                + " behind.",
            "The table format's exception about concurrent modification, or"
                + " `FileAlreadyExistsException`.",
            "`TaskCommitDenied` of a speculative copy: harmless.",
            "`mapreduce.fileoutputcommitter.algorithm.version=2`: it is faster, and two"
                + " writers meet earlier.")
        .looksLike(
            "`FileAlreadyExistsException` in a task's second attempt,"
                + " `ConcurrentAppendException`, a failed rename at the end of a write.")
        .fixedBy(
            "One writer for each path or partition at a time. Object stores: a committer"
                + " made for them (`spark.sql.sources.commitProtocolClass` with Hadoop's S3A"
                + " committers) and no speculation (`spark.speculation`) with committers that"
                + " cannot bear it. Table formats: retry the transaction.")
        .refutedBy(
            "with version 2 each task moves its files into the target itself, with 1 the job"
                + " does so at its end (Hadoop, mapred-default.xml, `FileOutputCommitter`).");
  }

  /**
   * A task that is tried anew may meet the file of its first attempt: then that attempt's failure
   * is what happened, and where it is not in sight nobody knows it.
   */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    boolean laterOnly =
        incident instanceof TasksFailed tasks
            && failure.type().endsWith(OUTPUT_EXISTS)
            && tasks.attempts().stream().allMatch(attempt -> attempt.attempt() > 0);
    if (explains(failure.kind()) && laterOnly) {
      scale
          .supports(
              Strength.MODERATE,
              evidence,
              "a later attempt of the task found a file: " + failure.headline())
          .missing(Missing.FIRST_ATTEMPT);
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DataRemedies.commitConflict(
        Measures.failure(incident).type(), Measures.failure(incident).message());
  }
}
