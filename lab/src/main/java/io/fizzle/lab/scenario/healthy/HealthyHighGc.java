package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Near miss of every GC cause: the collector has most of the time, and the job ends well. */
final class HealthyHighGc {
  private HealthyHighGc() {}

  static Scenario scenario() {
    return Scenario.named(
            "healthy-high-gc", "A collector that has most of the time, in a job that ends well")
        .story(
            """
            One site has so many devices that their last readings nearly fill the old generation. Each
            collection of the whole heap walks them all and frees little, and the next follows soon: tasks
            spend much of their time stopped. But no pause comes near a timeout, memory never runs out, and
            the job ends well. That is worth a word of advice, and no failure.\
            """)
        .runs(
            "device-status", Workload.of("reports.DeviceStatus", 6, 20_000, 4_190_000, 5_000_000L))
        .set("spark.executor.memory", "512m")
        .executorOptions("-Xms512m", "-Xmn72m", "-XX:-UseGCOverheadLimit")
        .truth(Truth.healthy().finding("gc-pressure"))
        .proofs(
            shows("the application ended well", "driver.out", "status of 4290000 devices"),
            counts(
                "three collections of the whole heap and more",
                "gc/gc-executor-*.log",
                "Pause Full \\((?!Metadata).*ms$",
                3,
                Integer.MAX_VALUE),
            new Proof.PauseShare(
                "the collector had more than 30 % of the last 10 s",
                "gc/gc-executor-*.log", 10, 30, 100.5),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, SERIAL, SNAPPY), Variant.of(SPARK_3_5, PARALLEL, ZSTD));
  }
}
