package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The executors are to run on a JDK that no node has. */
final class ExecutorJavaMissing {
  private ExecutorJavaMissing() {}

  static Scenario scenario() {
    return Scenario.named(
            "executor-java-missing", "Executors are to run on a JDK that is not there")
        .story(
            """
            The configuration sends the executors to a JDK that was never installed on the nodes. No worker can start
            one; the master tries ten times and removes the application.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 4, 100_000, 200))
        .set("spark.executor.memory", "512m")
        .set("spark.executorEnv.JAVA_HOME", "/opt/jdk-21")
        .truth(Truth.failedOf("bad-configuration"))
        .proofs(
            shows(
                "workers found no program",
                "worker-*.log",
                "Cannot run program \"/opt/jdk-21/bin/java\""),
            shows(
                "the master removed the application",
                "driver.log",
                "Master removed our application"),
            lacks("no executor registered", "driver.log", "Registered executor"),
            lacks("no task ran", "driver.log", "Starting task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_2, G1, ROLLING), Variant.of(SPARK_3_5, SERIAL, LZ4));
  }
}
