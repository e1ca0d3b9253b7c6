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

/** One task keeps everything it makes, and its executor's heap is full within seconds. */
final class ExecutorHeapOom {
  private ExecutorHeapOom() {}

  static Scenario scenario() {
    return new Scenario(
        "executor-heap-oom",
        "A greedy task fills its executor's heap",
        """
        One region has far more invoices than the others, and the program holds a region's documents in a
        list until the last is rendered. The task of that region fills the 512 MB heap of its executor within
        seconds, so the collector hardly works before the end. Spark tries the task four times and gives the
        job up. An attempt that reaches an executor which is already ending is refused there: such lines
        hide the cause, they are not it.\
        """,
        SparkVersion.SPARK_4_1,
        Workload.of("reports.InvoiceExport", 8, 20, 40_000, 65_536),
        2,
        "invoice-export",
        Map.of("spark.executor.memory", "512m"),
        List.of("-XX:+UseG1GC"),
        new Fault.None(),
        Truth.failedOf("heap-oom"),
        List.of(
            shows(
                "executors ran out of heap",
                "executor-*.stderr",
                "java\\.lang\\.OutOfMemoryError: Java heap space"),
            new Proof.Lines(
                "at least two executors ended with status 52",
                "worker-*.log",
                Pattern.compile("state EXITED .*exitStatus 52"),
                2,
                4),
            shows("the task was given up after four attempts", "driver.log", "failed 4 times"),
            new Proof.PauseShare(
                "the collector had less than 30 % of the last 10 s",
                "gc/gc-executor-*.log", 10, 1, 30),
            lacks("no executor was given up for silence", "driver.log", "heartbeat timed out"),
            lacks(
                "no other kind of memory ran out",
                "**",
                "GC overhead limit|Metaspace$|direct buffer")),
        Duration.ofMinutes(10));
  }
}
