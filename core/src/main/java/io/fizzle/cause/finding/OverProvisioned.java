package io.fizzle.cause.finding;

import io.fizzle.application.CoreUse;
import io.fizzle.application.MemoryPeak;
import io.fizzle.application.Outcome;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.Remedy;
import io.fizzle.remedy.ResourceRemedies;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Memory or cores that were held and never used. */
final class OverProvisioned implements FindingRule {
  private static final String ID = "over-provisioned";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Over-provisioned";
  }

  @Override
  public Page page() {
    return new Page(
            "Executors were given more heap than anything in them ever filled, or more"
                + " cores than ever had a task.",
            "No executor's heap was ever filled to more than 40 %, garbage included, in"
                + " at least ten measurements of a run of a minute or more; or never more than"
                + " half of the cores ran tasks at the same time"
                + " (`over-provisioned.heap-share`, `over-provisioned.core-share`,"
                + " `over-provisioned.samples`, `over-provisioned.seconds`). Event logs have"
                + " the heap's peaks where a task runs longer than a heartbeat, or with"
                + " `spark.eventLog.logStageExecutorMetrics`.",
            "A heap that is 70 % full at its peak: a collector fills what it is given,"
                + " and so much is healthy. Cores that are idle now and then: `idle-cores`. A"
                + " heap that is large because Python, direct memory or the page cache are what"
                + " is used.",
            "Cutting memory to what the peaks say, without room: a poll every ten seconds"
                + " misses some.")
        .looksLike(
            "A heap that stays nearly empty, or cores of which half never have a task, on"
                + " every day of the job.")
        .fixedBy(
            "Lower what was never used, by half at most in one step, and look at the next"
                + " run: `spark.executor.memory`, `spark.executor.instances`, or with"
                + " `spark.dynamicAllocation.enabled` the limit"
                + " `spark.dynamicAllocation.maxExecutors`. A heap below 32 GiB has compressed"
                + " references, which is worth a step by itself. More cores for each executor"
                + " instead of less memory where the tasks could share it. Peaks that are"
                + " certain: `spark.eventLog.logStageExecutorMetrics` (3.0 and later), which"
                + " also counts between heartbeats with `spark.executor.metrics.pollingInterval`"
                + " (3.0 and later).")
        .refutedBy(
            "peaks are polled with the heartbeats, or every "
                + "`spark.executor.metrics.pollingInterval` (Spark, `ExecutorMetricsPoller`).");
  }

  @Override
  public List<Finding> find(Run run) {
    if (Run.toSeconds(run.cores().wallMillis()) < run.threshold("over-provisioned.seconds")
        || run.application().isLocalMode()
        || run.application().outcome() == Outcome.FAILED) {
      return List.of();
    }
    return Stream.of(heap(run), cores(run)).flatMap(Optional::stream).toList();
  }

  private static Optional<Finding> heap(Run run) {
    List<MemoryPeak> peaks = run.application().usage().peaks();
    int samples = peaks.stream().mapToInt(MemoryPeak::samples).sum();
    Optional<MemoryPeak> fullest =
        peaks.stream().max(Comparator.comparingLong(MemoryPeak::jvmHeap));
    long heap = run.conf().size("spark.executor.memory").bytes();
    if (fullest.isEmpty()
        || samples < run.threshold("over-provisioned.samples")
        || !run.conf().isSet("spark.executor.memory")
        || fullest.get().jvmHeap() > run.threshold("over-provisioned.heap-share") * heap) {
      return Optional.empty();
    }
    long peak = fullest.get().jvmHeap();
    List<Remedy> remedies = ResourceRemedies.smallerHeap(run.conf(), peak);
    if (remedies.isEmpty()) {
      return Optional.empty();
    }
    long unused = (heap - peak) * peaks.size();
    return new FindingDraft(ID)
        .about(peaks.size() == 1 ? "one executor's heap" : peaks.size() + " executors' heaps")
        .shows(
            run.application().outcomeEvidence() != null
                ? run.application().outcomeEvidence()
                : run.anyEvidence(),
            "the fullest heap, of executor "
                + fullest.get().executorId()
                + ", held "
                + Numbers.bytes(peak)
                + " of "
                + Numbers.bytes(heap)
                + " ("
                + Numbers.percent((double) peak / heap)
                + ") at most, garbage included, in "
                + samples
                + " measurements")
        .costs(
            Cost.ofBytes(
                unused,
                "("
                    + Numbers.bytes(heap)
                    + " − "
                    + Numbers.bytes(peak)
                    + ") × "
                    + peaks.size()
                    + " executors"),
            Numbers.bytes(unused) + " of heap were held and never used")
        .fix(remedies)
        .finish();
  }

  private static Optional<Finding> cores(Run run) {
    CoreUse cores = run.cores();
    if (!cores.complete()
        || cores.mostCores() < 2
        || cores.mostBusy() > run.threshold("over-provisioned.core-share") * cores.mostCores()) {
      return Optional.empty();
    }
    double unused =
        Run.toSeconds(cores.held()) * (cores.mostCores() - cores.mostBusy()) / cores.mostCores();
    if (!run.matters(unused)) {
      return Optional.empty();
    }
    return new FindingDraft(ID)
        .about(cores.mostCores() + " cores")
        .severity(run.severity(unused).atMost(run.isInteractive() ? Severity.LOW : Severity.MEDIUM))
        .shows(
            run.anyEvidence(),
            "never more than "
                + cores.mostBusy()
                + " of "
                + cores.mostCores()
                + " cores ran a task at the same time")
        .costs(
            run.cost(
                unused,
                -1,
                "("
                    + cores.mostCores()
                    + " − "
                    + cores.mostBusy()
                    + ") / "
                    + cores.mostCores()
                    + " of the core time"),
            Run.seconds(unused) + " of cores that never had anything to do")
        .fix(ResourceRemedies.fewerExecutors(run.conf(), cores.mostBusy(), cores.mostCores()))
        .finish();
  }
}
