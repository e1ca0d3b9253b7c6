package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.Collector.Z;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The plainest run there is. */
final class HealthyPlain {
  private HealthyPlain() {}

  static Scenario scenario() {
    return Scenario.named("healthy-plain", "A small job that ends well")
        .story(
            """
            A day or two of clicks, even partitions, one shuffle, memory to spare. Nothing happens that
            anybody would have to know of.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 6, 500_000, 2_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "clicks: 3000000"),
            shows("the executors were ended at the end", "worker-*.log", "state KILLED"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks(
                "no collection for lack of space",
                "gc/gc-executor-*.log",
                "Pause Full \\((?!Metadata)"))
        .runAs(
            Variant.of(SPARK_4_2, G1, ROLLING_ZSTD),
            Variant.of(SPARK_3_5, SERIAL, SNAPPY),
            Variant.of(SPARK_4_1, Z, PLAIN));
  }
}
