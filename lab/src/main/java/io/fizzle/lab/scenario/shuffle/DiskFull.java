package io.fizzle.lab.scenario.shuffle;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;

/** A small local disk, and a shuffle that is larger. */
final class DiskFull {
  private DiskFull() {}

  static Scenario scenario() {
    return Scenario.named("disk-full", "The shuffle fills the local disk")
        .story(
            """
            Depots' parcels are sorted with their scanned labels, which do not compress. The shuffle files come to 120
            MB on a local disk of 48 MB. Tasks fail with the operating system's error, each executor's next attempt
            too, until Spark gives the job up.\
            """)
        .runs("parcel-routes", Workload.of("reports.ParcelRoutes", 6, 1_000, 20_000))
        .set("spark.executor.memory", "512m")
        .on(ClusterShape.STANDARD.withLocalDisk(48))
        .truth(Truth.failedOf("disk-full"))
        .proofs(
            shows("the disk was full", "driver.log", "No space left on device"),
            shows("the task was given up", "driver.log", "failed 4 times"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no result", "driver.out", "sorted"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, PLAIN), Variant.of(SPARK_3_5, PARALLEL, SNAPPY));
  }
}
