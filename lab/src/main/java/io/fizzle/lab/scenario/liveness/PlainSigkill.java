package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
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

/** Near miss of every memory cause: a kill from outside, with memory to spare. */
final class PlainSigkill {
  private PlainSigkill() {}

  static Scenario scenario() {
    return Scenario.named(
            "plain-sigkill", "An executor is killed from outside, and the application recovers")
        .story(
            """
            A sound job; one executor is killed while it has memory to spare. Its exit status is the one that it
            would have after a container exceeded its limit, but nothing else says so, and that is the point: the
            honest answer is that somebody killed the process. The master starts another executor and the job
            ends well.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(300),
                new Fault.SignalExecutor("1", "KILL")))
        .truth(Truth.recoveredFrom("killed-externally"))
        .proofs(
            shows(
                "executor 1 ended with status 137", "worker-*.log", "/1 finished .*exitStatus 137"),
            shows("the driver lost executor 1", "driver.log", "Lost executor 1 on"),
            shows("the application ended well", "driver.out", "best prices of 20000 articles"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no heap was full", "gc/gc-executor-*.log", "Pause Full \\((Allocation|Ergo)"))
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
