package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** A polite end from outside: what a healthy executor gets too, but at the wrong time. */
final class ExecutorSigterm {
  private ExecutorSigterm() {}

  static Scenario scenario() {
    return Scenario.named(
            "executor-sigterm", "An executor is asked to end in the middle of its work")
        .story(
            """
            A sound job; somebody sends SIGTERM to one executor, as an operator, a script or a service manager that
            stops would. It ends in good order with status 143 while it works. Every executor of every application
            ends by the same signal when the application is over; here it comes while tasks run, and nobody in Spark
            asked for it. Another executor takes over and the job ends well.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(300),
                new Fault.SignalExecutor("1", "TERM")))
        .truth(Truth.recoveredFrom("killed-externally"))
        .proofs(
            shows(
                "executor 1 ended by itself with status 143",
                "worker-*.log",
                "/1 finished with state EXITED .*exitStatus 143"),
            shows("executor 1 got the signal", "executor-1.stderr", "RECEIVED SIGNAL TERM"),
            shows("the driver lost executor 1", "driver.log", "Lost executor 1 on"),
            shows("the application ended well", "driver.out", "best prices of 20000 articles"),
            lacks(
                "nobody in Spark asked for it", "executor-1.stderr", "Driver commanded a shutdown"),
            lacks("it was not decommissioned", "driver.log", "Decommission executors"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, LZ4), Variant.of(SPARK_3_5, SERIAL, SNAPPY));
  }
}
