package io.fizzle.cause.finding;

import static io.fizzle.cause.finding.RunLog.cluster;
import static io.fizzle.cause.finding.RunLog.waves;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.finding.RunLog.Measured;
import io.fizzle.evidence.Evidence;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.WorkSignal;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What travels from the driver to the tasks: lineages, closures, broadcast variables. */
class ShipmentFindingsTest {
  private static final long MIB = RunLog.MIB;

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
}
