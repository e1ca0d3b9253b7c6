package io.fizzle.cause.infrastructure;

import io.fizzle.application.Application;
import io.fizzle.cause.Answer;
import io.fizzle.cause.Cause;
import io.fizzle.cause.LastVitals;
import io.fizzle.cause.Measures;
import io.fizzle.cause.Page;
import io.fizzle.cause.Signs;
import io.fizzle.cause.Strength;
import io.fizzle.cause.Weighing;
import io.fizzle.incident.Incident;
import io.fizzle.incident.Incident.ProcessLost;
import io.fizzle.remedy.DiskRemedies;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.FailureKind;
import java.util.List;

/** A volume had no space left. */
public final class DiskFull extends Cause {

  public DiskFull() {
    super("disk-full", "Disk full", "ran out of disk space", Answer.NEITHER, FailureKind.DISK_FULL);
  }

  @Override
  public Page page() {
    return new Page(
            "Shuffle files, spills, cached blocks, logs or checkpoints filled the volume behind"
                + " `spark.local.dir` or an output path.",
            "`No space left on device`.",
            "The `SparkOutOfMemoryError` around it: `calling spill()` failed because the disk was"
                + " full.",
            "Changing `spark.local.dir` on YARN or Kubernetes: the cluster manager overrides it.")
        .looksLike("`No space left on device` in tasks that shuffle, spill or write.")
        .fixedBy(
            "Larger or more local directories: `spark.local.dir` counts only where the"
                + " cluster manager sets none; YARN's are `yarn.nodemanager.local-dirs`,"
                + " standalone's `SPARK_LOCAL_DIRS`, Kubernetes' are volumes named"
                + " `spark-local-dir-...`. Write less: fewer wide operations, filters before"
                + " joins, no skew. Clean up what earlier applications left.")
        .refutedBy(
            "`SPARK_LOCAL_DIRS`, and on YARN `LOCAL_DIRS`, are asked first (Spark, "
                + "`Utils.getConfiguredLocalDirs`).");
  }

  @Override
  protected void weighLoss(ProcessLost lost, Application application, Weighing.Scale scale) {
    super.weighLoss(lost, application, scale);
    boolean ended = lost.ledger().exitCode() != null && lost.memoryErrors().isEmpty();
    if (!ended || Signs.fellSilent(lost)) {
      return;
    }
    LastVitals.of(lost)
        .flatMap(LastVitals::diskFull)
        .ifPresent(full -> scale.supports(Strength.MODERATE, full.evidence(), full.says()));
  }

  @Override
  public List<Remedy> remedies(Incident incident, Application application) {
    return DiskRemedies.diskFull(Measures.conf(application), Measures.host(incident));
  }
}
