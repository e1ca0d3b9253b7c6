package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** What fails everywhere leaves no host to exclude to. */
final class ExcludedEverywhere {
  private ExcludedEverywhere() {}

  static Scenario scenario() {
    return Scenario.named(
            "excluded-everywhere", "Tasks fail on every host until none is left for them")
        .story(
            """
            The program's tax tables are licensed for a host that is not in the cluster. Spark is told to exclude
            nodes on which tasks fail, one failure each; when a task has failed on both, it cannot run anywhere and
            the job is given up. The words of the end speak of exclusion; the reason is the program's own exception.\
            """)
        .runs(
            "sales-tax",
            new Workload("reports.SalesTax", List.of("12", "100000", "300", "10.20.0.4")))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .set("spark.excludeOnFailure.enabled", "true")
        .set("spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor", "1")
        .set("spark.excludeOnFailure.task.maxTaskAttemptsPerNode", "1")
        .set("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout", "4s")
        .truth(Truth.failedOf("user-exception"))
        .proofs(
            shows("tasks failed on one host", "driver.log", "does not cover 127\\.0\\.0\\.1"),
            shows("tasks failed on the other", "driver.log", "does not cover 127\\.0\\.0\\.2"),
            shows(
                "no host was left",
                "driver.log",
                "[Cc]annot run anywhere due to node and executor"),
            lacks("no result", "driver.out", "sales tax"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, ROLLING), Variant.of(SPARK_3_5, G1, SNAPPY));
  }
}
