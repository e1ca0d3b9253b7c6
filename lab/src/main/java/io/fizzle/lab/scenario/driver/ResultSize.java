package io.fizzle.lab.scenario.driver;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Results of all tasks together pass the limit of the driver. */
final class ResultSize {
  private ResultSize() {}

  static Scenario scenario() {
    return Scenario.named("driver-result-size", "The results of a job pass the limit of the driver")
        .story(
            """
            The price lists of all shops are brought to the driver, 8 MB of each shop. After some of the tasks
            their sum passes spark.driver.maxResultSize, and Spark gives the job up to save the driver.\
            """)
        .runs("price-list", Workload.of("reports.PriceList", 8, 8_388_608))
        .set("spark.executor.memory", "512m")
        .set("spark.driver.maxResultSize", "32m")
        .truth(Truth.failedOf("driver-result-size"))
        .proofs(
            shows(
                "the results passed the limit",
                "driver.log",
                "Total size of serialized results of \\d tasks \\([\\d.]+ MiB\\) is bigger than "
                    + "spark\\.driver\\.maxResultSize"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no executor was lost", "driver.log", "Lost executor"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_2, PARALLEL, PLAIN), Variant.of(SPARK_3_5, G1, ROLLING_ZSTD));
  }
}
