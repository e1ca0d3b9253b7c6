package io.fizzle.cause.finding;

import static io.fizzle.cause.finding.RunLog.cluster;
import static io.fizzle.cause.finding.RunLog.fixes;
import static io.fizzle.cause.finding.RunLog.waves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.cause.finding.RunLog.Measured;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tasks of one stage that differ: skew, stragglers, and what only looks like them. */
class SkewFindingsTest {
  private static final long MIB = RunLog.MIB;

  @Test
  void aTaskThatReadsFarMoreAndRunsFarLongerIsSkew() {
    Finding skew = waves(cluster(), 42, Measured.reading(400 * MIB)).only("data-skew");

    // three cores wait from 3 s to 42 s for the one that runs
    assertThat(skew.cost().coreSeconds()).isCloseTo(3 * 39, within(0.5));
    assertThat(skew.cost().share()).isCloseTo(117.0 / (4 * 43), within(0.01));
    assertThat(skew.severity()).isEqualTo(Severity.HIGH);
    assertThat(skew.evidence().get(0).says()).contains("task 7 read 400 MiB (median 10.0 MiB)");
    assertThat(fixes(skew)).anyMatch(title -> title.contains("salt"));
  }

  @Test
  void adaptiveExecutionIsAdvisedAgainstSkewInJoinsOnly() {
    RunLog join =
        waves(cluster("spark.sql.adaptive.enabled", "false"), 42, Measured.reading(400 * MIB))
            .plan(1, new Operator("SortMergeJoin", "SortMergeJoin [id]", 0, Map.of("rows", 7L)))
            .with(
                evidence -> new QuerySignal.StageDetail(evidence, 0, 0, 1, 2, Map.of(7L, 5L)), 42);

    Finding skew = join.only("data-skew");

    assertThat(skew.operator()).isEqualTo("SortMergeJoin [id]");
    assertThat(fixes(skew)).anyMatch(title -> title.contains("spark.sql.adaptive.enabled"));
    assertThat(
            fixes(
                waves(
                        cluster("spark.sql.adaptive.enabled", "false"),
                        42,
                        Measured.reading(400 * MIB))
                    .only("data-skew")))
        .noneMatch(title -> title.contains("spark.sql.adaptive"));
  }

  @Test
  void aSlowTaskWithNoMoreDataIsAStragglerAndNoSkew() {
    RunLog log = waves(cluster(), 42, Measured.reading(10 * MIB));

    assertThat(log.causes()).contains("straggler-tasks").doesNotContain("data-skew");
    assertThat(log.only("straggler-tasks").evidence().get(0).says())
        .contains("task 7 on executor 2 on host-2 ran 40.0 s (median 1.0 s)");
  }

  @Test
  void evenTasksAreNeither() {
    assertThat(waves(cluster(), 3, Measured.reading(10 * MIB)).causes()).isEmpty();
  }

  @Test
  void aLargePartitionThatIsQuicklyReadIsNoSkew() {
    assertThat(waves(cluster(), 3.5, Measured.reading(400 * MIB)).causes()).isEmpty();
  }

  @Test
  void aNodeThatIsSlowInEveryStageIsToldAndOneThatReadsMoreIsNot() {
    assertThat(stages(2, 10 * MIB).only("straggler-node").subject()).isEqualTo("node host-2");
    assertThat(stages(2, 30 * MIB).causes()).doesNotContain("straggler-node");
    assertThat(stages(1.2, 10 * MIB).causes()).doesNotContain("straggler-node");
  }

  /** Eight stages of eight tasks; those of executor 2 take so many times a second. */
  private static RunLog stages(double slow, long bytesOfSlow) {
    RunLog log = cluster().job(0, 100);
    for (int stage = 0; stage < 8; stage++) {
      double from = stage * 10.0;
      log.stage(stage, 8, from, from + 2 * slow);
      for (int i = 0; i < 8; i++) {
        boolean two = i % 2 == 1;
        double start = from + (i < 4 ? 0 : two ? slow : 1);
        log.task(
            stage,
            i,
            two ? "2" : "1",
            start,
            start + (two ? slow : 1),
            Measured.reading(two ? bytesOfSlow : 10 * MIB));
      }
    }
    return log.ended(100);
  }
}
