package io.fizzle.lab.scenario;

import static io.fizzle.lab.Proof.lacks;
import static io.fizzle.lab.Proof.shows;

import io.fizzle.lab.Fault;
import io.fizzle.lab.Proof;
import io.fizzle.lab.Scenario;
import io.fizzle.lab.SparkVersion;
import io.fizzle.lab.Truth;
import io.fizzle.lab.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A map of small objects grows into the heap's end; the collector fights for it and gives up. */
final class GcOverheadLimit {
  private GcOverheadLimit() {}

  static Scenario scenario() {
    return new Scenario(
        "gc-overhead-limit",
        "A collector that fights a slowly filling heap and gives up",
        """
        One site has so many visitors that the map of their visits outgrows a 528 MB heap, one small entry
        after the other. The closer it comes to the end, the less each collection frees: the parallel
        collector works almost without a break until the JVM throws its own error for that. Spark tries the
        task on two executors and gives the job up. The network timeout is set high, so that a slow machine
        does not end the fight early.\
        """,
        SparkVersion.SPARK_3_5,
        Workload.of("reports.VisitorCount", 6, 20_000, 100_000_000),
        2,
        "visitor-count",
        Map.of(
            "spark.executor.memory",
            "528m",
            "spark.task.maxFailures",
            "2",
            "spark.network.timeout",
            "600s"),
        List.of("-XX:+UseParallelGC", "-Xms528m"),
        new Fault.None(),
        Truth.failedOf("gc-overhead-oom"),
        List.of(
            shows(
                "the collector gave up",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: GC overhead limit exceeded"),
            shows("executors ended with status 52", "worker-*.log", "exitStatus 52"),
            new Proof.PauseShare(
                "the collector had more than 50 % of the last 10 s",
                "gc/gc-executor-*.log", 10, 50, 100.5),
            new Proof.Lines(
                "at least ten full collections",
                "gc/gc-executor-*.log",
                Pattern.compile("Pause Full \\(Ergonomics\\) .*ms$"),
                10,
                Integer.MAX_VALUE),
            lacks("the heap was not full in one go", "executor-*.stderr", "Java heap space"),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out")),
        Duration.ofMinutes(15));
  }
}
