package io.fizzle.lab.scenario.memory;

import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** The parallel collector works ever harder for ever less, until the JVM gives up. */
final class GcOverheadLimit {
  private GcOverheadLimit() {}

  static Scenario scenario() {
    return Scenario.named(
            "gc-overhead-limit", "A collector that fights a slowly filling heap and gives up")
        .story(
            """
            One site has so many visitors that the map of their visits outgrows a 528 MB heap, one small entry
            after the other. The closer it comes to the end, the less each collection frees: the parallel
            collector works almost without a break until the JVM throws its own error for that. The network
            timeout is set high, so that a slow machine does not end the fight early.\
            """)
        .runs("visitor-count", Workload.of("reports.VisitorCount", 6, 20_000, 800_000))
        .set("spark.executor.memory", "528m")
        .set("spark.task.maxFailures", "1")
        .set("spark.network.timeout", "600s")
        .executorOptions("-Xms528m")
        .truth(Truth.failedOf("gc-overhead-oom"))
        .proofs(
            shows(
                "the collector gave up",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: GC overhead limit exceeded"),
            new Proof.PauseShare(
                "the collector had more than 50 % of the last 5 s",
                "gc/gc-executor-*.log", 5, 50, 100.5),
            counts(
                "at least five full collections",
                "gc/gc-executor-*.log",
                "Pause Full \\(Ergonomics\\) .*ms$",
                5,
                Integer.MAX_VALUE),
            lacks("the heap was not full in one go", "executor-*.stderr", "Java heap space"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"))
        .fixedByConfiguration()
        .runAs(Variant.of(SPARK_3_5, PARALLEL, LZ4), Variant.of(SPARK_4_1, PARALLEL, ROLLING_ZSTD));
  }
}
