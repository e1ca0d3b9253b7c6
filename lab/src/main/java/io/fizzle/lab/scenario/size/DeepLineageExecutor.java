package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
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

/** A lineage that the driver ships and no executor can unpack. */
final class DeepLineageExecutor {
  private DeepLineageExecutor() {}

  static Scenario scenario() {
    return Scenario.named("deep-lineage-executor", "A lineage too deep for the executors' stacks")
        .story(
            """
            Six hundred months, one on top of the other and never cut. The driver was given a deep stack and
            ships the stage; the executors have the usual one, and unpacking the lineage by recursion is too
            much for it, in every attempt. Nothing is wrong with any heap.\
            """)
        .runs("savings-plan", Workload.of("reports.SavingsPlan", 4, 100, 600, 600))
        .set("spark.executor.memory", "512m")
        .driverOptions("-Xss64m")
        .truth(Truth.failedOf("stack-overflow"))
        .proofs(
            shows(
                "executors' stacks were too small",
                "executor-*.stderr",
                "java\\.lang\\.StackOverflowError"),
            lacks("the driver's was not", "driver.log", "Task serialization failed"),
            lacks("no result was printed", "driver.out", "saved for"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_2, PARALLEL, LZ4), Variant.of(SPARK_3_5, G1, ROLLING_ZSTD));
  }
}
