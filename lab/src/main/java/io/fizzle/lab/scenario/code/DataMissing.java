package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** An input that is not there. */
final class DataMissing {
  private DataMissing() {}

  static Scenario scenario() {
    return Scenario.named("data-missing", "An archive that was not written yet")
        .story(
            """
            The program counts a day's archive before anybody has written it: the folder does not exist. A
            first job runs, the second never starts.\
            """)
        .runs(
            "archive-count",
            new Workload(
                "reports.ArchiveCount", List.of("parquet", "file:///data/archive/2024-02-30")))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("data-missing"))
        .proofs(
            shows(
                "the folder is not there",
                "driver.log",
                "(?i)path does not exist: file:/+data/archive"),
            lacks("no result was printed", "driver.out", "entries"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_2, SERIAL, ZSTD),
            Variant.of(SPARK_3_5, PARALLEL, PLAIN)
                .running(
                    new Workload(
                        "reports.ArchiveCount",
                        List.of("text", "file:///data/archive/2024-02-30"))));
  }
}
