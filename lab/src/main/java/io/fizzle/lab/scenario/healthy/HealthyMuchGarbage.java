package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/**
 * Near miss of all: much garbage, short pauses, executors ended by SIGTERM, as in every good run.
 */
final class HealthyMuchGarbage {
  private HealthyMuchGarbage() {}

  static Scenario scenario() {
    return Scenario.named("healthy-much-garbage", "A job that makes much garbage and ends well")
        .story(
            """
            Even partitions, a shuffle, young collections all the time and short. At its end the master ends the
            executors by a signal, and their logs show that as an error: it is none.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 8, 6_000_000, 2_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "clicks: 48000000"),
            counts(
                "young collections all the time",
                "gc/gc-executor-*.log",
                "Pause Young .*ms$",
                20,
                Integer.MAX_VALUE),
            shows("the executors were ended at the end", "worker-*.log", "state KILLED"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_3_5, PARALLEL, PLAIN), Variant.of(SPARK_4_1, G1, ROLLING_ZSTD));
  }
}
