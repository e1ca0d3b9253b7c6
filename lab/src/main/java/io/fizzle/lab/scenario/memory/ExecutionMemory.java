package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.util.List;

/** Spark's own pool of memory is too small for a task. */
final class ExecutionMemory {
  private ExecutionMemory() {}

  static Scenario scenario() {
    return Scenario.named("execution-memory", "Spark's own pool of memory is too small for a task")
        .story(
            """
            The share of the heap that Spark may use for itself was set so low that a task cannot get what it
            needs at least: a page for an aggregation, or room for the build side of a hash join. The task ends
            with an error of Spark's own; the heap has room and the executors live on.\
            """)
        .runs(
            "region-sales", new Workload("reports.RegionSales", List.of("400000", "50000", "sum")))
        .set("spark.executor.memory", "512m")
        .set("spark.memory.fraction", "0.0005")
        .set("spark.task.maxFailures", "2")
        .set("spark.sql.shuffle.partitions", "4")
        .truth(Truth.failedOf("execution-memory-exhausted"))
        .proofs(
            shows(
                "Spark refused a task memory",
                "driver.log",
                "Lost task .*(?:Unable to acquire \\d+ bytes|Can't acquire \\d+ bytes|"
                    + "not enough memory to build)"),
            lacks("the heap had room", "**", "Java heap space|GC overhead limit"),
            lacks("no executor ended on its own", "worker-*.log", "state EXITED"),
            lacks("no executor was lost", "driver.log", "Lost executor"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, PLAIN),
            Variant.of(SPARK_3_5, PARALLEL, ZSTD)
                .set("spark.memory.fraction", "0.02")
                .running(new Workload("reports.RegionSales", List.of("200000", "200000", "join"))));
  }
}
