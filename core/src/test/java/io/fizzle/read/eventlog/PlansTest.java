package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.QuerySignal.Operator;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plans, their metrics, and the lineage of stages. */
class PlansTest {
  private static final String PLAN =
      """
      {"nodeName":"Sort","simpleString":"Sort [id]","children":[{"nodeName":"InputAdapter","simpleString":"","children":[{"nodeName":"Scan parquet ","simpleString":"FileScan","children":[],"metadata":{"Format":"Parquet"},"metrics":[{"name":"number of files read","accumulatorId":8,"metricType":"sum"}]}],"metadata":{},"metrics":[]},{"nodeName":"Range","simpleString":"Range","children":[],"metadata":{},"metrics":[]}],"metadata":{},"metrics":[{"name":"sort time total (min, med, max)","accumulatorId":7,"metricType":"timing"}]}\
      """;

  @Test
  void aQueryTellsItsOperatorsEachBeforeItsChildren() {
    QuerySignal.Planned planned =
        ReadLog.only(
            QuerySignal.Planned.class,
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","executionId":3,"description":"show at A:1","details":"x","physicalPlanDescription":"== \\"Plan\\" ==","sparkPlanInfo":%s,"time":1700000000000}\
            """
                .formatted(PLAN));

    assertThat(planned.execution()).isEqualTo(3);
    assertThat(planned.description()).isEqualTo("show at A:1");
    assertThat(planned.operators())
        .containsExactly(
            new Operator("Sort", "Sort [id]", 0, Map.of("sort time", 7L)),
            new Operator("InputAdapter", "", 1, Map.of()),
            new Operator("Scan parquet ", "FileScan", 2, Map.of("number of files read", 8L)),
            new Operator("Range", "Range", 1, Map.of()));
  }

  @Test
  void theDriverTellsMetricsInPairs() {
    QuerySignal.DriverMetrics metrics =
        ReadLog.only(
            QuerySignal.DriverMetrics.class,
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerDriverAccumUpdates","executionId":3,"accumUpdates":[[8,900],[9,4096]]}\
            """);

    assertThat(metrics.values()).isEqualTo(Map.of(8L, 900L, 9L, 4096L));
  }

  @Test
  void aStageTellsItsQueryWhereItBeginsAndItsLineageAndMetricsWhereItEnds() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerStageSubmitted","Stage Info":{"Stage ID":4,"Stage Attempt ID":0,"Stage Name":"n","Number of Tasks":2},"Properties":{"spark.sql.execution.id":"3"}}\
            """,
            """
            {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":4,"Stage Attempt ID":0,"Stage Name":"n","Number of Tasks":2,"RDD Info":[{"RDD ID":12,"Parent IDs":[11,10]},{"RDD ID":11,"Parent IDs":[9]},{"RDD ID":10,"Parent IDs":[]},{"RDD ID":9,"Parent IDs":[8]}],"Accumulables":[{"ID":7,"Name":"sort time","Value":"123","Internal":true,"Metadata":"sql"},{"ID":6,"Name":"internal.metrics.resultSize","Value":5,"Internal":true}]}}\
            """);

    assertThat(log.all(QuerySignal.StageDetail.class))
        .extracting(
            QuerySignal.StageDetail::execution,
            QuerySignal.StageDetail::lineage,
            QuerySignal.StageDetail::metrics)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, 0, Map.of()),
            org.assertj.core.groups.Tuple.tuple(-1L, 3, Map.of(7L, 123L)));
  }
}
