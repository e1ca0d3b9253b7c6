package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
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

/** The configuration names a file that no node has. */
final class ExecutorAgentMissing {
  private ExecutorAgentMissing() {}

  static Scenario scenario() {
    return Scenario.named(
            "executor-agent-missing", "Executors are to load an agent that is not there")
        .story(
            """
            The options of the executors name a Java agent, a jar that was never copied to the nodes. Each executor
            ends within a moment, and the master starts the next without end: a process that was started at all
            counts as running, however short it lived. The user gives up and stops it.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 4, 100_000, 200))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "1")
        .fault(
            Fault.after(
                "Executor added: \\S+/12 on", Duration.ZERO, new Fault.SignalDriver("TERM")))
        .executorOptions("-javaagent:/opt/tracing/agent.jar")
        .truth(Truth.failedOf("bad-configuration", "crash-loop"))
        .proofs(
            counts(
                "one executor after the other ended",
                "worker-*.log",
                "state EXITED .*exitStatus 1$",
                10,
                200),
            shows(
                "the JVM named the agent",
                "executor-*.std*",
                "Error opening zip file.*agent\\.jar"),
            lacks("no executor registered", "driver.log", "Registered executor"),
            lacks("no task ran", "driver.log", "Starting task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, SERIAL, ZSTD), Variant.of(SPARK_3_5, G1, ROLLING));
  }
}
