package io.fizzle.lab.scenario.code;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** A function that cannot travel. */
final class TaskNotSerializable {
  private TaskNotSerializable() {}

  static Scenario scenario() {
    return Scenario.named(
            "task-not-serializable", "A function that holds something which cannot be sent")
        .story(
            """
            The function that prints a due date refers to a formatter of the driver's. Formatters of
            java.time cannot be serialised, so the function cannot be sent to any executor, and the driver
            gives up before the first job.\
            """)
        .runs("due-dates", Workload.of("reports.DueDates", 4, 1_000))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("task-not-serializable"))
        .proofs(
            shows("the function cannot be sent", "driver.log", "Task not serializable"),
            shows(
                "what it holds is named",
                "driver.log",
                "java\\.io\\.NotSerializableException: java\\.time\\.format\\.DateTimeFormatter"),
            lacks("no job began", "driver.log", "Starting task"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, G1, ROLLING), Variant.of(SPARK_3_5, SERIAL, PLAIN));
  }
}
