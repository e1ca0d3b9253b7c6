package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
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

/** The driver disappears: its own log can say nothing of it. */
final class DriverKilled {
  private DriverKilled() {}

  static Scenario scenario() {
    return Scenario.named("driver-killed", "The driver is killed in the middle of a job")
        .story(
            """
            A sound job; the driver is killed, as by a service that is shut down without patience or by a limit that
            leaves no trace. Its log and its event log stop in the middle of the work. The executors see the
            connection close and end themselves: they are the only witnesses.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 ",
                Duration.ofMillis(500),
                new Fault.SignalDriver("KILL")))
        .truth(Truth.failedOf("driver-killed"))
        .proofs(
            shows(
                "executors saw the driver go",
                "executor-*.stderr",
                "Driver \\S+ disassociated! Shutting down"),
            shows("the event log saw the job begin", "eventlog/**", "SparkListenerJobStart"),
            lacks("the event log has no end", "eventlog/**", "SparkListenerApplicationEnd"),
            lacks(
                "the driver never began to stop",
                "driver.log",
                "SparkContext is stopping|stopped Spark"),
            lacks("no result", "driver.out", "best prices"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, G1, ZSTD), Variant.of(SPARK_3_5, SERIAL, ROLLING));
  }
}
