package io.fizzle.lab.scenario.code;

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

/** Near miss of every memory cause: another program's error, quoted. */
final class UserExceptionNamingOom {
  private UserExceptionNamingOom() {}

  static Scenario scenario() {
    return Scenario.named(
            "user-exception-naming-oom",
            "Another program ran out of memory, and this one quotes it")
        .story(
            """
            The program asks a service for rates. The service answers for one currency with an error of its
            own: it is the service that has no memory left, and the program quotes that answer in its
            exception, in all four attempts. Words of memory stand in every log, and the application's own
            memory is fine.\
            """)
        .runs(
            "rate-conversion",
            new Workload(
                "reports.RateConversion",
                List.of("6", "1000", "java.lang.OutOfMemoryError: GC overhead limit exceeded")))
        .set("spark.executor.memory", "512m")
        .truth(Truth.failedOf("user-exception"))
        .proofs(
            shows(
                "the answer was quoted",
                "driver.log",
                "IllegalStateException: the rate service answered 500: .*OutOfMemoryError"),
            shows("the task was given up", "driver.log", "Task 5 in stage 0\\.0 failed 4 times"),
            lacks("no executor was lost", "driver.log", "Lost executor"),
            lacks(
                "no error of memory was thrown",
                "**",
                "^(?:Caused by: )?java\\.lang\\.OutOfMemoryError"),
            lacks("no executor ended on its own", "worker-*.log", "state EXITED"),
            lacks(
                "no collection for lack of space",
                "gc/gc-executor-*.log",
                "Pause Full \\((?!Metadata)"))
        .runAs(
            Variant.of(SPARK_4_1, G1, PLAIN),
            Variant.of(SPARK_3_5, PARALLEL, ZSTD)
                .running(
                    new Workload(
                        "reports.RateConversion",
                        List.of(
                            "6",
                            "1000",
                            "{\"error\": \"java.lang.OutOfMemoryError: Java heap space\", \"exit\":"
                                + " 137}"))));
  }
}
