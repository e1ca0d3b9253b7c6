package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A JVM that was told to exit at its first memory error. */
final class ExitOnMemoryError {
  private ExitOnMemoryError() {}

  static Scenario scenario() {
    return Scenario.named("exit-on-memory-error", "Executors exit at once when their heap is full")
        .story(
            """
            One region has far more invoices than the 512 MB heap of an executor holds. The executors run with
            -XX:+ExitOnOutOfMemoryError: the JVM ends at the first error, with status 3, before Spark can report
            or log anything. Its last words stand in the executor's standard output.\
            """)
        .runs("invoice-export", Workload.of("reports.InvoiceExport", 8, 20, 9_600, 65_536))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-XX:+ExitOnOutOfMemoryError")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "the JVM ended at its first error",
                "executor-*.stdout",
                "Terminating due to java\\.lang\\.OutOfMemoryError: Java heap space"),
            counts(
                "executors ended with status 3",
                "worker-*.log",
                "state EXITED .*exitStatus 3$",
                2,
                2),
            lacks("Spark saw no error", "executor-*.stderr", "OutOfMemoryError: Java heap space"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_2, G1, LZ4), Variant.of(SPARK_3_5, PARALLEL, ZSTD));
  }
}
