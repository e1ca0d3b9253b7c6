package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.Z;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A slow attempt is overtaken by its copy and killed: as it should be. */
final class Speculation {
  private Speculation() {}

  static Scenario scenario() {
    return Scenario.named("speculation", "A slow task is overtaken by its copy")
        .story(
            """
            One partner answers its first caller late. Spark is told to start copies of slow tasks: the copy on the
            other host overtakes the first attempt, which is then killed. The log calls it lost, but nothing is wrong.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 10, 4, 50, 60_000))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .set("spark.speculation", "true")
        .set("spark.speculation.multiplier", "2")
        .set("spark.speculation.quantile", "0.6")
        .truth(Truth.recoveredFrom("speculation-kill"))
        .proofs(
            shows(
                "the copy won",
                "driver.log",
                "Killing attempt 0 for task .* as the attempt 1 succeeded"),
            shows("the application ended well", "driver.out", "best prices of \\d+ articles"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, Z, ROLLING_ZSTD), Variant.of(SPARK_3_5, PARALLEL, LZ4));
  }
}
