package io.fizzle.lab.scenario.size;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A sort that does not fit into memory, and need not. */
final class SpillToDisk {
  private SpillToDisk() {}

  static Scenario scenario() {
    return Scenario.named("spill", "A sort with more data than memory")
        .story(
            """
            Two districts' letters are sorted, each by one task whose memory holds a fraction of them. Spark
            writes sorted pieces to disk and merges them, as it is meant to: slower than in memory, and no
            failure.\
            """)
        .runs("letter-sort", Workload.of("reports.LetterSort", 320_000, 800, 2))
        .set("spark.executor.memory", "512m")
        .set("spark.sql.adaptive.enabled", "false")
        .truth(Truth.healthy().finding("spill"))
        .proofs(
            shows(
                "the application ended well",
                "driver.out",
                "^sorted letters of 26\\d{7} characters"),
            shows(
                "sorted data were written to disk",
                "executor-*.stderr",
                "(?i)spilling (?:sort )?data"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, ROLLING), Variant.of(SPARK_3_5, PARALLEL, SNAPPY));
  }
}
