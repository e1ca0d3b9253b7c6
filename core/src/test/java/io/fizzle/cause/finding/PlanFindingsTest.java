package io.fizzle.cause.finding;

import static io.fizzle.cause.finding.RunLog.cluster;
import static io.fizzle.cause.finding.RunLog.fixes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operators of a query cost: joins without a key, broadcasts, small files. */
class PlanFindingsTest {
  private static final long MIB = RunLog.MIB;

  @Test
  void aJoinWithoutAKeyIsToldByItsPairs() {
    RunLog log = cluster().job(0, 21).stage(0, 4, 0, 20);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 0, 20);
    }
    log.plan(
            1,
            new Operator(
                "BroadcastNestedLoopJoin", "BNLJ cross", 0, Map.of("number of output rows", 1L)),
            new Operator("Range", "Range", 1, Map.of("number of output rows", 2L)),
            new Operator("BroadcastExchange", "Exchange", 1, Map.of()),
            new Operator("Range", "Range", 2, Map.of("number of output rows", 3L)))
        .with(
            evidence ->
                new QuerySignal.StageDetail(
                    evidence, 0, 0, 1, 2, Map.of(1L, 12L, 2L, 5_000L, 3L, 40_000L)),
            20)
        .ended(21);

    Finding join = log.only("cartesian-join");

    assertThat(join.evidence().get(0).says())
        .isEqualTo("BroadcastNestedLoopJoin: 5,000 × 40,000 rows = 200,000,000 pairs, 12 kept");
    assertThat(join.cost().coreSeconds()).isCloseTo(80, within(0.1));
  }

  @Test
  void aJoinWithTheOneRowOfASubqueryIsNone() {
    RunLog log = cluster().job(0, 21).stage(0, 4, 0, 20);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 0, 20);
    }
    log.plan(
            1,
            new Operator("BroadcastNestedLoopJoin", "BNLJ", 0, Map.of()),
            new Operator("Range", "Range", 1, Map.of("number of output rows", 2L)),
            new Operator("Range", "Range", 1, Map.of("number of output rows", 3L)))
        .with(
            evidence ->
                new QuerySignal.StageDetail(evidence, 0, 0, 1, 2, Map.of(2L, 1L, 3L, 40_000L)),
            20)
        .ended(21);

    assertThat(log.causes()).doesNotContain("cartesian-join");
  }

  @Test
  void aBroadcastIsLargeByTheHeapThatHoldsIt() {
    Operator exchange = new Operator("BroadcastExchange", "BE", 0, Map.of("data size", 1L));
    RunLog small = cluster("spark.executor.memory", "1g").plan(1, exchange);
    small.with(evidence -> new QuerySignal.DriverMetrics(evidence, 1, Map.of(1L, 200 * MIB)), 1);
    RunLog roomy = cluster("spark.executor.memory", "16g").plan(1, exchange);
    roomy.with(evidence -> new QuerySignal.DriverMetrics(evidence, 1, Map.of(1L, 200 * MIB)), 1);

    assertThat(small.only("large-broadcast").cost().bytes()).isEqualTo(3 * 200 * MIB);
    assertThat(roomy.causes()).doesNotContain("large-broadcast");
  }

  @Test
  void manySmallFilesAreCountedByTheScanItself() {
    Operator scan =
        new Operator(
            "Scan parquet ",
            "FileScan parquet [x]",
            0,
            Map.of("number of files read", 1L, "size of files read", 2L));
    RunLog log = cluster().plan(1, scan);
    log.with(
        evidence -> new QuerySignal.DriverMetrics(evidence, 1, Map.of(1L, 900L, 2L, 90 * MIB)), 1);
    RunLog good = cluster().plan(1, scan);
    good.with(
        evidence -> new QuerySignal.DriverMetrics(evidence, 1, Map.of(1L, 900L, 2L, 90_000 * MIB)),
        1);

    Finding files = log.only("small-files");

    assertThat(files.evidence().get(0).says())
        .isEqualTo("900 files read, 90.0 MiB together, 102 KiB each");
    assertThat(fixes(files)).containsExactly("Compact the files once, or where they are written");
    assertThat(good.causes()).isEmpty();
  }
}
