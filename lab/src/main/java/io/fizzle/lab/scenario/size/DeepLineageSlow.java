package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A loop that goes on from the beginning at every step, and gets there. */
final class DeepLineageSlow {
  private DeepLineageSlow() {}

  static Scenario scenario() {
    return Scenario.named(
            "deep-lineage-slow", "A loop whose every statement starts from the beginning")
        .story(
            """
            Each month's balances are made of the month before, and every statement computes all months
            anew, because nothing is kept: the same work over and over, and ever longer tasks. It is slow
            and correct.\
            """)
        .runs("savings-plan", Workload.of("reports.SavingsPlan", 4, 600_000, 100, 5))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "saved for 100 months"),
            shows("twenty statements", "driver.log", "Job 19 finished"),
            lacks("no stack was too small", "**", "StackOverflowError"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, PARALLEL, SNAPPY), Variant.of(SPARK_3_5, G1, ROLLING));
  }
}
