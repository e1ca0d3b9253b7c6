package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.remedy.CodeRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A closure captured something that Java cannot serialise. */
public final class TaskNotSerializable extends Cause {

  public TaskNotSerializable() {
    super(
        "task-not-serializable",
        "Task not serializable",
        "tried to ship an object that cannot be serialised",
        Answer.NEITHER,
        FailureKind.NOT_SERIALIZABLE);
  }

  @Override
  public Page page() {
    return new Page(
            "The function refers to a field, or to `this`, of a class that cannot be serialised: a"
                + " connection, a SparkContext, the class around it.",
            "`Task not serializable`, caused by a `NotSerializableException` that names the class.",
            "A class that is missing on the executor (`class-missing`).",
            "Making everything `Serializable`: the captured reference is the mistake.")
        .looksLike(
            "`Task not serializable: java.io.NotSerializableException: CLASS` before any"
                + " task runs.")
        .fixedBy(
            "Use inside the closure only what can travel: copy fields into local values,"
                + " create connections inside `mapPartitions`, mark what is not needed"
                + " `@transient lazy val`. The `Serialization stack` in the message names the"
                + " path from the closure to the object.")
        .refutedBy(
            "the whole object graph that a closure reaches is sent with each stage (Spark, "
                + "`ClosureCleaner.ensureSerializable`, `DAGScheduler.submitMissingTasks`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return CodeRemedies.notSerializable(Measures.failure(incident).message());
  }
}
