package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.PARALLEL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.PLAIN;
import static io.fizzle.lab.scenario.EventLogForm.SNAPPY;
import static io.fizzle.lab.scenario.Proof.counts;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_2;

import io.fizzle.lab.scenario.Fault;
import io.fizzle.lab.scenario.Proof;
import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;
import java.time.Duration;

/** An option that the JVM rejects ends every executor before its first line of log. */
final class ExecutorStartupCrash {
  private ExecutorStartupCrash() {}

  static Scenario scenario() {
    return Scenario.named("executor-startup-crash", "The JVM of every executor rejects an option")
        .story(
            """
            The options of the executors hold one that the JVM cannot accept: a value with a unit that it does not
            know, two collectors at once, or a heap that starts larger than it may become. Each executor ends within
            a moment, and the master starts the next without end: a process that was started at all counts as
            running, however short it lived. The user gives up and stops it.\
            """)
        .runs("click-totals", Workload.of("reports.ClickTotals", 4, 100_000, 200))
        .set("spark.executor.memory", "512m")
        .set("spark.cores.max", "1")
        .fault(
            Fault.after(
                "Executor added: \\S+/12 on", Duration.ZERO, new Fault.SignalDriver("TERM")))
        .truth(Truth.failedOf("bad-configuration"))
        .proofs(
            counts(
                "one after the other ended",
                "worker-*.log",
                "state EXITED .*exitStatus 1$",
                10,
                200),
            lacks("no executor came", "driver.log", "Registered executor|Starting task"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .fixedByConfiguration()
        .runAs(
            Variant.of(SPARK_4_1, G1, PLAIN)
                .options("-XX:MaxGCPauseMillis=200ms")
                .proving(
                    said(
                        "the JVM named the value",
                        "Improperly specified VM option 'MaxGCPauseMillis=200ms'")),
            Variant.of(SPARK_3_5, G1, SNAPPY)
                .options("-XX:+UseParallelGC")
                .proving(
                    shows(
                        "the JVM named the conflict",
                        "executor-*.std*",
                        "Conflicting collector combinations|[Mm]ultiple garbage collectors"
                            + " selected")),
            Variant.of(SPARK_4_2, PARALLEL, LZ4)
                .options("-Xms2g")
                .proving(
                    said(
                        "the JVM named the sizes",
                        "Initial heap size set to a larger value than the maximum heap size")));
  }

  /** Some of its last words the JVM says on its standard output. */
  private static Proof said(String claim, String pattern) {
    return shows(claim, "executor-*.std*", pattern);
  }
}
