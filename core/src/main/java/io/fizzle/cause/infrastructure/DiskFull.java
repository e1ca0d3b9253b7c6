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
import io.fizzle.remedy.StoreRemedies;
import io.fizzle.signal.Failure;
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
            "Shuffle files, spills, cached blocks, logs or checkpoints filled the volume"
                + " behind `spark.local.dir` or an output path.",
            "`No space left on device`.",
            "The `SparkOutOfMemoryError` around it: `calling spill()` failed because the disk"
                + " was full.",
            "Changing `spark.local.dir` on a cluster: YARN and standalone workers override"
                + " it, and in a pod it only names the path at which an emptyDir of the node is"
                + " mounted.")
        .looksLike("`No space left on device` in tasks that shuffle, spill or write.")
        .fixedBy(
            "Larger or more local directories: YARN's are `yarn.nodemanager.local-dirs`,"
                + " those of a standalone cluster `SPARK_LOCAL_DIRS` of the workers, those of pods"
                + " volumes named `spark-local-dir-...` (`spark.kubernetes.executor.volumes.*`, 3.0"
                + " and later); `spark.local.dir` counts in local mode. Write less: fewer wide"
                + " operations, filters before joins, no skew. Clean up what earlier applications"
                + " left.")
        .refutedBy(
            "`LOCAL_DIRS` of YARN, `SPARK_EXECUTOR_DIRS` of a worker and `SPARK_LOCAL_DIRS`"
                + " are asked first (Spark, `Utils.getConfiguredLocalDirs`, `ExecutorRunner`);"
                + " without a volume of that name a pod gets an emptyDir for each path"
                + " (`LocalDirsFeatureStep`).");
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
    Failure failure = Measures.failure(incident);
    if (failure.type().endsWith("QuotaExceededException")) {
      return StoreRemedies.quota(failure.message());
    }
    return DiskRemedies.diskFull(
        Measures.conf(application), Measures.jvm(incident), Measures.host(incident, application));
  }
}
