package io.fizzle.lab.scenario.memory;

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
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;
import java.util.List;

/** Memory outside of the heap grows until the operating system refuses more. */
final class OffHeapGrowth {
  private OffHeapGrowth() {}

  static Scenario scenario() {
    return Scenario.named(
            "off-heap-growth", "Memory outside of the heap grows until the system refuses more")
        .story(
            """
            One region has so many map tiles, which the program holds outside of the heap, that the executor
            reaches the limit of address space (ulimit -v) that its user has on the machine. The system refuses
            the next block; the heap is nearly empty. In one variant the tiles are blocks of plain native memory,
            in the other direct buffers whose own limit was set far too high to matter.\
            """)
        .runs(
            "map-tiles",
            new Workload("reports.MapTiles", List.of("6", "4", "6000", "1048576", "blocks")))
        .on(ClusterShape.STANDARD.withAddressSpace(4_500))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .truth(Truth.failedOf("direct-memory-oom"))
        .proofs(
            shows(
                "the system refused a block",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Unable to allocate 1048576 bytes"),
            lacks("the heap had room", "**", "Java heap space|GC overhead limit"),
            lacks("no limit of the JVM's own was reached", "**", "Cannot reserve \\d+ bytes"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .runAs(
            Variant.of(SPARK_4_1, G1, PLAIN),
            Variant.of(SPARK_3_5, SERIAL, ZSTD)
                .options("-XX:MaxDirectMemorySize=16g")
                .running(
                    new Workload(
                        "reports.MapTiles", List.of("6", "4", "6000", "1048576", "buffers"))));
  }
}
