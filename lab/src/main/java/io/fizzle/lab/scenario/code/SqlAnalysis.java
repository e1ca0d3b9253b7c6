package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** A query that names what is not there. */
final class SqlAnalysis {
  private SqlAnalysis() {}

  static Scenario scenario() {
    return Scenario.named("sql-analysis", "A column that the table does not have")
        .story(
            """
            The column to sum is named on the command line, and misspelt. The first query runs, the second
            is refused before anything of it runs.\
            """)
        .runs(
            "region-totals",
            new Workload("reports.RegionTotals", List.of("100000", "50", "amuont")))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("sql-analysis"))
        .proofs(
            shows("the first query ran", "driver.out", "sales: 100000"),
            shows(
                "the second was refused", "driver.log", "AnalysisException: \\[UNRESOLVED_COLUMN"),
            lacks("no result was printed", "driver.out", "regions"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_1, PARALLEL, SNAPPY), Variant.of(SPARK_3_5, G1, LZ4));
  }
}
