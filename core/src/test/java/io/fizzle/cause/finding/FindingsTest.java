package io.fizzle.cause.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.cause.finding.RunLog.Measured;
import io.fizzle.evidence.Evidence;
import io.fizzle.remedy.Remedy;
import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What each finding looks like, and what only looks like it. */
class FindingsTest {
  private static final long MIB = RunLog.MIB;

  private static RunLog cluster(String... settings) {
    return RunLog.on("yarn", "3.5.1", settings).executor("1", 2).executor("2", 2);
  }

  /** Eight tasks on four cores, the last of them from 2 s until {@code end}. */
  private static RunLog waves(RunLog log, double end, Measured last) {
    log.job(0, end + 1).stage(0, 8, 1, end).ended(end + 1);
    for (int i = 0; i < 7; i++) {
      double from = i < 4 ? 1 : 2;
      log.task(0, i, i % 2 == 0 ? "1" : "2", from, from + 1, Measured.reading(10 * MIB));
    }
    return log.task(0, 7, "2", 2, end, last);
  }

  private static List<String> fixes(Finding finding) {
    return finding.remedies().stream().map(Remedy::title).toList();
  }

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
  void spilledBytesAreToldWithTheOperatorThatSpilledThem() {
    RunLog log =
        waves(cluster(), 3, Measured.reading(10 * MIB).spilling(2048 * MIB))
            .plan(
                1,
                new Operator("Sort", "Sort [id]", 0, Map.of("spill size", 7L)),
                new Operator("Window", "Window [x]", 1, Map.of("spill size", 8L)))
            .with(
                evidence ->
                    new QuerySignal.StageDetail(
                        evidence, 0, 0, 1, 2, Map.of(7L, 2048 * MIB, 8L, 0L)),
                3);

    Finding spill = log.only("spill");

    assertThat(spill.operator()).isEqualTo("Sort [id]");
    assertThat(spill.cost().bytes()).isEqualTo(2048 * MIB);
    assertThat(spill.cost().coreSeconds()).isNegative();
    assertThat(fixes(spill)).first().asString().contains("32 partitions");
  }

  @Test
  void manyShortTasksCostWhatTheyDoNotRun() {
    RunLog log = cluster("spark.sql.shuffle.partitions", "400").job(0, 42).stage(0, 400, 0, 41);
    for (int i = 0; i < 400; i++) {
      double from = i / 4 * 0.1;
      log.task(0, i, i % 4 < 2 ? "1" : "2", from, from + 0.1, new Measured().delay(60).loading(30));
    }
    log.ended(42);

    Finding tiny = log.only("tiny-tasks");

    assertThat(tiny.cost().coreSeconds()).isCloseTo(400 * 0.09, within(0.01));
    assertThat(fixes(tiny)).anyMatch(title -> title.contains("4 partitions instead of 400"));
    assertThat(log.causes()).doesNotContain("scheduler-delay");
  }

  @Test
  void aLongStageOfOneTaskLeavesCoresIdle() {
    RunLog log = cluster().job(0, 21).stage(0, 1, 0, 20).task(0, 0, "1", 0, 20).ended(21);

    Finding few = log.only("too-few-partitions");

    assertThat(few.cost().coreSeconds()).isCloseTo(3 * 20, within(0.5));
    assertThat(few.severity()).isEqualTo(Severity.HIGH);
    assertThat(fixes(few)).anyMatch(title -> title.contains("8 partitions"));
  }

  @Test
  void aStageOfOneTaskBesideOneThatFillsTheCoresCostsNothing() {
    RunLog log = cluster().job(0, 21).stage(0, 1, 0, 20).stage(1, 3, 0, 20);
    log.task(0, 0, "1", 0, 20).task(1, 0, "1", 0, 20).task(1, 1, "2", 0, 20);
    log.task(1, 2, "2", 0, 20).ended(21);

    assertThat(log.causes()).doesNotContain("too-few-partitions");
  }

