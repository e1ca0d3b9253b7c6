package io.fizzle.lab.scenario.shuffle;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** Files vanish from under a healthy executor, as after an overzealous clean-up. */
final class ShuffleFilesLost {
  private ShuffleFilesLost() {}

  static Scenario scenario() {
    return Scenario.named(
            "shuffle-files-lost", "The shuffle files of a living executor are deleted")
        .story(
            """
            A job writes a shuffle and reads it twice. Between the two, somebody deletes the shuffle files of one
            executor, as a clean-up of temporary folders would. The executor lives on; whoever fetches from it fails.
            Spark computes the lost part again and the job ends well.\
            """)
        .runs("stock-value", Workload.of("reports.StockValue", 8, 50_000, 5_000, 700))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "2")
        .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
        .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
        .fault(
            Fault.after(
                "Job 0 finished", Duration.ofMillis(300), new Fault.DeleteShuffleFiles("1")))
        .truth(Truth.recoveredFrom("shuffle-data-lost"))
        .proofs(
            shows(
                "fetches from executor 1 failed",
                "driver.log",
                "FetchFailed\\(BlockManagerId\\(1,"),
            shows(
                "the lost part was computed again",
                "driver.log",
                "Resubmitting .*due to fetch failure"),
            shows("the application ended well", "driver.out", "stock of 5000 articles is worth"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(Variant.of(SPARK_4_2, PARALLEL, SNAPPY), Variant.of(SPARK_3_5, G1, LZ4));
  }
}
