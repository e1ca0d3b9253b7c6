package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.signal.QuerySignal;
import io.fizzle.signal.WorkSignal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanEventsTest {

  private static String start(String plan) {
    return """
    {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart","executionId":3,"description":"count at Report.java:12","details":"","physicalPlanDescription":"== Physical Plan ==","sparkPlanInfo":%s,"time":1700000007000,"modifiedConfigs":{}}\
    """
        .formatted(plan);
  }

  private static String node(String name, String children) {
    return "{\"nodeName\":\"%s\",\"simpleString\":\"%s [x]\",\"children\":[%s],\"metadata\":{},\"metrics\":[{\"name\":\"m\",\"accumulatorId\":1}]}"
        .formatted(name, name, children);
  }

  /** As a comparison of two runs sees the plans. */
  private static Map<String, Integer> counts(ReadLog log) {
    ApplicationBuilder application = new ApplicationBuilder();
    log.all(QuerySignal.Planned.class).forEach(application::accept);
    return application.build().usage().queries().counts();
  }

  @Test
  void aPlanTellsItsOperatorsWithoutWhatWrapsThem() {
    String scans =
        node("Scan parquet sales", "") + "," + node("InputAdapter", node("Scan parquet sales", ""));
    ReadLog log = ReadLog.of(start(node("WholeStageCodegen (2)", node("SortMergeJoin", scans))));

    QuerySignal.Planned planned = log.only(QuerySignal.Planned.class);
    assertThat(planned.execution()).isEqualTo(3);
    assertThat(planned.description()).isEqualTo("count at Report.java:12");
    assertThat(counts(log)).isEqualTo(Map.of("SortMergeJoin", 1, "Scan parquet sales", 2));
  }

  @Test
  void adaptiveExecutionTellsThePlanAgain() {
    ReadLog log =
        ReadLog.of(
            start(node("AdaptiveSparkPlan", node("SortMergeJoin", ""))),
            """
            {"Event":"org.apache.spark.sql.execution.ui.SparkListenerSQLAdaptiveExecutionUpdate","executionId":3,"physicalPlanDescription":"","sparkPlanInfo":%s}\
            """
                .formatted(node("AdaptiveSparkPlan", node("BroadcastHashJoin", ""))));

    assertThat(log.all(QuerySignal.Planned.class))
        .extracting(QuerySignal.Planned::description)
        .containsExactly("count at Report.java:12", "");
    assertThat(counts(log)).isEqualTo(Map.of("BroadcastHashJoin", 1));
  }

  @Test
  void aPlanDeeperThanAnyRealOneIsReadToItsBound() {
    String plan = node("Scan", "");
    for (int level = 0; level < 2_000; level++) {
      plan = "{\"nodeName\":\"Union\",\"children\":[" + plan + "]}";
    }

    assertThat(counts(ReadLog.of(start(plan)))).isEqualTo(Map.of("Union", 257));
  }

  @Test
  void aPlanThatIsNoTreeTellsNothing() {
    assertThat(ReadLog.of(start("[1,\"x\"]")).all(QuerySignal.Planned.class)).isEmpty();
  }

  @Test
  void aStageTellsTheScopesOfItsRddsOnce() {
    WorkSignal.StageShaped shaped =
        ReadLog.of(
                """
                {"Event":"SparkListenerStageCompleted","Stage Info":{"Stage ID":4,"Stage Attempt ID":1,"Stage Name":"count at Report.java:12","Number of Tasks":8,"RDD Info":[{"RDD ID":9,"Name":"MapPartitionsRDD","Scope":"{\\"id\\":\\"12\\",\\"name\\":\\"Exchange\\"}","Callsite":"count","Parent IDs":[8]},{"RDD ID":8,"Name":"MapPartitionsRDD","Scope":"{\\"id\\":\\"13\\",\\"name\\":\\"WholeStageCodegen (1)\\"}","Parent IDs":[]},{"RDD ID":7,"Scope":"{\\"id\\":\\"12\\",\\"name\\":\\"Exchange\\"}"},{"RDD ID":6,"Name":"7"}],"Parent IDs":[],"Submission Time":1700000001000,"Completion Time":1700000002000,"Accumulables":[]}}\
                """)
            .only(WorkSignal.StageShaped.class);

    assertThat(shaped.stage()).isEqualTo(4);
    assertThat(shaped.attempt()).isEqualTo(1);
    assertThat(shaped.operators()).containsExactly("Exchange", "WholeStageCodegen");
  }
}
