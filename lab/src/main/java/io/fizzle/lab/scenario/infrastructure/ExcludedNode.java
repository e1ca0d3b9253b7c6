package io.fizzle.lab.scenario.infrastructure;

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
import java.util.List;

/** Spark learns to avoid a host on which tasks fail. */
final class ExcludedNode {
  private ExcludedNode() {}

  static Scenario scenario() {
    return Scenario.named("excluded-node", "Tasks fail on one host only, and Spark avoids it")
        .story(
            """
            The program's tax tables are licensed for one of the two hosts. Every task that comes to the other host
            fails at once. Spark is told to exclude executors and nodes on which tasks fail: after two failures it
            sends nothing more there, and the job ends well on the other host.\
            """)
        .runs(
            "sales-tax",
            new Workload("reports.SalesTax", List.of("12", "100000", "300", "127.0.0.1")))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .set("spark.excludeOnFailure.enabled", "true")
        .set("spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1")
        .set("spark.excludeOnFailure.stage.maxFailedTasksPerExecutor", "2")
        .set("spark.excludeOnFailure.stage.maxFailedExecutorsPerNode", "1")
        .truth(Truth.recoveredFrom("user-exception", "bad-node"))
        .proofs(
            counts(
                "tasks failed on the other host",
                "driver.log",
                "does not cover 127\\.0\\.0\\.2",
                2,
                12),
            shows(
                "the executor was excluded",
                "eventlog/**",
                "SparkListenerExecutorExcludedForStage"),
            shows("the node was excluded", "eventlog/**", "SparkListenerNodeExcludedForStage"),
            shows("the application ended well", "driver.out", "sales tax: \\d+"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, ZSTD), Variant.of(SPARK_3_5, SERIAL, PLAIN));
  }
}
