package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.Jvm;
import java.util.Comparator;
import java.util.List;

/** Tasks spent much of their time stopped by garbage collection, without failing of it. */
final class GcPressure implements FindingRule {
  private static final String ID = "gc-pressure";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Much time in GC";
  }

  @Override
  public Page page() {
    return new Page(
            "Tasks allocate faster or keep more than the heap takes easily, so that the"
                + " JVM collects garbage for a large part of the time in which it should"
                + " compute.",
            "GC took at least 15 % of all task time in the event log"
                + " (`gc-pressure.share`); from 30 % on the finding is grave. Where a GC log"
                + " shows a full collection, what was live after it tells whether the heap is"
                + " too small or the garbage too much. How full a heap ever was says nothing: a"
                + " healthy one is full before each collection.",
            "A reason for a failure by itself: an application can spend a third of its"
                + " time in GC and end well. Stopped heartbeats (`gc-stall`) and memory errors"
                + " (`gc-overhead-oom`) are told apart. ZGC and Shenandoah report the time of"
                + " cycles that run beside the tasks as GC time, and so does G1 since JDK 20:"
                + " with ZGC and Shenandoah nothing is found.",
            "Another collector before a look at what is kept: caches, large rows, too"
                + " many tasks for the heap.")
        .looksLike(
            "`GC Time` is red in the list of executors, as it is from a tenth of the task"
                + " time on; tasks of all stages are slow alike, and the GC log shows one"
                + " collection after the other.")
        .fixedBy(
            "Less that is kept: `unpersist` what is not used again, cache as"
                + " `MEMORY_AND_DISK_SER` or columns only, fewer cores for each executor"
                + " (`spark.executor.cores`) or more `spark.executor.memory`. Less that is"
                + " allocated: more partitions, DataFrames or `spark.serializer` with Kryo"
                + " instead of RDDs of objects. The collector only then: on JDK 8 `-XX:+UseG1GC`"
                + " instead of Parallel, which is its default; G1 since JDK 9, with"
                + " `-XX:G1HeapRegionSize=16m` or more where the GC log speaks of humongous"
                + " objects.")
        .refutedBy(
            "each collector has to keep what is reachable (JDK, HotSpot Virtual Machine "
                + "Garbage Collection Tuning Guide).");
  }

  @Override
  public List<Finding> find(Run run) {
    double busy = run.stages().stream().mapToLong(StageProfile::runMillis).sum();
    double gc = run.stages().stream().mapToLong(StageProfile::gcMillis).sum();
    double share = busy <= 0 ? 0 : Math.min(1, gc / busy);
    String collector = run.conf().javaOptions(run.conf().ruling(Jvm.EXECUTOR)).collector();
    boolean concurrent =
        collector != null && (collector.equals("Z") || collector.equals("Shenandoah"));
    if (share < run.threshold("gc-pressure.share")
        || Run.toSeconds(gc) < run.threshold("gc-pressure.seconds")
        || concurrent
        || !run.matters(Run.toSeconds(gc))) {
      return List.of();
    }
    StageProfile worst =
        run.stages().stream().max(Comparator.comparingLong(StageProfile::gcMillis)).orElseThrow();
    Severity severity = run.severity(Run.toSeconds(gc));
    boolean grave = share >= run.threshold("gc-pressure.high-share");
    return new FindingDraft(ID)
        .about("executors")
        .severity(grave ? severity : severity.atMost(Severity.MEDIUM))
        .shows(
            Stages.evidence(worst),
            "GC took "
                + Run.time(gc)
                + " of "
                + Run.time(busy)
                + " task time ("
                + Numbers.percent(share)
                + "), most of it in "
                + Stages.name(worst)
                + LiveHeap.text(run))
        .costs(
            run.cost(
                Run.toSeconds(gc), -1, "GC time of all tasks, each of which stood still for it"),
            Numbers.percent(share) + " of all task time is spent in GC")
        .fix(LiveHeap.remedies(run))
        .finish()
        .map(List::of)
        .orElse(List.of());
  }
}
