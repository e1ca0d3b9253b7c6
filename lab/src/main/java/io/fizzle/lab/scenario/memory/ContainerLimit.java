package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;
import java.time.Duration;
import java.util.List;

/** The kernel kills an executor that needs more memory than its cgroup, its container, may have. */
final class ContainerLimit {
  private ContainerLimit() {}

  static Scenario scenario() {
    return Scenario.named("container-limit", "An executor needs more memory than its container has")
        .story(
            """
            Each executor runs in a memory cgroup, as in a container. One region has so many map tiles, held
            outside of the heap, that the process outgrows the limit of its cgroup while its heap is nearly
            empty, and the kernel kills it on the spot. The JVM says nothing of it: the kernel's log and the
            cgroup's account do. In one variant the tiles are blocks of plain native memory, in the other direct
            buffers.\
            """)
        .runs(
            "map-tiles",
            new Workload("reports.MapTiles", List.of("3", "4", "700", "1048576", "blocks")))
        .on(ClusterShape.STANDARD.withWorkers(1).withMemoryLimit(704))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .set("spark.network.timeout", "600s")
        .truth(Truth.failedOf("container-oom"))
        .proofs(
            counts(
                "the kernel killed executors at the limit of their cgroup",
                "dmesg.txt",
                "Memory cgroup out of memory: Killed process \\d+ \\(java\\)",
                1,
                3),
            shows(
                "the account of a cgroup tells of a kill",
                "cgroup-executor-*.txt",
                "^oom_kill [1-9]"),
            shows("executors ended with status 137", "worker-*.log", "exitStatus 137"),
            lacks("the JVM had no error of memory", "**", "OutOfMemoryError"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .limit(Duration.ofMinutes(12))
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, ZSTD),
            Variant.of(SPARK_3_5, SERIAL, PLAIN)
                .options("-XX:MaxDirectMemorySize=2g")
                .running(
                    new Workload(
                        "reports.MapTiles", List.of("3", "4", "700", "1048576", "buffers"))));
  }
}
