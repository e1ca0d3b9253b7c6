package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.ResourceRemedies;
import java.util.List;
import java.util.Optional;

/** Tasks that waited for shuffle blocks or for the disk that takes them. */
final class IoContention implements FindingRule {
  private static final String ID = "io-contention";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Waiting for shuffle I/O";
  }

  @Override
  public Page page() {
    return new Page(
            "Tasks read the blocks of a shuffle from other executors and write their own"
                + " to local disks. Where disks or network are shared or slow, or the serving"
                + " executors are busy, tasks wait.",
            "The tasks of a stage waited for blocks, or were blocked on writing them, for"
                + " at least a fifth of their run (`io-contention.share`), by Spark's own"
                + " `Fetch Wait Time` and `Shuffle Write Time`. What tasks wait for when they"
                + " read files is not in event logs and not counted.",
            "Much shuffle data alone: bytes are no wait. A fetch that failed: see"
                + " `shuffle-timeout`.",
            "`spark.reducer.maxSizeInFlight` first: it hides the wait of one task and"
                + " adds to the load.")
        .looksLike(
            "All tasks of a stage are slow alike while their CPUs are idle; `Shuffle Read"
                + " Blocked Time` or `Shuffle Write Time` are a large part of their duration.")
        .fixedBy(
            "Fewer bytes: filter, select and aggregate before the shuffle, broadcast the"
                + " small side. Faster disks: several of them in `spark.local.dir`, on YARN in"
                + " `yarn.nodemanager.local-dirs`, on Kubernetes as volumes named `spark-local-"
                + " dir-...` (3.0 and later) instead of the container's own layer. Fewer and"
                + " larger blocks: fewer partitions on both sides; on YARN with the external"
                + " shuffle service push-based shuffle (`spark.shuffle.push.enabled`) merges"
                + " them since 3.2. Fewer tasks at once on a disk or network that many share.")
        .refutedBy(
            "the key is how much each reducer asks for at once (Spark, "
                + "`ShuffleBlockFetcherIterator`).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    long waits = stage.fetchWaitMillis() + stage.shuffleWriteMillis();
    double seconds = Run.toSeconds(waits);
    if (stage.runMillis() <= 0
        || waits < run.threshold("io-contention.share") * stage.runMillis()
        || !run.matters(seconds)) {
      return Optional.empty();
    }
    return new FindingDraft(ID)
        .about(stage)
        .severity(run.severity(seconds))
        .shows(
            Stages.evidence(stage),
            "its tasks ran "
                + Run.time(stage.runMillis())
                + ", of which they waited "
                + Run.time(stage.fetchWaitMillis())
                + " for "
                + Numbers.bytes((long) stage.shuffleRead().sum())
                + " of shuffle blocks and "
                + Run.time(stage.shuffleWriteMillis())
                + " on writing "
                + Numbers.bytes(stage.shuffleWriteBytes()))
        .costs(
            run.cost(
                seconds,
                (long) stage.shuffleRead().sum() + stage.shuffleWriteBytes(),
                "fetch wait + shuffle write time of all tasks"),
            Run.seconds(seconds) + " of waiting")
        .fix(ResourceRemedies.shuffleWaits(stage.fetchWaitMillis() >= stage.shuffleWriteMillis()))
        .finish();
  }
}
