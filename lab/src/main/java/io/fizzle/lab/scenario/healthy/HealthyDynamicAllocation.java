package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Near miss of a lost executor: it was idle, and given back. */
final class HealthyDynamicAllocation {
  private HealthyDynamicAllocation() {}

  static Scenario scenario() {
    return Scenario.named("healthy-dynamic-allocation", "An idle executor is given back")
        .story(
            """
            One of two executors has nothing left to do while the other reads a long feed. Dynamic
            allocation gives the idle one back after three seconds: the driver itself ends it, and the
            application goes on and ends well.\
            """)
        .runs("feed-import", Workload.of("reports.FeedImport", 4, 2, 100, 100))
        .set("spark.executor.memory", "512m")
        .set("spark.dynamicAllocation.enabled", "true")
        .set("spark.dynamicAllocation.shuffleTracking.enabled", "true")
        .set("spark.dynamicAllocation.initialExecutors", "2")
        .set("spark.dynamicAllocation.minExecutors", "0")
        .set("spark.dynamicAllocation.maxExecutors", "2")
        .set("spark.dynamicAllocation.executorIdleTimeout", "3s")
        .truth(Truth.recoveredFrom("idle-released"))
        .proofs(
            shows("the application ended well", "driver.out", "imported 10600 lines"),
            shows(
                "the driver ended an idle executor",
                "driver.log",
                "Executors \\S+ removed due to idle timeout"),
            lacks("no executor ended on its own", "worker-*.log", "state EXITED"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_1, G1, SNAPPY),
            Variant.of(SPARK_4_2, SERIAL, PLAIN),
            Variant.of(SPARK_3_5, PARALLEL, LZ4));
  }
}
