package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.lab.spark.ClusterShape;
import io.fizzle.learning.Truth;

/** The operating system refuses another thread. */
final class ThreadLimit {
  private ThreadLimit() {}

  static Scenario scenario() {
    return Scenario.named(
            "thread-limit", "A task starts threads until the system refuses another one")
        .story(
            """
            The program opens a thread for each article of a supplier. One supplier has more articles than the
            user that runs the workers may have threads on the machine (ulimit -u); the system refuses the next
            one. The error has the class of a memory error, but neither heap nor machine is short of memory.\
            """)
        .runs("price-feeds", Workload.of("reports.PriceFeeds", 6, 20, 4_000))
        .on(ClusterShape.STANDARD.withProcessLimit(800))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .truth(Truth.failedOf("thread-exhaustion"))
        .proofs(
            shows(
                "the system refused a thread",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: unable to create native thread"),
            lacks("the heap had room", "**", "Java heap space|GC overhead limit"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .runAs(Variant.of(SPARK_4_1, G1, SNAPPY), Variant.of(SPARK_3_5, SERIAL, ROLLING_ZSTD));
  }
}
