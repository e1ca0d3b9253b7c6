package io.fizzle.cause.memory;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Missing;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing.Scale;
import io.fizzle.evidence.Evidence;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.DriverLost;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.DriverRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.MachineSignal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The driver's own heap was full. */
public final class DriverHeapOom extends Cause {

  public DriverHeapOom() {
    super("driver-heap-oom", "Driver heap exhausted", "ran out of Java heap", Answer.PURE_OOM);
  }

  @Override
  public Page page() {
    return new Page(
            "`collect()`, `toPandas()`, large broadcasts, or the status of very many tasks brought"
                + " more data into the driver than its heap holds.",
            "`OutOfMemoryError` in the driver's own log, outside any task.",
            "An executor's error that the driver only reports with the lost task. In local mode"
                + " tasks run in the driver's JVM: their errors are the tasks' own (`heap-oom`).",
            "Raising executor memory.")
        .looksLike(
            "The driver ends with `OutOfMemoryError`, often at `collect`, `toPandas`, a"
                + " broadcast, or after many thousand tasks; executors only see it go.")
        .fixedBy(
            "Bring less to the driver: write results instead of collecting them, `limit`"
                + " before `collect`, no broadcast of large tables"
                + " (`spark.sql.autoBroadcastJoinThreshold`). Then `spark.driver.memory`, set"
                + " before its JVM starts: on the command line or in `spark-defaults.conf`, not"
                + " in the program. Long-lived drivers: `spark.ui.retainedJobs`,"
                + " `spark.ui.retainedStages`, `spark.sql.ui.retainedExecutions` keep the history"
                + " small.")
        .refutedBy(
            "results are collected and tables for broadcasts built in the driver's JVM "
                + "(Spark, `DAGScheduler`, `BroadcastExchangeExec`), whose heap is "
                + "`spark.driver.memory`.");
  }

  private static final Set<FailureKind> HEAP =
      EnumSet.of(FailureKind.HEAP_SPACE, FailureKind.GC_OVERHEAD, FailureKind.OUT_OF_MEMORY);

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Scale scale) {
    if (!(lost instanceof DriverLost)) {
      return;
    }
    Signs.error(lost, HEAP)
        .ifPresent(
            error -> {
              // a JVM that names GC's overhead had both: its heap full, and its time gone in GC
              scale.supports(
                  error.kind() == FailureKind.GC_OVERHEAD ? Strength.STRONG : Strength.PROOF,
                  error.evidence(),
                  "the driver threw " + error.text());
              weighTiming(lost, scale);
            });
    if (lost.memoryErrors().isEmpty()
        && lost.timing().isEmpty()
        && lost.life().facts().has(MachineSignal.ContainerOverLimit.class)) {
      Signs.limitKill(lost)
          .ifPresent(
              kill ->
                  scale
                      .supports(
                          Strength.MODERATE,
                          kill,
                          "its container was full, most of which is heap; no GC log tells whether"
                              + " that was")
                      .missing(Missing.GC_LOG));
    }
    ExitSigns.weighMemoryExit(lost, application, scale, scale.weigh().isSupported());
    Signs.heapDumpWithoutError(lost)
        .ifPresent(dump -> scale.supports(Strength.HINT, dump.evidence(), Signs.LEFT_A_HEAP_DUMP));
  }

  /** The driver's own log is not there; its manager tells what its program threw. */
  @Override
  protected void weighFailure(
      Failure failure, Evidence evidence, Incident incident, Application application, Scale scale) {
    if (HEAP.contains(failure.kind()) && Signs.isOfTheProgram(incident, application)) {
      scale
          .supports(Strength.STRONG, evidence, "the program threw " + failure.headline())
          .missing(Missing.DRIVER_LOG);
    }
  }

  private static void weighTiming(ProcessLost lost, Scale scale) {
    lost.timing()
        .filter(timing -> timing.recovered() >= 0 && timing.recovered() < Signs.RULED_OUT)
        .ifPresent(
            timing ->
                scale.supports(
                    Strength.HINT,
                    timing.evidence(),
                    "a full collection just before it freed only "
                        + Numbers.percent(timing.recovered())));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return Measures.withHeapDump(
        DriverRemedies.driverHeap(Measures.conf(application), Measures.heap(incident, application)),
        incident,
        application);
  }
}
