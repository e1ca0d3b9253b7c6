package io.fizzle.lab.scenario;

import static io.fizzle.lab.Proof.lacks;
import static io.fizzle.lab.Proof.shows;

import io.fizzle.lab.Fault;
import io.fizzle.lab.Scenario;
import io.fizzle.lab.SparkVersion;
import io.fizzle.lab.Truth;
import io.fizzle.lab.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Near miss of every memory cause: a kill from outside, with memory to spare. */
final class PlainSigkill {
  private PlainSigkill() {}

  static Scenario scenario() {
    return new Scenario(
        "plain-sigkill",
        "An executor is killed from outside, and the application recovers",
        """
        A sound job; one executor is killed while it has memory to spare. Its exit status is the one that it
        would have after a container exceeded its limit, but nothing else says so, and that is the point: the
        honest answer is that somebody killed the process. The master starts another executor and the job
        ends well.\
        """,
        SparkVersion.SPARK_4_1,
        Workload.of("reports.ClickTotals", 12, 6_000_000, 2_000),
        2,
        "click-totals",
        Map.of("spark.executor.memory", "512m"),
        List.of("-XX:+UseG1GC"),
        new Fault.ProcessSignal(
            "1",
            "KILL",
            Pattern.compile("Finished task \\S+ in stage 0\\.0 .*\\(executor 1\\)"),
            Duration.ofMillis(500)),
        Truth.recoveredFrom("killed-externally"),
        List.of(
            shows(
                "executor 1 ended with status 137", "worker-*.log", "/1 finished .*exitStatus 137"),
            shows("the driver lost executor 1", "driver.log", "Lost executor 1 on"),
            shows("the application ended well", "driver.out", "clicks: 72000000"),
            lacks("memory never ran out", "**", "OutOfMemoryError"),
            lacks("no collection of the whole heap", "gc/gc-executor-*.log", "Pause Full")),
        Duration.ofMinutes(10));
  }
}
