package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SHENANDOAH;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
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

/** An executor leaves in good order because its node was asked to. */
final class Decommission {
  private Decommission() {}

  static Scenario scenario() {
    return Scenario.named("decommission", "An executor is decommissioned and the job goes on")
        .story(
            """
            A sound job; one executor gets the signal by which a node that is drained or a reclaimed spot instance asks
            it to leave. Spark is told to take it as such: the executor finishes its task, takes no other and ends.
            Nothing is lost and the job ends well.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .set("spark.decommission.enabled", "true")
        .set("spark.storage.decommission.enabled", "true")
        .set("spark.storage.decommission.shuffleBlocks.enabled", "true")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(300),
                new Fault.SignalExecutor("1", "PWR")))
        .truth(Truth.recoveredFrom("decommissioned"))
        .proofs(
            shows("executor 1 was decommissioned", "driver.log", "Decommission executors: 1"),
            shows("the application ended well", "driver.out", "best prices of 20000 articles"),
            lacks("executor 1 was not killed", "worker-*.log", "/1 finished .*exitStatus 137"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, SHENANDOAH, PLAIN), Variant.of(SPARK_3_5, G1, ZSTD));
  }
}
