package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The plainest failure of all: the program's own exception, in every attempt. */
final class UnreadableRow {
  private UnreadableRow() {}

  static Scenario scenario() {
    return Scenario.named("user-exception", "A row that the program cannot read")
        .story(
            """
            One city lies at a border, and some of its addresses have postcodes of another country. The
            program reads postcodes as numbers and throws at the first of them, in all four attempts.\
            """)
        .runs("postcode-check", Workload.of("reports.PostcodeCheck", 8, 50_000, 5))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("user-exception"))
        .proofs(
            shows("the program threw", "driver.log", "java\\.lang\\.NumberFormatException"),
            shows("the task was given up", "driver.log", "Task 5 in stage 0\\.0 failed 4 times"),
            lacks("no result was printed", "driver.out", "checked"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, SERIAL, LZ4), Variant.of(SPARK_3_5, G1, ROLLING_ZSTD));
  }
}
