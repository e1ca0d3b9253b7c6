package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A lineage that the driver cannot walk. */
final class DeepLineageDriver {
  private DeepLineageDriver() {}

  static Scenario scenario() {
    return Scenario.named("deep-lineage-driver", "A lineage too deep for the driver's stack")
        .story(
            """
            Six hundred months, one on top of the other and never cut: to ship a statement's stage the
            driver has to walk all of them, by recursion, and its thread's stack is too small for that. No
            task ever starts. Nothing is wrong with any heap.\
            """)
        .runs("savings-plan", Workload.of("reports.SavingsPlan", 4, 100, 600, 600))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("stack-overflow"))
        .proofs(
            shows(
                "the driver's stack was too small",
                "driver.log",
                "Task serialization failed: java\\.lang\\.StackOverflowError"),
            lacks("no executor came to it", "executor-*.stderr", "StackOverflowError"),
            lacks("no result was printed", "driver.out", "saved for"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_3_5, SERIAL, PLAIN));
  }
}
