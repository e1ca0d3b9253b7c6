package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Near miss of a frozen process: tasks that wait, for data that come slowly. */
final class HealthySlowInput {
  private HealthySlowInput() {}

  static Scenario scenario() {
    return Scenario.named("healthy-slow-input", "Tasks that wait for slow input")
        .story(
            """
            Partners send their feeds slowly, and one partner's feed is long: its task waits most of its
            time and computes next to nothing. The executors are alive all the while. More processors or
            more memory would not help, and nothing is wrong with Spark.\
            """)
        .runs("feed-import", Workload.of("reports.FeedImport", 6, 10, 60, 100))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "imported 11000 lines"),
            shows(
                "the long feed took six seconds",
                "driver.log",
                "Finished task 3\\.0 in stage 0\\.0 .* in (?:[6-9]\\d{3}|\\d{5}) ms"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, PARALLEL, ZSTD), Variant.of(SPARK_3_5, G1, LZ4));
  }
}
