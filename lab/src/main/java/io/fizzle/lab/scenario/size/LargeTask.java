package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
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

/** Data of the driver inside the tasks themselves. */
final class LargeTask {
  private LargeTask() {}

  static Scenario scenario() {
    return Scenario.named("large-task", "Tasks that carry the driver's data with them")
        .story(
            """
            The driver has made long lists of stock and hands them to parallelize, so each task carries its
            list of several megabytes from the driver to the executor. Spark warns and the job ends well.
            Lists that executors read for themselves would not pass through the driver.\
            """)
        .runs("stock-transfer", Workload.of("reports.StockTransfer", 8, 600_000, 900_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy().finding("large-task"))
        .proofs(
            shows("the application ended well", "driver.out", "^pieces in stock: \\d+"),
            shows(
                "Spark saw a large task",
                "driver.log",
                "Stage 0 contains a task of very large size"),
            lacks(
                "what the stage has in common was small",
                "driver.log",
                "Broadcasting large task binary"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_1, PARALLEL, LZ4),
            Variant.of(SPARK_3_5, G1, ROLLING_ZSTD)
                .running(Workload.of("reports.StockTransfer", 6, 3_000_000, 4_000_000)));
  }
}
