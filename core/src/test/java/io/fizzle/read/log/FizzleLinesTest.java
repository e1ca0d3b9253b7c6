package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fizzle.evidence.Owner;
import io.fizzle.read.log.Logs.Reading;
import io.fizzle.signal.ExecutorSignal.LiveVerdict;
import io.fizzle.signal.FailureSignal.Logged;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.WorkSignal.LargeShipment;
import io.fizzle.signal.WorkSignal.Shipment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fizzle's own words in a log quote errors; they are told, and never taken for evidence. */
class FizzleLinesTest {
  private static final String BLOCK =
      """
      26/11/27 12:06:00 WARN fizzle: Fizzle: executor 0 on 127.0.0.1 lost: direct-memory-oom, 98 %
        last seen: resident 1.7 GiB, heap 44.5 MiB of 512 MiB, 1 running task 1.3 s before the end
        + the process reported java.lang.OutOfMemoryError: Unable to allocate 1048576 bytes
        + Executor heartbeat timed out after 120000 ms
      26/11/27 12:06:01 WARN fizzle: Fizzle: executor 2 is at risk: an OutOfMemoryError: Java heap space comes next
      26/11/27 12:06:02 WARN fizzle: Fizzle: the driver's part failed; the application is not affected
      java.lang.OutOfMemoryError: Java heap space
      \tat io.fizzle.spark.driver.VitalsBoard.accept(VitalsBoard.java:37)
      26/11/27 12:06:03 INFO SparkContext: Successfully stopped SparkContext
      """;

  @Test
  void aBlockTellsWhatWasSaidAndNothingElse() {
    Reading reading = Logs.read(Owner.DRIVER, BLOCK);

    LiveVerdict said = reading.only(LiveVerdict.class);
    assertThat(said.executorId()).isEqualTo("0");
    assertThat(said.cause()).isEqualTo("direct-memory-oom");
    assertThat(said.confidence()).isEqualTo(0.98);
    assertThat(reading.all(OutOfMemory.class)).isEmpty();
    assertThat(reading.all(Logged.class)).isEmpty();
    assertThat(reading.signals()).hasSize(2);
  }

  @Test
  void anotherLoggersLineIsNoDiagnosis() {
    Reading reading =
        Logs.read(
            Owner.DRIVER,
            "26/11/27 12:06:00 WARN Main: Fizzle: executor 0 on h lost: heap-oom, 98 %\n");

    assertThat(reading.all(LiveVerdict.class)).isEmpty();
  }

  @Test
  void whatWasLargeIsReadFromTheDriversLog() {
    Reading reading =
        Logs.read(
            Owner.DRIVER,
            """
            26/11/27 12:06:00 WARN fizzle: Fizzle: the functions of stage 4 (count at A.java:1) are 3.0 MiB, sent to every executor, captures this (Report): 3.0 MiB, of which this.lookup (java.util.HashMap): 2.9 MiB; broadcast it or capture less
            26/11/27 12:06:01 WARN fizzle: Fizzle: each task of stage 5 (collect at A.java:9) is 12.5 MiB beyond its functions; read the data in the tasks instead of handing it to parallelize
            26/11/27 12:06:02 WARN fizzle: Fizzle: a broadcast of 7.0 MiB compressed was made before stage 6 (count at A.java:20), which holds it as table$1; send only what is used, or join instead
            26/11/27 12:06:03 WARN Main: Fizzle: each task of stage 7 (collect at A.java:9) is 12.5 MiB beyond its functions
            """);

    assertThat(reading.all(LargeShipment.class))
        .extracting(
            LargeShipment::kind,
            LargeShipment::stage,
            LargeShipment::callSite,
            LargeShipment::bytes,
            LargeShipment::carriers)
        .containsExactly(
            tuple(
                Shipment.TASK_BINARY,
                4,
                "count at A.java:1",
                3L << 20,
                List.of("this", "this.lookup")),
            tuple(Shipment.TASK, 5, "collect at A.java:9", 25L << 19, List.of()),
            tuple(Shipment.BROADCAST, 6, "count at A.java:20", 7L << 20, List.of("table$1")));
  }
}
