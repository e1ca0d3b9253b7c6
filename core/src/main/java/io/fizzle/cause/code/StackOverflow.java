package io.fizzle.cause.code;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.JobFailed;
import io.fizzle.remedy.Jvm;
import io.fizzle.remedy.NativeRemedies;
import io.fizzle.remedy.PythonRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A thread's stack was too small for the depth of its calls. */
public final class StackOverflow extends Cause {

  public StackOverflow() {
    super(
        "stack-overflow",
        "Stack overflow",
        "overflowed its stack",
        Answer.NEITHER,
        FailureKind.STACK_OVERFLOW);
  }

  @Override
  public Page page() {
    return new Page(
            "A deep lineage, plan or graph of objects is walked recursively (serialised, compiled,"
                + " evaluated), or user code recurses without end.",
            "`StackOverflowError`; on an executor it ends the process with exit code 50.",
            "Exhaustion of the heap.",
            "Raising the heap: stacks have a size of their own. `cache()`: it does not cut the"
                + " lineage, only a checkpoint does.")
        .looksLike(
            "`java.lang.StackOverflowError` with a pattern of frames that repeats:"
                + " serialization, the parser, or the optimizer.")
        .fixedBy(
            "Cut the lineage or the plan: `checkpoint` or `localCheckpoint` each few"
                + " iterations, or write and read again; unions in one step instead of a loop."
                + " Else a larger stack: `-Xss4m` in `spark.driver.extraJavaOptions` and, where"
                + " tasks fail, in `spark.executor.extraJavaOptions`.")
        .refutedBy(
            "`-Xss` bounds the stack of a thread (JDK, The java Command); `cache()` "
                + "keeps the lineage, `checkpoint()` cuts it (Spark, `RDD.doCheckpoint`).");
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    Failure failure = Measures.failure(incident);
    if (failure.headline().contains("RecursionError")
        || failure.message().contains("maximum recursion depth exceeded")) {
      return PythonRemedies.recursion();
    }
    return NativeRemedies.stackOverflow(Measures.conf(application), jvm(incident), true);
  }

  /** A stage that was given up without a task's failure never left the driver (DAGScheduler). */
  private static Jvm jvm(Incident incident) {
    return incident instanceof JobFailed job && job.taskIndex() < 0
        ? Jvm.DRIVER
        : Measures.jvm(incident);
  }
}
