package io.fizzle.lab.scenario.driver;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A collected table outgrows the heap of the driver. */
final class CollectedTable {
  private CollectedTable() {}

  static Scenario scenario() {
    return Scenario.named("driver-collect", "A collected table fills the driver's heap")
        .story(
            """
            The list of all members is brought to the driver. Compressed it is small and passes every limit; as
            objects it outgrows the driver's heap of 512 MB. The executors are well.\
            """)
        .runs("member-list", Workload.of("reports.MemberList", 500_000, 560, 8))
        .set("spark.executor.memory", "512m")
        .set("spark.driver.maxResultSize", "0")
        .truth(Truth.failedOf("driver-heap-oom"))
        .proofs(
            shows(
                "the driver ran out of heap",
                "driver.log",
                "java\\.lang\\.OutOfMemoryError: (?:Java heap space|GC overhead limit)"),
            lacks("no executor ran out of memory", "executor-*", "OutOfMemoryError"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("the result was never printed", "driver.out", "members: "))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_4_1, SERIAL, ZSTD), Variant.of(SPARK_3_5, G1, SNAPPY));
  }
}
