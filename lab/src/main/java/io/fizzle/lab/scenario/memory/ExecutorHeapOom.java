package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
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

/** One task keeps everything it makes, and its executor's heap is full within seconds. */
final class ExecutorHeapOom {
  private ExecutorHeapOom() {}

  static Scenario scenario() {
    return Scenario.named("executor-heap-oom", "A greedy task fills its executor's heap")
        .story(
            """
            One region has far more invoices than the others, and the program holds a region's documents in a
            list until the last is rendered. The task of that region fills the 512 MB heap of its executor within
            seconds, so the collector hardly works before the end. Spark tries the task again and gives the
            job up. An attempt that reaches an executor which is already ending is refused there: such lines
            hide the cause, they are not it.\
            """)
        .runs("invoice-export", Workload.of("reports.InvoiceExport", 8, 20, 10_000, 65_536))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "executors ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            counts(
                "executors ended with status 52",
                "worker-*.log",
                "state EXITED .*exitStatus 52",
                1,
                4),
            shows("the task was given up", "driver.log", "failed 4 times"),
            new Proof.PauseShare(
                "the collector had less than 30 % of the last 10 s",
                "gc/gc-executor-*.log", 10, 0.1, 30),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks(
                "no other kind of memory ran out",
                "**",
                "GC overhead limit|Metaspace$|direct buffer"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_3_5, PARALLEL, PLAIN));
  }
}
