package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** One key holds most rows of a join. */
final class DataSkew {
  private DataSkew() {}

  static Scenario scenario() {
    return Scenario.named("data-skew", "One customer has nine of ten orders")
        .story(
            """
            Nine of ten orders come from one chain of shops. A join brings all rows of a customer into one
            partition, so one task seals nearly everything while the others have long ended. Adaptive
            execution, which would split that partition, is off. The job is slow and correct.\
            """)
        .runs("order-totals", Workload.of("reports.OrderTotals", 2_000_000, 1_000, 90))
        .set("spark.executor.memory", "512m")
        .set("spark.sql.adaptive.enabled", "false")
        .set("spark.sql.autoBroadcastJoinThreshold", "-1")
        .set("spark.sql.shuffle.partitions", "8")
        .truth(Truth.healthy().finding("data-skew"))
        .proofs(
            shows("the application ended well", "driver.out", "^sealed 2000000 orders"),
            shows(
                "one task took three seconds and more",
                "driver.log",
                "Finished task \\d+\\.0 in stage [2-9]\\.0 .* in (?:[3-9]\\d{3}|\\d{5,}) ms"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, ROLLING_ZSTD), Variant.of(SPARK_3_5, SERIAL, LZ4));
  }
}
