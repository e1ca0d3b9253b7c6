package io.fizzle.cause.finding;

import io.fizzle.application.MemoryPeak;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.MemoryPlan;
import io.fizzle.remedy.ResourceRemedies;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A container that was nearly full, without being killed for it. */
final class MemoryPressure implements FindingRule {
  private static final String ID = "memory-pressure";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Container nearly full";
  }

  @Override
  public Page page() {
    return new Page(
            "The JVM's resident memory and that of its Python workers came close to what"
                + " the container may use. The next larger batch, and it is killed:"
                + " `container-oom`.",
            "The resident memory that Spark measured of an executor's processes reached"
                + " 90 % of heap and overhead together (`memory-pressure.share`). Spark"
                + " measures it with `spark.executor.processTreeMetrics.enabled`, and the log"
                + " has it with `spark.eventLog.logStageExecutorMetrics` or where a task runs"
                + " longer than a heartbeat.",
            "A full heap: it is part of the container, and a JVM fills what it is given."
                + " A standalone worker, which limits nothing.",
            "Raising `spark.executor.memory` alone: the heap grows into the room that was"
                + " missing.")
        .looksLike(
            "The resident memory of an executor's pod or container creeps up to its"
                + " limit, and now and then one is killed (`container-oom`) and the run goes on.")
        .fixedBy(
            "Raise what is outside of the heap: `spark.executor.memoryOverhead`, or"
                + " `spark.executor.memoryOverheadFactor` (3.3 and later; before it"
                + " `spark.kubernetes.memoryOverheadFactor` on Kubernetes, and the absolute key"
                + " elsewhere). Python workers: a limit of their own,"
                + " `spark.executor.pyspark.memory` (2.4 and later), or fewer of them at once"
                + " (`spark.executor.cores`), smaller batches"
                + " (`spark.sql.execution.arrow.maxRecordsPerBatch`). Direct memory:"
                + " `-XX:MaxDirectMemorySize`. Off-heap memory is part of the request on YARN"
                + " since 3.0 and on Kubernetes since 3.1; before it has to fit into the"
                + " overhead.")
        .refutedBy(
            "the container is the sum of heap and overhead (Spark, `ResourceProfile`), and "
                + "the kernel counts all of it.");
  }

  @Override
  public List<Finding> find(Run run) {
    boolean measured =
        run.application().usage().peaks().stream().anyMatch(peak -> peak.resident() > 0);
    if (!measured || !run.conf().isRead() || run.application().isLocalMode()) {
      return List.of();
    }
    MemoryPlan plan = MemoryPlan.executor(run.conf());
    if (!plan.contained()) {
      return List.of();
    }
    long limit = plan.heap() + plan.overhead().bytes() + plan.offHeap() + plan.pyspark();
    return run.application().usage().peaks().stream()
        .filter(peak -> peak.resident() > 0)
        .max(Comparator.comparingLong(MemoryPressure::resident))
        .filter(peak -> resident(peak) >= run.threshold("memory-pressure.share") * limit)
        .flatMap(peak -> find(peak, limit, run))
        .map(List::of)
        .orElse(List.of());
  }

  private static long resident(MemoryPeak peak) {
    return peak.resident() + Math.max(0, peak.python());
  }

  private static Optional<Finding> find(MemoryPeak peak, long limit, Run run) {
    long resident = resident(peak);
    return new FindingDraft(ID)
        .about(run.place(peak.executorId()))
        .severity(Severity.MEDIUM)
        .shows(
            run.anyEvidence(),
            "its processes had "
                + Numbers.bytes(resident)
                + " resident, "
                + Numbers.percent((double) resident / limit)
                + " of the "
                + Numbers.bytes(limit)
                + " of heap and overhead")
        .costs(
            Cost.ofBytes(
                Math.max(0, limit - resident),
                Numbers.bytes(limit) + " − " + Numbers.bytes(resident) + " left"),
            "a container that exceeds its limit is killed")
        .fix(ResourceRemedies.fullContainer(run.conf(), resident, limit))
        .finish();
  }
}
