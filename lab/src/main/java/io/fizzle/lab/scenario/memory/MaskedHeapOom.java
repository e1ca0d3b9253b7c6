package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;

/** The last failure that the driver sees is a refusal by an executor that is ending. */
final class MaskedHeapOom {
  private MaskedHeapOom() {}

  static Scenario scenario() {
    return Scenario.named(
            "masked-heap-oom", "A refusal by an ending executor hides that its heap was full")
        .story(
            """
            One region has far more invoices than the heap of the only executor holds. The executor ends, but
            slowly: a plugin closes its archive, which takes seconds, after Spark has shut down the threads for
            tasks and before it closes the connection. Until then the driver sends the executor the task's next
            attempts. The first of them may still come in time and end as the task did; the others are refused,
            which Spark reports since version 4. So the failure with which the driver gives the job up is a
            refusal; the first attempt tells the cause.\
            """)
        .runs("invoice-archive", Workload.of("reports.InvoiceExport", 8, 20, 9_600, 65_536))
        .on(ClusterShape.STANDARD.withWorkers(1))
        .set("spark.executor.memory", "512m")
        .set("spark.plugins", "reports.InvoiceArchive")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "the executor ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            shows(
                "the driver's last word is a refusal",
                "driver.log",
                "failed 4 times, most recent failure: .*RejectedExecutionException"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks("no other kind of memory ran out", "**", "GC overhead limit|Metaspace$"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_4_1, PARALLEL, PLAIN));
  }
}
