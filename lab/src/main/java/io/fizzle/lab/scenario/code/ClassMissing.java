package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
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

/** Code that the driver has and the executors have not. */
final class ClassMissing {
  private ClassMissing() {}

  static Scenario scenario() {
    return Scenario.named("class-missing", "A jar that only the driver has")
        .story(
            """
            The program takes its own jar off the list of what is sent to the executors, because it is meant
            to be installed there. It is not: no executor can unpack the function that it is to run.\
            """)
        .runs("journal-check", Workload.of("reports.JournalCheck", 4, 1_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("class-missing"))
        .proofs(
            shows("the task was given up", "driver.log", "in stage 0\\.0 failed 4 times"),
            lacks("no result was printed", "driver.out", "\\d"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_1, PARALLEL, ROLLING)
                .proving(
                    shows(
                        "a function without its class",
                        "driver.log",
                        "cannot assign instance of java\\.lang\\.invoke\\.SerializedLambda")),
            Variant.of(SPARK_3_5, SERIAL, SNAPPY)
                .running(
                    new Workload(
                        "reports.LedgerUpload", List.of("4", "1000", "com.mysql.cj.jdbc.Driver")))
                .proving(
                    shows(
                        "a class that nobody has",
                        "driver.log",
                        "ClassNotFoundException: com\\.mysql\\.cj\\.jdbc\\.Driver")));
  }
}
