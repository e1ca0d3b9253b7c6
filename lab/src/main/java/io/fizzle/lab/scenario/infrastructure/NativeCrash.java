package io.fizzle.lab.scenario.infrastructure;

import static io.fizzle.lab.scenario.Collector.G1;
import static io.fizzle.lab.scenario.Collector.SERIAL;
import static io.fizzle.lab.scenario.EventLogForm.LZ4;
import static io.fizzle.lab.scenario.EventLogForm.ROLLING_ZSTD;
import static io.fizzle.lab.scenario.Proof.lacks;
import static io.fizzle.lab.scenario.Proof.shows;
import static io.fizzle.lab.spark.SparkVersion.SPARK_3_5;
import static io.fizzle.lab.spark.SparkVersion.SPARK_4_1;

import io.fizzle.lab.scenario.Scenario;
import io.fizzle.lab.scenario.Variant;
import io.fizzle.lab.scenario.Workload;
import io.fizzle.learning.Truth;

/** Code that reads memory it does not own takes the whole JVM with it. */
final class NativeCrash {
  private NativeCrash() {}

  static Scenario scenario() {
    return Scenario.named("native-crash", "A program reads beyond its native memory")
        .story(
            """
            A catalogue lies in native memory that the program manages itself. One shop asks for article numbers far
            beyond the catalogue's end; nothing checks them, the read hits memory that is not there, and the operating
            system ends the JVM, which writes its crash file and aborts. The next attempt ends the same way.\
            """)
        .runs("article-index", Workload.of("reports.ArticleIndex", 6, 2_000, 2_000_000_000))
        .set("spark.executor.memory", "512m")
        .set("spark.task.maxFailures", "2")
        .truth(Truth.failedOf("native-crash"))
        .proofs(
            shows(
                "executors aborted (134), or ended (1) where no core dump is wanted",
                "worker-*.log",
                "state EXITED .*exitStatus (1|134)$"),
            shows("a segmentation fault is on record", "hs_err-executor-*.log", "SIGSEGV"),
            shows("the task was given up", "driver.log", "failed 2 times"),
            lacks("no result", "driver.out", "prices"),
            lacks("memory never ran out", "**", "OutOfMemoryError"))
        .runAs(
            Variant.of(SPARK_4_1, SERIAL, ROLLING_ZSTD).options("-XX:-CreateCoredumpOnCrash"),
            Variant.of(SPARK_3_5, G1, LZ4));
  }
}
