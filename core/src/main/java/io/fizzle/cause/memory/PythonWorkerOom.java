package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.application.ProcessLife;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.TasksFailed;
import io.fizzle.remedy.ContainerRemedies;
import io.fizzle.remedy.PythonRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import java.util.List;

/** A Python worker process ended under its task, most often for lack of memory. */
public final class PythonWorkerOom extends Cause {

  public PythonWorkerOom() {
    super(
        "python-worker-oom",
        "Python worker died",
        "lost its Python worker",
        Answer.NEITHER,
        FailureKind.PYTHON_WORKER_CRASHED,
        FailureKind.PYTHON_MEMORY);
  }

  @Override
  public Page page() {
    return new Page(
            "Python workers live beside the JVM in the same container. Where memory runs short, the"
                + " kernel often kills the worker and spares the JVM; native extensions can also"
                + " crash it.",
            "`Python worker exited unexpectedly (crashed)`, best with a line of the kernel that"
                + " names a python process. `MemoryError` is Python's own word for a refused"
                + " allocation, for example at the limit that `spark.executor.pyspark.memory`"
                + " sets.",
            "A Python exception with a traceback: there the worker lived and said what was wrong"
                + " (`user-exception`). `Fatal Python error: Segmentation fault`: native code"
                + " crashed it (`native-crash`).",
            "Raising `spark.executor.memory`: within the same container it takes room away from"
                + " Python.")
        .looksLike(
            "`Python worker exited unexpectedly (crashed)` or `EOFException` in tasks of a"
                + " Python job; the executor may live on.")
        .fixedBy(
            "Memory for Python outside the heap: `spark.executor.pyspark.memory` (2.4 and"
                + " later) or `spark.executor.memoryOverhead`. Smaller batches:"
                + " `spark.sql.execution.arrow.maxRecordsPerBatch`. Where the worker crashed and"
                + " did not run out, `spark.python.worker.faulthandler.enabled` (3.2 and later)"
                + " prints its last stack.")
        .refutedBy(
            "Python's processes live beside the JVM in the same container; "
                + "`spark.executor.pyspark.memory` is theirs (Spark, Configuration).");
  }

  @Override
  protected Strength strength(FailureKind kind) {
    return kind == FailureKind.PYTHON_MEMORY ? Strength.STRONG : Strength.MODERATE;
  }

  @Override
  public String verdict(Incident incident) {
    return isOfTheDriver(incident)
        ? "ran out of memory in its own Python process"
        : super.verdict(incident);
  }

  /** The program's own Python is no worker, and no key of Spark limits it. */
  private static boolean isOfTheDriver(Incident incident) {
    return incident instanceof Incident.ApplicationFailed
        && Measures.failure(incident).kind() == FailureKind.PYTHON_MEMORY;
  }

  /** A worker that ended without a word: what the recorder saw of its container tells why. */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (isOfTheDriver(incident)) {
      scale.supports(Strength.MODERATE, evidence, failure.headline());
      return;
    }
    super.weighFailure(failure, evidence, incident, application, scale);
    if (failure.kind() != FailureKind.PYTHON_WORKER_CRASHED) {
      return;
    }
    application.facts().all(KernelOomKill.class).stream()
        .filter(kill -> kill.process().startsWith("python"))
        .findFirst()
        .ifPresentOrElse(
            kill ->
                scale.supports(
                    Strength.STRONG,
                    kill.evidence(),
                    "the kernel killed a process for memory that is called " + kill.process()),
            () -> scale.missing(Missing.PYTHON_END));
    if (!(incident instanceof TasksFailed tasks)) {
      return;
    }
    application
        .life(Owner.executor(tasks.first().executorId()))
        .flatMap(ProcessLife::vitals)
        .map(profile -> LastVitals.of(profile))
        .ifPresent(
            vitals -> {
              vitals
                  .killBesideIt()
                  .ifPresent(kill -> scale.supports(Strength.STRONG, kill.evidence(), kill.says()));
              vitals
                  .childrenAboveJvm()
                  .ifPresent(
                      grown -> scale.supports(Strength.HINT, grown.evidence(), grown.says()));
            });
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    if (isOfTheDriver(incident)) {
      return PythonRemedies.driverMemory();
    }
    return ContainerRemedies.pythonWorker(Measures.conf(application), Measures.container(incident));
  }
}
