package io.fizzle.lab.scenario.healthy;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Near miss of an exhausted heap: the error is caught, printed and dealt with. */
final class HealthyCaughtOom {
  private HealthyCaughtOom() {}

  static Scenario scenario() {
    return Scenario.named(
            "healthy-caught-oom", "An error of memory that the program expects and deals with")
        .story(
            """
            The program draws sheets of thumbnails as finely as they fit into memory. It asks for the finest
            first, catches the error where the heap is too small, writes it down and tries again with half
            the resolution. Each task succeeds at its first attempt, and no executor is lost.\
            """)
        .runs("thumbnail-sheets", Workload.of("reports.ThumbnailSheets", 6, 768, 300))
        .set("spark.executor.memory", "512m")
        .truth(Truth.healthy())
        .proofs(
            shows("the application ended well", "driver.out", "drew 265420800 pixels"),
            counts(
                "each task met the error",
                "executor-*.stderr",
                "^java\\.lang\\.OutOfMemoryError: Java heap space",
                6,
                6),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor ended on its own", "worker-*.log", "state EXITED"),
            lacks("the driver never heard of it", "driver.log", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, ROLLING), Variant.of(SPARK_3_5, G1, PLAIN));
  }
}
