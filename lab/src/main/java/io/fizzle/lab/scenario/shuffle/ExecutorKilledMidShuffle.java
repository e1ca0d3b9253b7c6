package io.fizzle.lab.scenario.shuffle;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** The fetch failures are loud; the kill before them is the reason. */
final class ExecutorKilledMidShuffle {
  private ExecutorKilledMidShuffle() {}

  static Scenario scenario() {
    return Scenario.named(
            "executor-killed-mid-shuffle",
            "An executor is killed while others need its shuffle files")
        .story(
            """
            While the last stage reads a shuffle, one of the two executors is killed from outside. Its shuffle files
            are gone with it, so tasks fail to fetch and Spark goes back to the stage that wrote them. The fetch
            failures are consequences: the root is the kill. Another executor takes over and the job ends well.\
            """)
        .runs("stock-value", Workload.of("reports.StockValue", 8, 50_000, 5_000, 700))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 4\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(200),
                new Fault.SignalExecutor("1", "KILL")))
        .truth(Truth.recoveredFrom("killed-externally"))
        .proofs(
            shows(
                "executor 1 ended with status 137", "worker-*.log", "/1 finished .*exitStatus 137"),
            shows("fetches failed", "driver.log", "FetchFailed\\("),
            shows(
                "the lost part was computed again",
                "driver.log",
                "Resubmitting .*due to fetch failure"),
            shows("the application ended well", "driver.out", "stock of 5000 articles is worth"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, G1, ROLLING), Variant.of(SPARK_3_5, SERIAL, ZSTD));
  }
}
