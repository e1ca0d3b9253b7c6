package io.fizzle.lab.scenario;

import static io.fizzle.lab.Proof.lacks;
import static io.fizzle.lab.Proof.shows;

import io.fizzle.lab.Fault;
import io.fizzle.lab.Proof;
import io.fizzle.lab.Scenario;
import io.fizzle.lab.SparkVersion;
import io.fizzle.lab.Truth;
import io.fizzle.lab.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A live set parked just below the heap's end: collections of seconds stop the heartbeats. */
final class GcStallHeartbeat {
  private GcStallHeartbeat() {}

  static Scenario scenario() {
    return new Scenario(
        "gc-stall-heartbeat",
        "Collections of many seconds stop an executor's heartbeats",
        """
        One site has so many devices that the map of their last readings takes 95 % of a 5 GB heap. All of
        it stays in use, so each collection of the serial collector walks 150 million objects for more than
        ten seconds and frees little, and the next follows soon. The executor is silent for longer than the
        timeout of 10 seconds and the driver gives it up. Memory never runs out. The timeout is set low so
        that the run is short; with the default of 120 seconds it takes a larger heap.\
        """,
        SparkVersion.SPARK_4_1,
        Workload.of("reports.DeviceStatus", 6, 20_000, 51_000_000, 2_000_000_000L),
        2,
        "device-status",
        Map.of(
            "spark.executor.memory", "5g",
            "spark.executor.heartbeatInterval", "2s",
            "spark.network.timeout", "10s",
            "spark.network.timeoutInterval", "2s",
            "spark.task.maxFailures", "2"),
        List.of("-XX:+UseSerialGC", "-Xms5g", "-Xmn200m"),
        new Fault.None(),
        Truth.failedOf("gc-stall"),
        List.of(
            new Proof.Lines(
                "two executors were given up for silence",
                "driver.log",
                Pattern.compile("Lost executor .*Executor heartbeat timed out"),
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
            lacks("no executor failed on its own", "worker-*.log", "state EXITED")),
        Duration.ofMinutes(15));
  }
}
