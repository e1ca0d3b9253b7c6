package io.fizzle.cause.finding;

import io.fizzle.application.Application;
import io.fizzle.application.StageProfile;
import io.fizzle.application.TaskDistribution;
import io.fizzle.cause.Argument;
import io.fizzle.cause.Numbers;
import io.fizzle.cause.Page;
import io.fizzle.cause.Strength;
import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.evidence.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One partition holds far more data than the others, and its task makes the stage wait. */
final class DataSkew implements FindingRule {
  private static final String ID = "data-skew";

  /**
   * Adaptive execution's own factor: spark.sql.adaptive.skewJoin.skewedPartitionFactor, Spark 3.0+.
   */
  private static final double DATA_FACTOR = 5;

  /** A task must also be slower than its peers: data alone may be cheap to read. */
  private static final double TIME_FACTOR = 3;

  /** Below this nobody waits for it. */
  private static final Duration LEAST_WAIT = Duration.ofSeconds(2);

  private static final double HIGH_SHARE = 0.5;
  private static final int FEWEST_TASKS = 4;

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
        "Some keys have far more rows than others. All rows of a key meet in one partition after a"
            + " shuffle, so one task works while the others have long ended.",
        "One task read at least five times the median of its stage and ran at least three times as"
            + " long. Five is the factor by which adaptive execution itself knows skew"
            + " (`spark.sql.adaptive.skewJoin.skewedPartitionFactor`).",
        "A slow task that read no more than the others: then its node or its code is slow.",
        "More executors or more memory: the one task stays as large. More partitions, where a"
            + " single key is the reason.");
  }

  @Override
  public List<Finding> find(Application application) {
    return application.stages().stream().flatMap(stage -> find(stage).stream()).toList();
  }

  private static Optional<Finding> find(StageProfile stage) {
    TaskDistribution duration = stage.duration();
    TaskDistribution data =
        stage.shuffleRead().sum() >= stage.input().sum() ? stage.shuffleRead() : stage.input();
    Evidence evidence = data.maxEvidence();
    if (evidence == null || duration.count() < FEWEST_TASKS) {
      return Optional.empty();
    }
    double waited = duration.max() - duration.median();
    boolean sameTask = data.maxIndex() == duration.maxIndex();
    if (!sameTask
        || data.max() < DATA_FACTOR * Math.max(1, data.median())
        || duration.max() < TIME_FACTOR * Math.max(1, duration.median())
        || waited < LEAST_WAIT.toMillis()) {
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
            + Numbers.duration(Duration.ofMillis((long) duration.max()))
            + " (median "
            + Numbers.duration(Duration.ofMillis((long) duration.median()))
            + ")";
    Severity severity =
        waited > HIGH_SHARE * duration.sum() / Math.max(1, duration.count())
            ? Severity.HIGH
            : Severity.MEDIUM;
    return Optional.of(
        new Finding(
            ID,
            severity,
            Stages.name(stage),
            List.of(new Argument(Strength.STRONG, evidence, says)),
            "the stage waited "
                + Numbers.duration(Duration.ofMillis((long) waited))
                + " for one task",
            List.of()));
  }
}
