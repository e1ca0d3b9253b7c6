package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;

/** A list of small objects outgrows the heap, where its array has to grow. */
final class HeapOomSmallObjects {
  private HeapOomSmallObjects() {}

  static Scenario scenario() {
    return Scenario.named(
            "heap-oom-small-objects", "Millions of small objects fill their executor's heap")
        .story(
            """
            One meter has 15 million readings, and the program keeps all readings of a meter, 32 bytes each and
            4 more in the array of their list. With 12 million of them more than 410 MiB of the heap of 512 are
            taken; then the array is full, and the next one, half as long again, needs 70 MiB in one piece, which
            no collection frees. So the end comes before small allocations themselves fail, each of which would
            cost another collection of the full heap: the collector works only a part of the time. The parallel
            collector has a small young generation, so that the old one holds as much, and slightly shorter lists.\
            """)
        .runs("meter-readings", Workload.of("reports.MeterReadings", 6, 1_115_000, 15_000_000))
        .on(ClusterShape.STANDARD.withWorkers(1))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "1")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "the executor ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            shows("the task was given up", "driver.log", "failed 1 times"),
            new Proof.PauseShare(
                "the collector had less than half of the last 10 s",
                "gc/gc-executor-*.log",
                10,
                0.1,
                50),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks(
                "no other kind of memory ran out",
                "**",
                "GC overhead limit|Metaspace$|direct buffer"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, LZ4),
            Variant.of(SPARK_3_5, PARALLEL, ROLLING)
                .options("-Xms512m", "-Xmn24m")
                .running(Workload.of("reports.MeterReadings", 6, 1_060_000, 15_000_000)));
  }
}
