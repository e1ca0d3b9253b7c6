package io.fizzle.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.ApplicationBuilder;
import io.fizzle.diagnosis.Diagnostician;
import io.fizzle.diagnosis.Explained;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.ReadInput;
import io.fizzle.read.SourceClock;
import io.fizzle.read.eventlog.EventLogReader;
import io.fizzle.signal.Vital;
import io.fizzle.signal.VitalSigns;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a loss. */
class LossReportTest {
  private static final String ADDED =
      """
      {"Event":"SparkListenerExecutorAdded","Timestamp":1700000001000,"Executor ID":"7","Executor Info":{"Host":"node-3","Total Cores":4,"Log Urls":{}}}
      """;
  private static final String REMOVED =
      """
      {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000009400,"Executor ID":"7","Removed Reason":"%s"}
      """;

  static Explained explained(String reason) {
    ApplicationBuilder builder = new ApplicationBuilder();
    String log = ADDED + REMOVED.formatted(reason);
    Source source = new Source("events", SourceKind.EVENT_LOG, Owner.DRIVER);
    new EventLogReader()
        .read(
            new ReadInput(source, SourceClock.UTC),
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
            builder::accept);
    return Diagnostician.standard().diagnose(builder.build()).incidents().get(0);
  }

  private static VitalSigns last() {
    long[] values = new long[Vital.values().length];
    Arrays.fill(values, VitalSigns.UNKNOWN);
    values[Vital.RESIDENT_JVM.ordinal()] = 3L << 30;
    values[Vital.CGROUP_USED.ordinal()] = 4095L << 20;
    values[Vital.CGROUP_LIMIT.ordinal()] = 4L << 30;
    values[Vital.RUNNING_TASKS.ordinal()] = 1;
    return VitalSigns.of(Instant.ofEpochMilli(1700000009000L), values);
  }

  @Test
  void theBlockSaysWhoWhyAndWhatToDo() {
    String reason =
        "Container killed by YARN for exceeding physical memory limits. 4.1 GB of 4.0 GB physical"
            + " memory used.";

    LossReport report = LossReport.of(explained(reason), List.of(last()));

    assertThat(report.cause()).isEqualTo("container-oom");
    assertThat(report.block())
        .startsWith("executor 7 on node-3 lost: container-oom, 98 %\n")
        .contains(
            "\n  last seen: resident 3.0 GiB, container 4.0 GiB of 4.0 GiB, 1 running task, 0.4 s"
                + " before the end\n")
        .contains("\n  fix: ");
  }

  @Test
  void aHeapThatWasEmptiedAgainBeforeTheEndIsShownAtItsFullest() {
    String reason = "Command exited with code 52";

    LossReport report =
        LossReport.of(
            explained(reason),
            List.of(heap(20, 490, 490), heap(9, 470, 460), heap(3, 488, 471), heap(0, 25, 24)));

    assertThat(report.vitals())
        .isEqualTo(
            "heap 25.0 MiB of 495 MiB (in its last 10 s up to 488 MiB, and up to 471 MiB live after"
                + " a collection), 0.4 s before the end");
  }

  @Test
  void aHeapThatIsAsFullAsItWasIsShownOnce() {
    LossReport report =
        LossReport.of(
            explained("Command exited with code 137"), List.of(heap(2, 110, 60), heap(0, 90, 60)));

    assertThat(report.vitals()).isEqualTo("heap 90.0 MiB of 495 MiB, 0.4 s before the end");
  }

  private static VitalSigns heap(int secondsBeforeLast, long used, long live) {
    long[] values = new long[Vital.values().length];
    Arrays.fill(values, VitalSigns.UNKNOWN);
    values[Vital.HEAP_USED.ordinal()] = used << 20;
    values[Vital.HEAP_AFTER_GC.ordinal()] = live << 20;
    values[Vital.HEAP_MAX.ordinal()] = 495L << 20;
    return VitalSigns.of(
        Instant.ofEpochMilli(1700000009000L).minusSeconds(secondsBeforeLast), values);
  }

  @Test
  void whatIsNotKnownIsSaidWithWhatWouldSettleIt() {
    LossReport report = LossReport.of(explained("worker said nothing"), List.of());

    assertThat(report.isUndetermined()).isTrue();
    assertThat(report.headline())
        .isEqualTo("executor 7 on node-3 lost: not enough evidence to say why");
    assertThat(report.block()).contains("\n  would settle it: ").doesNotContain("last seen");
    assertThat(report.confidence()).isZero();
  }
}
