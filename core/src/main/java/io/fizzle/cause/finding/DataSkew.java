package io.fizzle.cause.finding;

import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.remedy.CostRemedies;
import java.util.List;
import java.util.Optional;

/** One partition holds far more data than the others, and its task makes the stage wait. */
final class DataSkew implements FindingRule {
  private static final String ID = "data-skew";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String title() {
    return "Data skew";
  }

  @Override
  public Page page() {
    return new Page(
            "Some keys have far more rows than others. All rows of a key meet in one"
                + " partition after a shuffle, so one task works while the others have long"
                + " ended.",
            "One task read at least five times the median of its stage and ran at least"
                + " three times as long (`data-skew.data-factor`, `data-skew.time-factor`)."
                + " Five is the factor by which adaptive execution itself knows skew"
                + " (`spark.sql.adaptive.skewJoin.skewedPartitionFactor`). The cost is the time"
                + " for which cores had nothing to do because only the stage's last tasks ran.",
            "A slow task that read no more than the others: that is `straggler-tasks`. A"
                + " large partition that is quickly read. A stage of two or three tasks, which"
                + " has no median.",
            "More executors or more memory: the one task stays as large. More partitions,"
                + " where a single key is the reason. Adaptive execution, where the stage"
                + " aggregates: it splits partitions of joins and of `REBALANCE` hints only.")
        .looksLike(
            "The last tasks of a stage run on for minutes after all others have ended; in"
                + " the stage's summary the maximum of duration and shuffle read is many times"
                + " the 75th percentile. Often that task spills, or its executor dies of it.")
        .fixedBy(
            "A join: adaptive execution splits partitions that are larger than"
                + " `spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes` (256 MiB) and"
                + " than five times the median, with `spark.sql.adaptive.skewJoin.enabled` (3.0"
                + " and later) where `spark.sql.adaptive.enabled` is true, as it is by default"
                + " since 3.2; `spark.sql.adaptive.forceOptimizeSkewedJoin` (3.3 and later) also"
                + " where that costs one more shuffle. Or broadcast the other side, where it is"
                + " small. An aggregation, and any join before 3.0: a salt on the heavy keys, or"
                + " two steps, first by key and salt, then by key. In every version: leave out"
                + " keys that match nothing anyway, empty ones and defaults.")
        .refutedBy(
            "a key's rows have one partition (Spark, `HashPartitioner`); adaptive execution splits"
                + " partitions of joins (`OptimizeSkewedJoin`, 3.0 and later) and those that a"
                + " `REBALANCE` hint made (`OptimizeSkewInRebalancePartitions`, 3.2 and later).");
  }

  @Override
  public List<Finding> find(Run run) {
    return run.stages().stream().flatMap(stage -> find(stage, run).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage, Run run) {
    TaskDistribution duration = stage.duration();
    TaskDistribution data = Stages.data(stage);
    double waited = Run.toSeconds(duration.max() - duration.median());
    if (duration.count() < run.threshold("data-skew.tasks")
        || data.maxIndex() != duration.maxIndex()
        || data.max() < run.threshold("data-skew.data-factor") * Math.max(1, data.median())
        || duration.max() < run.threshold("data-skew.time-factor") * Math.max(1, duration.median())
        || waited < run.threshold("data-skew.wait")) {
      return Optional.empty();
    }
    String says =
        "task "
            + data.maxIndex()
            + " read "
            + Numbers.bytes((long) data.max())
            + " (median "
            + Numbers.bytes((long) data.median())
            + ") and ran "
            + Run.time(duration.max())
            + " (median "
            + Run.time(duration.median())
            + ")";
    Waiting waiting = Waiting.of(stage, run);
    boolean join = stage.sqlOperators().stream().anyMatch(one -> one.name().contains("Join"));
    return new FindingDraft(ID)
        .about(stage)
        .severity(run.severity(waiting.coreSeconds()))
        .shows(data.maxEvidence(), says)
        .costs(
            run.cost(waiting.coreSeconds(), (long) data.max(), waiting.arithmetic()),
            "the stage waited " + Run.time(1000 * waited) + " for one task: " + waiting.text())
        .fix(CostRemedies.skew(run.conf(), join, (long) data.max(), (long) data.median()))
        .finish();
  }
}
