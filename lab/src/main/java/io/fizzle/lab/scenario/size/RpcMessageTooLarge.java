package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A task that does not fit into one message. */
final class RpcMessageTooLarge {
  private RpcMessageTooLarge() {}

  static Scenario scenario() {
    return Scenario.named("rpc-message-too-large", "A task that is too large to be sent")
        .story(
            """
            The driver has made long lists of stock and hands them to parallelize. One store's list is so
            long that its task does not fit into a message, whose limit is set low here to keep the run
            short. The driver gives the job up before that task reaches any executor; memory is not the
            reason.\
            """)
        .runs("stock-transfer", Workload.of("reports.StockTransfer", 6, 300_000, 1_400_000))
        .set("spark.executor.memory", "512m")
        .set("spark.rpc.message.maxSize", "4")
        .truth(Truth.failedOf("rpc-message-too-large"))
        .proofs(
            shows(
                "the task was too large to be sent",
                "driver.log",
                "Serialized task \\d+:3 was \\d+ bytes, which exceeds max allowed"),
            lacks("no result was printed", "driver.out", "pieces in stock"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, ROLLING),
            Variant.of(SPARK_3_5, PARALLEL, SNAPPY)
                .running(Workload.of("reports.StockTransfer", 6, 100_000, 5_000_000)));
  }
}
