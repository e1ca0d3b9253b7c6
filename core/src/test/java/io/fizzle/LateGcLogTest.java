package io.fizzle;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.GcProfile;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GC logging that goes to a process's output, and begins far behind the output's beginning. */
class LateGcLogTest {
  private static final String BEGIN =
"""
26/03/01 10:00:05 INFO CoarseGrainedExecutorBackend: Started daemon with process name: 873@node-1
26/03/01 10:00:06 INFO Executor: Starting executor ID 7 on host node-1
""";
  private static final String LINE =
      "26/03/01 10:00:07 INFO Executor: Running task 0.0 in stage 0.0 (TID 0)\n";
  private static final String WORK = LINE.repeat(2_000);

  @TempDir private Path folder;

  private Report investigate(String output) throws IOException {
    Files.writeString(folder.resolve("stdout"), output);
    return new Investigation(Investigation.Options.DEFAULT, (source, number, all, size) -> {})
        .investigate(List.of(folder.toString()));
  }

  private static String pause(int number) {
    return "[2026-03-01T10:00:%02d.000+0000][%d.512s][info][gc] GC(%d) Pause Full (G1 Compaction Pause) 240M->239M(256M) 700.001ms\n"
        .formatted(10 + number, 5 + number, number);
  }

  @Test
  void itIsReadAsAGcLogOfThatProcess() throws IOException {
    Report report = investigate(BEGIN + WORK + pause(0) + pause(1) + WORK + pause(2));

    GcProfile gc = report.diagnosis().application().executors().get("7").gc().orElseThrow();
    assertThat(gc.count(PauseKind.FULL)).isEqualTo(3);
    assertThat(report.sources())
        .extracting(SourceUse::name)
        .satisfiesExactly(
            log -> assertThat(log).endsWith("stdout"),
            within -> assertThat(within).endsWith("stdout!gc"));
  }

  @Test
  void aLineOrTwoAreQuotedAndNoGcLog() throws IOException {
    Report report = investigate(BEGIN + WORK + pause(0) + pause(1));

    assertThat(report.diagnosis().application().executors().get("7").gc()).isEmpty();
    assertThat(report.sources()).hasSize(1);
  }

  @Test
  void oneThatShowsAtTheBeginningIsReadOnce() throws IOException {
    Report report = investigate(BEGIN + LINE.repeat(10) + pause(0) + pause(1) + pause(2));

    GcProfile gc = report.diagnosis().application().executors().get("7").gc().orElseThrow();
    assertThat(gc.count(PauseKind.FULL)).isEqualTo(3);
    assertThat(report.sources()).hasSize(2);
  }

  /** What people write into a ticket: some words, some lines of the GC log, the driver's line. */
  @Test
  void linesOfAGcLogInATextThatTellsOfSparkDoNotHideIt() throws IOException {
    Report report =
        investigate(
            "Nightly job dies, see the GC log of the executor:\n"
                + pause(0)
                + pause(1)
                + "\nand the driver says\n"
                + "ERROR TaskSchedulerImpl: Lost executor 7 on node-3: Executor heartbeat timed out"
                + " after 130048 ms\n");

    assertThat(report.diagnosis().incidents())
        .singleElement()
        .satisfies(one -> assertThat(one.incident().id()).isEqualTo("executor-7-lost"));
    assertThat(report.sources()).hasSize(1);
  }

  @Test
  void aGcLogAloneIsReadOnce() throws IOException {
    Report report = investigate(pause(0) + pause(1) + pause(2));

    assertThat(report.sources()).hasSize(1);
  }
}
