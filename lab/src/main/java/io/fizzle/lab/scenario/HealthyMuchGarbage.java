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

/**
 * Near miss of all: much garbage, short pauses, executors ended by SIGTERM, as in every good run.
 */
final class HealthyMuchGarbage {
  private HealthyMuchGarbage() {}

  static Scenario scenario() {
    return new Scenario(
        "healthy-much-garbage",
        "A job that makes much garbage and ends well",
        """
        Even partitions, a shuffle, young collections all the time and short. At its end the master ends the
        executors by a signal, and their logs show that as an error: it is none.\
        """,
        SparkVersion.SPARK_3_5,
        Workload.of("reports.ClickTotals", 8, 6_000_000, 2_000),
        2,
        "click-totals",
        Map.of("spark.executor.memory", "512m", "spark.eventLog.compress", "false"),
        List.of("-XX:+UseParallelGC"),
        new Fault.None(),
        Truth.healthy(),
        List.of(
            shows("the application ended well", "driver.out", "clicks: 48000000"),
            new Proof.Lines(
                "young collections all the time",
                "gc/gc-executor-*.log",
                Pattern.compile("Pause Young .*ms$"),
                20,
                Integer.MAX_VALUE),
            shows("the executors were ended at the end", "worker-*.log", "state KILLED"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks("no task failed", "driver.log", "Lost task"),
            lacks("memory never ran out", "**", "OutOfMemoryError")),
        Duration.ofMinutes(10));
  }
}
