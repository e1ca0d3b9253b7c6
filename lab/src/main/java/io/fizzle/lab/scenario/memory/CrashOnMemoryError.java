package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
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

/** A JVM that was told to crash at its first memory error. */
final class CrashOnMemoryError {
  private CrashOnMemoryError() {}

  static Scenario scenario() {
    return Scenario.named(
            "crash-on-memory-error", "Executors crash on purpose when their heap is full")
        .story(
            """
            One region has far more invoices than the 512 MB heap of an executor holds. The executors run with
            -XX:+CrashOnOutOfMemoryError: at the first error the JVM writes a crash report and aborts with status
            134, or 1 where it was told to write no core file, as it would for broken native code. The report says
            which of the two it was.\
            """)
        .runs("invoice-export", Workload.of("reports.InvoiceExport", 8, 20, 9_600, 65_536))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-XX:+CrashOnOutOfMemoryError")
        .truth(Truth.failedOf("heap-oom"))
        .proofs(
            shows(
                "the crash report names memory",
                "hs_err-executor-*.log",
                "fatal error: OutOfMemory encountered: Java heap space"),
            lacks("no native code crashed", "hs_err-executor-*.log", "^#  SIG"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, ROLLING).proving(ended(134)),
            Variant.of(SPARK_3_5, SERIAL, SNAPPY)
                .options("-XX:-CreateCoredumpOnCrash")
                .proving(ended(1)));
  }

  private static Proof ended(int status) {
    return counts(
        "two executors ended with status " + status,
        "worker-*.log",
        "state EXITED .*exitStatus " + status + "$",
        2,
        2);
  }
}
