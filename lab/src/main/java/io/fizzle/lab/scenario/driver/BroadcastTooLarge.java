package io.fizzle.lab.scenario.driver;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The small side of a join is not small. */
final class BroadcastTooLarge {
  /** 75 MB: the driver can build it, so that the limit is what it meets. */
  private static final Workload MODERATE =
      Workload.of("reports.DeliveryRoutes", 3_000_000, 600_000, 120, 0);

  private static final Proof LIMIT =
      shows(
          "the table passed the limit",
          "driver.log",
          "Cannot broadcast the table that is larger than");

  private BroadcastTooLarge() {}

  static Scenario scenario() {
    return Scenario.named(
            "broadcast-too-large", "The side of a join that is to be broadcast is not small")
        .story(
            """
            The threshold below which Spark broadcasts a table was raised, and the depots' descriptions are far
            longer than Spark estimates. So a large table is built for the broadcast: since Spark 4.1 it meets the
            limit that was set for such tables, before that the end of the driver's heap.\
            """)
        .runs("delivery-routes", Workload.of("reports.DeliveryRoutes", 3_000_000, 600_000, 520, 0))
        .set("spark.executor.memory", "512m")
        .set("spark.sql.autoBroadcastJoinThreshold", "100m")
        .set("spark.sql.shuffle.partitions", "4")
        .truth(Truth.failedOf("broadcast-too-large"))
        .proofs(
            shows(
                "the table passed a limit or could not be built",
                "driver.log",
                "Cannot broadcast the table that is larger than|"
                    + "Not enough memory to build and broadcast"),
            lacks("no executor ran out of memory", "executor-*", "OutOfMemoryError"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no time ran out", "driver.log", "Could not execute broadcast in"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, LZ4)
                .set("spark.sql.maxBroadcastTableSize", "32m")
                .running(MODERATE)
                .proving(LIMIT),
            Variant.of(SPARK_4_2, PARALLEL, ROLLING)
                .set("spark.sql.maxBroadcastTableSize", "48m")
                .running(MODERATE)
                .proving(LIMIT),
            Variant.of(SPARK_3_5, G1, ZSTD));
  }
}
