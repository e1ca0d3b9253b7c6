package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.remedy.CostRemedies;
import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tasks that carry data of the driver with them; Spark warns from 1000 KiB on (TaskSetManager). */
final class LargeTask implements FindingRule {
  private static final String ID = "large-task";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Large tasks";
  }

  @Override
  public Page page() {
    return new Page(
            "Data of the driver travel inside the tasks: a local collection given to"
                + " `parallelize`, or to `createDataFrame`. The driver serialises and sends"
                + " them one after the other.",
            "Spark's own warning `Stage N contains a task of very large size`, which it"
                + " gives from 1000 KiB on (100 KB before Spark 3.0), once for each stage, or what"
                + " Fizzle's plugin saw in the driver. The"
                + " cost in time is what the stage's tasks took to load, where an event log"
                + " tells it.",
            "A task that reads much: that is its input, not its size. A large closure is"
                + " not in the task but in its binary: `large-task-binary`.",
            "Raising `spark.rpc.message.maxSize`: the tasks stay as large.")
        .looksLike(
            "`Stage 3 contains a task of very large size (2156 KiB)` in the driver's log,"
                + " and a stage whose tasks start one after the other.")
        .fixedBy(
            "Let the executors read the data themselves: from a file, a table, a query."
                + " Where they exist in the driver only, more slices (`sc.parallelize(data,"
                + " 200)`) make each task smaller, and a broadcast variable is sent once to each"
                + " executor. In Python `createDataFrame` from pandas sends Arrow batches with"
                + " `spark.sql.execution.arrow.pyspark.enabled` (3.0 and later).")
        .refutedBy(
            "the key is a limit on one message, and changes nothing about what is sent "
                + "(Spark, `CoarseGrainedSchedulerBackend.launchTasks`).");
  }

  @Override
  public List<Finding> find(Run run) {
    List<WorkSignal.LargeTask> tasks =
        new ArrayList<>(run.application().facts().all(WorkSignal.LargeTask.class));
    for (LargeShipment seen : Shipments.of(run, Shipment.TASK)) {
      if (tasks.stream().noneMatch(task -> task.stage() == seen.stage())) {
        tasks.add(new WorkSignal.LargeTask(seen.evidence(), seen.stage(), seen.bytes()));
      }
    }
    return tasks.stream().flatMap(task -> find(task, run).stream()).toList();
  }

  private static Optional<Finding> find(WorkSignal.LargeTask task, Run run) {
    Optional<StageProfile> stage =
        run.stages().stream().filter(one -> one.stage() == task.stage()).findFirst();
    double loading =
        stage
            .map(one -> Run.toSeconds(one.deserializeMillis() + one.schedulerDelayMillis()))
            .orElse(0.0);
    long tasks = Math.max(1, stage.map(one -> one.duration().count()).orElse(1L));
    Severity bySize =
        task.bytes() >= run.threshold("large-task.high-bytes") ? Severity.MEDIUM : Severity.LOW;
    Severity byTime = run.severity(loading);
    String bytes = Numbers.bytes(task.bytes());
    return new FindingDraft(ID)
        .about(stage.map(Stages::name).orElse("stage " + task.stage()))
        .severity(byTime.compareTo(bySize) > 0 ? byTime : bySize)
        .shows(task.evidence(), "a task of " + bytes + " was shipped")
        .costs(
            loading > 0
                ? run.cost(
                    loading,
                    task.bytes() * tasks,
                    "sending and loading of " + tasks + " tasks; up to " + bytes + " each")
                : Cost.ofBytes(task.bytes() * tasks, tasks + " × up to " + bytes),
            "every task of the stage is serialised, sent and deserialised with up to " + bytes)
        .fix(CostRemedies.largeTask(task.bytes()))
        .finish();
  }
}
