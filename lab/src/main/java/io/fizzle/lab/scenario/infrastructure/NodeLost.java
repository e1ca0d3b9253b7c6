package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
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

/** A machine loses its power: worker and executor are gone at once. */
final class NodeLost {
  private NodeLost() {}

  static Scenario scenario() {
    return Scenario.named("node-lost", "A whole node is lost, and the other one does its work")
        .story(
            """
            A sound job; one of the two workers and its executor die at the same moment, as on a machine that loses
            its power. The master sees the connection of the worker close and tells the driver. The other worker does
            the rest and the job ends well.\
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
                new Fault.KillWorker(1)))
        .truth(Truth.recoveredFrom("node-lost"))
        .proofs(
            shows("the worker was lost", "driver.log", "worker lost"),
            shows("the master removed the worker", "master.log", "Removing worker"),
            shows("the application ended well", "driver.out", "best prices of 20000 articles"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, SNAPPY), Variant.of(SPARK_3_5, PARALLEL, ROLLING));
  }
}
