package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** A live set parked just below the heap's end: collections of seconds stop the heartbeats. */
final class GcStallHeartbeat {
  private GcStallHeartbeat() {}

  static Scenario scenario() {
    return Scenario.named(
            "gc-stall-heartbeat", "Collections of many seconds stop an executor's heartbeats")
        .story(
            """
            One site has so many devices that the map of their last readings takes 95 % of a 3 GB heap. All of
            it stays in use, so each collection of the whole heap walks 90 million objects for longer than the
            timeout of 5 seconds, and frees little. The executor is silent for that long and the driver gives it
            up. Memory never runs out. The timeout is set low so that the run is short; with the default of 120
            seconds it takes a larger heap.\
            """)
        .runs(
            "device-status", Workload.of("reports.DeviceStatus", 6, 20_000, 29_500_000, 20_000_000))
        .set("spark.executor.memory", "3g")
        .set("spark.executor.heartbeatInterval", "1s")
        .set("spark.network.timeout", "5s")
        .set("spark.network.timeoutInterval", "1s")
        .set("spark.rpc.askTimeout", "120s")
        .set("spark.rpc.io.connectionTimeout", "120s")
        .set("spark.task.maxFailures", "1")
        .executorOptions("-Xms3g", "-Xmn200m")
        .truth(Truth.failedOf("gc-stall"))
        .proofs(
            shows(
                "an executor was given up for silence",
                "driver.log",
                "Lost executor .*Executor heartbeat timed out"),
            new Proof.PauseShare(
                "the collector had more than 80 % of the last 5 s",
                "gc/gc-executor-*.log", 5, 80, 100.5),
            shows(
                "a collection of more than five seconds",
                "gc/gc-executor-*.log",
                "Pause (Full|Young).* (\\d{5,}|[5-9]\\d{3})\\.\\d+ms"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no executor failed on its own", "worker-*.log", "state EXITED"))
        .limit(Duration.ofMinutes(10))
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, ZSTD),
            Variant.of(SPARK_3_5, PARALLEL, PLAIN).options("-XX:ParallelGCThreads=1"));
  }
}
