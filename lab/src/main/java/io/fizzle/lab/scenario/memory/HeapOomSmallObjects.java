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
import io.fizzle.lab.scenario.Truth;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;

/** A map of boxed numbers outgrows the heap entry by entry. */
final class HeapOomSmallObjects {
  private HeapOomSmallObjects() {}

  static Scenario scenario() {
    return Scenario.named(
            "heap-oom-small-objects",
            "A map of millions of small objects fills its executor's heap")
        .story(
            """
            One warehouse has so many articles that the map of their stock, boxed numbers all of them, outgrows
            the 512 MB heap of its executor. It grows fast, and its last step is large: the map doubles its table
            when three quarters of it are taken, and the heap has no room for the new one. The limit of the time
            that the parallel collector may take is switched off, so that the full heap ends the run.\
            """)
        .runs("stock-levels", Workload.of("reports.StockLevels", 6, 20_000, 8_000_000))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-XX:-UseGCOverheadLimit")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "executors ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            shows("executors ended with status 52", "worker-*.log", "exitStatus 52"),
            new Proof.PauseShare(
                "the collector had less than half of the last 10 s",
                "gc/gc-executor-*.log",
                10,
                0.1,
                50),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks("the collector did not give up", "**", "GC overhead limit"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, G1, LZ4), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
