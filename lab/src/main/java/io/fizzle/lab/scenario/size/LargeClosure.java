package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A function that takes a table of the driver along, to every stage. */
final class LargeClosure {
  private LargeClosure() {}

  static Scenario scenario() {
    return Scenario.named("large-closure", "A function that carries a large table with it")
        .story(
            """
            The function that prices the parcels refers to a table of the driver's, so the table becomes
            part of what every stage ships to its executors: five stages, five copies. Spark warns and the
            job ends well. A broadcast variable would travel once.\
            """)
        .runs("tariff-report", Workload.of("reports.TariffReport", 8, 600_000, 400_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy().finding("large-task-binary"))
        .proofs(
            shows("the application ended well", "driver.out", "^year: \\d+"),
            counts(
                "five stages shipped the table",
                "driver.log",
                "Broadcasting large task binary with size",
                5,
                5),
            lacks(
                "the tasks themselves were small",
                "driver.log",
                "contains a task of very large size"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_2, G1, PLAIN),
            Variant.of(SPARK_3_5, SERIAL, ZSTD)
                .running(Workload.of("reports.TariffReport", 6, 1_500_000, 400_000)));
  }
}
