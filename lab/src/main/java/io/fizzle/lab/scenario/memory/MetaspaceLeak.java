package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Classes loaded without end reach the limit of metaspace. */
final class MetaspaceLeak {
  private MetaspaceLeak() {}

  static Scenario scenario() {
    return Scenario.named(
            "metaspace-leak", "Classes that are loaded over and over reach the limit of metaspace")
        .story(
            """
            The program loads the rule of each tariff by a class loader of its own and keeps them all. One
            country has so many tariffs that the metadata of their classes reach the limit that the executor's
            JVM was given for them; the heap has room all the time.\
            """)
        .runs("tariff-rules", Workload.of("reports.TariffRules", 6, 10, 20_000))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .executorOptions("-XX:MaxMetaspaceSize=80m")
        .truth(Truth.failedOf("metaspace-oom"))
        .proofs(
            shows(
                "executors ran out of metaspace",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Metaspace"),
            shows("executors ended with status 52", "worker-*.log", "exitStatus 52"),
            lacks("the heap had room", "**", "Java heap space|GC overhead limit"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, G1, ROLLING), Variant.of(SPARK_3_5, SERIAL, LZ4));
  }
}
