package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** Near miss of a stall by GC: the whole process stands still, its collector too. */
final class ExecutorSigstop {
  private ExecutorSigstop() {}

  static Scenario scenario() {
    return Scenario.named("executor-sigstop", "An executor stands still and its heartbeats stop")
        .story(
            """
            A sound job; one executor is stopped as a frozen virtual machine or a debugger would stop it. It is not
            dead and its connections stay open, so the driver learns of it only because no heartbeat comes within the
            timeout, which is set low so that the run is short. Its GC log simply stops, without a long collection.
            The other executor does its work and the job ends well.\
            """)
        .runs("partner-prices", Workload.of("reports.PartnerPrices", 16, 10, 50, 0))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .set("spark.network.timeout", "8s")
        .set("spark.network.timeoutInterval", "1s")
        .set("spark.executor.heartbeatInterval", "1s")
        .set("spark.rpc.askTimeout", "120s")
        .set("spark.rpc.io.connectionTimeout", "120s")
        .fault(
            Fault.after(
                "Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)",
                Duration.ofMillis(300),
                new Fault.SignalExecutor("1", "STOP")))
        .truth(Truth.recoveredFrom("heartbeat-lost"))
        .proofs(
            shows(
                "executor 1 was given up for silence",
                "driver.log",
                "Lost executor 1 on .*Executor heartbeat timed out"),
            shows("the application ended well", "driver.out", "best prices of 20000 articles"),
            lacks("it did not end by itself", "worker-*.log", "/1 finished with state EXITED"),
            lacks(
                "no collection took seconds", "gc/gc-executor-1.log", "Pause .* \\d{4,}\\.\\d+ms"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, SNAPPY), Variant.of(SPARK_4_2, G1, ROLLING_ZSTD));
  }
}
