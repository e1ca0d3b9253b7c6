package io.fizzle.lab.scenario.driver;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The side of a join that is to be broadcast is slow. */
final class BroadcastTimeout {
  private BroadcastTimeout() {}

  static Scenario scenario() {
    return Scenario.named(
            "broadcast-timeout", "The side of a join that is to be broadcast comes too late")
        .story(
            """
            The distance of each depot is asked of a slow service. The table of depots is small, so Spark plans to
            broadcast it, but it takes longer to compute than spark.sql.broadcastTimeout allows, which was set low.
            Adaptive execution, which counts no time, is switched off. Memory does not matter here.\
            """)
        .runs("delivery-routes", Workload.of("reports.DeliveryRoutes", 50_000, 2_000, 60, 10_000))
        .set("spark.executor.memory", "512m")
        .set("spark.sql.broadcastTimeout", "4")
        .set("spark.sql.adaptive.enabled", "false")
        .set("spark.sql.shuffle.partitions", "4")
        .truth(Truth.failedOf("broadcast-timeout"))
        .proofs(
            shows("the broadcast was late", "driver.log", "Could not execute broadcast in 4 secs"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no executor was lost", "driver.log", "Lost executor"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, PARALLEL, SNAPPY), Variant.of(SPARK_3_5, G1, ROLLING));
  }
}
