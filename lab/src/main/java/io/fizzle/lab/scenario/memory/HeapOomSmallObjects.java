package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Truth;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import java.time.Duration;

/** A map of boxed numbers outgrows the heap entry by entry. */
final class HeapOomSmallObjects {
  private HeapOomSmallObjects() {}

  static Scenario scenario() {
    return Scenario.named(
            "heap-oom-small-objects",
            "A map of millions of small objects fills its executor's heap")
        .story(
            """
            One warehouse has so many articles that the map of their stock, millions of small objects, outgrows
            the heap of its executor. The last step is large: the map doubles its table when three quarters of it
            are taken, and the heap has no room for the new one. Before that, and according to the machine, a
            few collections of the full heap take some seconds or most of the time, so that both names for the
            end are right. The limit of the parallel collector's own is switched off.\
            """)
        .runs("stock-levels", Workload.of("reports.StockLevels", 6, 20_000, 4_000_000))
        .set("spark.task.maxFailures", "1")
        .executorOptions("-XX:-UseGCOverheadLimit")
        .truth(Truth.failedOf("heap-oom", "gc-overhead-oom"))
        .proofs(
            shows(
                "executors ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            shows("executors ended with status 52", "worker-*.log", "exitStatus 52"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks("the collector did not give up", "**", "GC overhead limit"))
        .limit(Duration.ofMinutes(2))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, LZ4).set("spark.executor.memory", "480m"),
            Variant.of(SPARK_3_5, PARALLEL, ROLLING).set("spark.executor.memory", "500m"));
  }
}
