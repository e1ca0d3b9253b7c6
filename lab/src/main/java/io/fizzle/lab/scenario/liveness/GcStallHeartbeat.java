package io.fizzle.lab.scenario.liveness;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Truth;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import java.time.Duration;

/** A live set parked just below the heap's end: collections of seconds stop the heartbeats. */
final class GcStallHeartbeat {
  private GcStallHeartbeat() {}

  static Scenario scenario() {
    return Scenario.named(
            "gc-stall-heartbeat", "Collections of many seconds stop an executor's heartbeats")
        .story(
            """
            One site has so many devices that the map of their last readings takes 95 % of a 5 GB heap. All of
            it stays in use, so each collection walks 150 million objects for more than ten seconds and frees
            little, and the next follows soon. The executor is silent for longer than the timeout of 10 seconds
            and the driver gives it up. Memory never runs out. The timeout is set low so that the run is short;
            with the default of 120 seconds it takes a larger heap.\
            """)
        .runs(
            "device-status",
            Workload.of("reports.DeviceStatus", 6, 20_000, 51_000_000, 2_000_000_000L))
        .set("spark.executor.memory", "5g")
        .set("spark.executor.heartbeatInterval", "2s")
        .set("spark.network.timeout", "10s")
        .set("spark.network.timeoutInterval", "2s")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-Xms5g", "-Xmn200m")
        .truth(Truth.failedOf("gc-stall"))
        .proofs(
            counts(
                "two executors were given up for silence",
                "driver.log",
                "Lost executor .*Executor heartbeat timed out",
                2,
                2),
            new Proof.PauseShare(
                "the collector had more than 80 % of the last 10 s",
                "gc/gc-executor-*.log", 10, 80, 100.5),
            shows(
                "full collections of more than ten seconds",
                "gc/gc-executor-*.log",
                "Pause Full.* \\d{5}\\.\\d+ms"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no executor failed on its own", "worker-*.log", "state EXITED"))
        .limit(Duration.ofMinutes(10))
        .runAs(Variant.of(SPARK_4_1, SERIAL, ZSTD), Variant.of(SPARK_3_5, PARALLEL, PLAIN));
  }
}