  @Test
  void coresThatWaitForTheDriverAreIdle() {
    RunLog log = cluster().job(60, 64).stage(0, 4, 60, 64).ended(100);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 60, 64);
    }

    Finding idle = log.only("idle-cores");

    assertThat(idle.cost().coreSeconds()).isCloseTo(4 * 96, within(0.5));
    assertThat(idle.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(idle.evidence().get(0).says()).contains("while no job ran");
  }

  @Test
  void whatAPersonAtAShellTakesIsNotIdle() {
    RunLog log = cluster("spark.repl.class.outputDir", "/tmp/repl").job(60, 64).stage(0, 4, 60, 64);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 60, 64);
    }
    log.ended(100);

    assertThat(log.causes()).doesNotContain("idle-cores");
  }

  @Test
  void aLogWithoutItsTasksEndsSaysNothingOfCores() {
    RunLog log =
        cluster()
            .job(60, 64)
            .stage(0, 4, 60, 64)
            .with(evidence -> new ApplicationSignal.EvidenceLost(evidence, "compacted"), 1)
            .task(0, 0, "1", 60, 64)
            .ended(100);

    assertThat(log.causes()).isEmpty();
  }

  @Test
  void retriesThatTookTimeAreToldThoughTheRunWentWell() {
    RunLog log = cluster().job(0, 21).stage(0, 4, 0, 20).failed(0, 0, "1", 0, 9);
    log.task(0, 0, "2", 9, 20).task(0, 1, "1", 0, 20).task(0, 2, "2", 0, 20);
    log.task(0, 3, "1", 9, 20).ended(21);

    Finding retries = log.only("hidden-retries");

    assertThat(retries.cost().coreSeconds()).isCloseTo(9, within(0.1));
    assertThat(retries.evidence().get(0).says()).contains("java.io.IOException");
  }

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

  @Test
  void aDeepLineageIsToldAndAWideOneIsNot() {
    RunLog deep =
        waves(cluster(), 3, Measured.reading(0))
            .with(evidence -> new QuerySignal.StageDetail(evidence, 0, 0, -1, 150, Map.of()), 3);
    RunLog wide =
        waves(cluster(), 3, Measured.reading(0))
            .with(evidence -> new QuerySignal.StageDetail(evidence, 0, 0, -1, 3, Map.of()), 3);

    assertThat(deep.only("deep-lineage").evidence().get(0).says())
        .contains("150 RDDs in a row in this stage");
    assertThat(wide.causes()).isEmpty();
  }

  @Test
  void aLargeTaskBinaryOfShortLineagesIsTheClosure() {
    RunLog log =
        waves(cluster(), 3, Measured.reading(0))
            .with(evidence -> new WorkSignal.LargeTaskBinary(evidence, 30 * MIB), 1);
    assertThat(log.causes()).containsExactly("large-task-binary");

    log.with(evidence -> new QuerySignal.StageDetail(evidence, 0, 0, -1, 2, Map.of()), 3);
    assertThat(log.causes()).containsExactlyInAnyOrder("large-task-binary", "large-closure");
  }

  @Test
  void whatThePluginSawInAClosureNeedsNoGuess() {
    RunLog log =
        waves(cluster(), 3, Measured.reading(0))
            .with(evidence -> shipment(evidence, Shipment.TASK_BINARY, "this", "this.lookup"), 1)
            .with(evidence -> new QuerySignal.StageDetail(evidence, 0, 0, -1, 150, Map.of()), 3);

    Finding closure = log.only("large-closure");

    assertThat(closure.subject()).isEqualTo("stage 0 (count at Report.java:12)");
    assertThat(closure.evidence().get(0).says())
        .isEqualTo("its functions are 30.0 MiB, most of it in this.lookup");
  }

  @Test
  void tasksThatThePluginSawAreToldOnceEvenWhereSparkWarnedToo() {
    RunLog log =
        waves(cluster(), 3, Measured.reading(0))
            .with(evidence -> shipment(evidence, Shipment.TASK), 1);
    assertThat(log.causes()).containsExactly("large-task");

    log.with(evidence -> new WorkSignal.LargeTask(evidence, 0, 30 * MIB), 1);
    assertThat(log.causes()).containsExactly("large-task");
  }

  @Test
  void aLargeBroadcastVariableIsToldAndASmallOneIsNot() {
    RunLog large =
        waves(cluster("spark.executor.memory", "1g"), 3, Measured.reading(0))
            .with(
                evidence ->
                    new LargeShipment(
                        evidence, Shipment.BROADCAST, 0, "", 400 * MIB, List.of("table$1")),
                1);
    RunLog small =
        waves(cluster("spark.executor.memory", "1g"), 3, Measured.reading(0))
            .with(evidence -> shipment(evidence, Shipment.BROADCAST, "table$1"), 1);

    assertThat(large.only("large-broadcast").evidence().get(0).says())
        .isEqualTo(
            "its functions hold a broadcast of 400 MiB compressed as table$1; an executor's heap"
                + " has 1.0 GiB");
    assertThat(small.causes()).isEmpty();
  }

  private static LargeShipment shipment(Evidence evidence, Shipment kind, String... carriers) {
    return new LargeShipment(
        evidence, kind, 0, "count at Report.java:12", 30 * MIB, List.of(carriers));
  }

  @Test
  void heapsThatNeverFilledAreTooLarge() {
    RunLog log = cluster("spark.executor.memory", "8g").job(0, 100).stage(0, 4, 0, 100);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 0, 100);
    }
    log.ended(101);
    for (int i = 0; i < 10; i++) {
      log.with(
          evidence -> new ExecutorSignal.PolledByTask(evidence, "1", 900 * MIB, -1, -1), 10 + i);
    }

    Finding large = log.only("over-provisioned");

    assertThat(large.remedies().get(0).title()).contains("8g").contains("1536m");
    log.with(evidence -> new ExecutorSignal.PolledByTask(evidence, "2", 6000 * MIB, -1, -1), 50);
    assertThat(log.causes()).doesNotContain("over-provisioned");
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

  @Test
  void waitingForShuffleBlocksIsCounted() {
    RunLog log = cluster().job(0, 21).stage(0, 4, 0, 20);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 0, 20, Measured.reading(10 * MIB).waiting(8000));
    }

    Finding waits = log.ended(21).only("io-contention");

    assertThat(waits.cost().coreSeconds()).isCloseTo(32, within(0.1));
  }

  @Test
  void gcIsGraveByItsTimeAndNothingIsSaidOfCollectorsThatRunBeside() {
    assertThat(collecting("-XX:+UseG1GC").only("gc-pressure").severity())
        .isEqualTo(Severity.MEDIUM);
    assertThat(collecting("-XX:+UseZGC").causes()).doesNotContain("gc-pressure");
  }

  private static RunLog collecting(String option) {
    RunLog log = cluster("spark.executor.extraJavaOptions", option).job(0, 21).stage(0, 4, 0, 20);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 0, 20, new Measured().gc(5000));
    }
    return log.ended(21);
  }

  @Test
  void aThresholdThatIsRaisedSilencesItsFinding() {
    RunLog log = waves(cluster(), 3, Measured.reading(10 * MIB).spilling(2048 * MIB));

    assertThat(log.findings(Thresholds.shipped().with("spill.bytes=4294967296"))).isEmpty();
  }
}
