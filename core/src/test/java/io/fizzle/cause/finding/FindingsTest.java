package io.fizzle.cause.finding;

import static io.fizzle.cause.finding.RunLog.cluster;
import static io.fizzle.cause.finding.RunLog.fixes;
import static io.fizzle.cause.finding.RunLog.waves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.cause.finding.RunLog.Measured;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Memory and waiting: spills, heaps, GC, shuffle blocks; and the thresholds of all findings. */
class FindingsTest {
  private static final long MIB = RunLog.MIB;

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
