package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** A grouping whose groups do not fit into the heap. */
final class HeapOomGroupBy {
  private HeapOomGroupBy() {}

  static Scenario scenario() {
    return Scenario.named(
            "heap-oom-group-by", "A grouping collects more than its executor's heap holds")
        .story(
            """
            Grouping brings all values of a key together in one task, as objects on the heap. With the older
            interface one customer is a wholesaler and has most of all orders; with SQL there are few shops and
            each partition lists the receipts of all of them. Either way a task of the grouping holds more than
            the 512 MB heap of its executor, whatever Spark spills.\
            """)
        .runs("order-history", Workload.of("reports.OrderHistory", 4, 8_000, 90, 18_000))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "1")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "executors ran out of heap",
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
            Variant.of(SPARK_3_5, PARALLEL, SNAPPY).options("-XX:-UseGCOverheadLimit"),
            Variant.of(SPARK_4_2, G1, ROLLING_ZSTD)
                .set("spark.sql.shuffle.partitions", "8")
                .set("spark.sql.adaptive.coalescePartitions.enabled", "false")
                .running(
                    new Workload("reports.BasketReport", List.of("100000", "100", "10000", "2"))));
  }
}
