package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A task that ends its JVM, as a command may and a task must not. */
final class UserExit {
  private UserExit() {}

  static Scenario scenario() {
    return Scenario.named("user-exit", "A task that calls System.exit")
        .story(
            """
            The program was once a command: where a batch does not balance, it ends its process with a
            status of its own. In a task that ends the whole executor, and Spark sees no reason, only the
            status. A new executor meets the same batch.\
            """)
        .runs("batch-close", Workload.of("reports.BatchClose", 6, 100_000, 3, 3))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .truth(Truth.failedOf("user-exit"))
        .proofs(
            shows("the task said why", "executor-*.stdout", "batch does not balance"),
            counts(
                "two executors ended", "worker-*.log", "state EXITED .*exitStatus (?:3|42)$", 2, 2),
            lacks("no executor was killed by a signal", "worker-*.log", "exitStatus 137"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, ZSTD),
            Variant.of(SPARK_3_5, PARALLEL, LZ4)
                .running(Workload.of("reports.BatchClose", 6, 100_000, 2, 42)));
  }
}
