package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SHENANDOAH;
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
import java.util.List;

/** Direct buffers reach the limit that the JVM has for them. */
final class DirectMemoryLimit {
  private DirectMemoryLimit() {}

  static Scenario scenario() {
    return Scenario.named(
            "direct-memory-limit", "Direct buffers reach the JVM's own limit for them")
        .story(
            """
            One region has so many map tiles, held in direct buffers, that their sum reaches the limit that the
            executor's JVM was given for such buffers. The heap is nearly empty all the time.\
            """)
        .runs(
            "map-tiles",
            new Workload("reports.MapTiles", List.of("6", "4", "280", "1048576", "buffers")))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-XX:MaxDirectMemorySize=256m")
        .truth(Truth.failedOf("direct-memory-oom"))
        .proofs(
            shows(
                "the JVM refused a buffer",
                "executor-*.stderr",
                "OutOfMemoryError: Cannot reserve 1048576 bytes of direct buffer memory"),
            shows("executors ended with status 52", "worker-*.log", "exitStatus 52"),
            lacks("the heap had room", "**", "Java heap space|GC overhead limit"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_2, SHENANDOAH, SNAPPY), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
