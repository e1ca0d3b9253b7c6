package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Truth;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import java.time.Duration;

/** Near miss of every memory cause: a kill from outside, with memory to spare. */
final class PlainSigkill {
  private PlainSigkill() {}

  static Scenario scenario() {
    return Scenario.named(
            "plain-sigkill", "An executor is killed from outside, and the application recovers")
        .story(
            """
            A sound job; one executor is killed while it has memory to spare. Its exit status is the one that it
            would have after a container exceeded its limit, but nothing else says so, and that is the point: the
            honest answer is that somebody killed the process. The master starts another executor and the job
            ends well.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 12, 6_000_000, 2_000))
        .set("spark.executor.memory", "512m")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(500),
                new Fault.SignalExecutor("1", "KILL")))
        .truth(Truth.recoveredFrom("killed-externally"))
        .proofs(
            shows(
                "executor 1 ended with status 137", "worker-*.log", "/1 finished .*exitStatus 137"),
            shows("the driver lost executor 1", "driver.log", "Lost executor 1 on"),
            shows("the application ended well", "driver.out", "clicks: 72000000"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no collection of the whole heap", "gc/gc-executor-*.log", "Pause Full"))
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
