package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** The driver is asked to end and does so in good order, with its job undone. */
final class DriverTerminated {
  private DriverTerminated() {}

  static Scenario scenario() {
    return Scenario.named("driver-terminated", "The driver is asked to end in the middle of a job")
        .story(
            """
            A sound job; the driver gets SIGTERM, as from a service manager that stops it or from a user who closes a
            terminal. Spark's shutdown hook stops the SparkContext in good order: the job is cancelled and the event
            log is closed as after a good run. The evidence is the same whoever sent the signal.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 ",
                Duration.ofMillis(500),
                new Fault.SignalDriver("TERM")))
        .truth(Truth.failedOf("driver-killed", "user-cancelled"))
        .proofs(
            shows(
                "the shutdown hook stopped Spark",
                "driver.log",
                "Invoking stop\\(\\) from shutdown hook"),
            shows("the event log was closed", "eventlog/**", "SparkListenerApplicationEnd"),
            lacks("no result", "driver.out", "best prices"),
            lacks("no executor was lost before", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, LZ4), Variant.of(SPARK_3_5, G1, ROLLING_ZSTD));
  }
}
