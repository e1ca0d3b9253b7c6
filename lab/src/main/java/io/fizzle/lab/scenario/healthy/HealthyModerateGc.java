package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Collections of the whole heap now and then, as a busy executor has them. */
final class HealthyModerateGc {
  private HealthyModerateGc() {}

  static Scenario scenario() {
    return Scenario.named("healthy-moderate-gc", "A busy heap, collected now and then")
        .story(
            """
            Each site keeps the last readings of its devices, and one site has so many that they take half
            of the heap. New readings replace old ones that have long been promoted, so the whole heap is
            collected now and then, each time with much to free. That is how a generational collector is
            meant to work.\
            """)
        .runs(
            "device-status", Workload.of("reports.DeviceStatus", 6, 100_000, 2_090_000, 7_000_000L))
        .set("spark.executor.memory", "512m")
        .executorOptions("-Xms512m", "-Xmn160m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "status of 2590000 devices"),
            counts(
                "the whole heap was collected",
                "gc/gc-executor-*.log",
                "Pause Full \\((?!Metadata).*ms$",
                1,
                60),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no pause of ten seconds", "gc/gc-executor-*.log", "Pause .* \\d{5}\\.\\d+ms"))
        .runAs(Variant.of(SPARK_4_1, SERIAL, LZ4), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
