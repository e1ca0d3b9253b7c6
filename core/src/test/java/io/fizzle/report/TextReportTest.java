package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  @TempDir private Path folder;

  private static String render(Path evidence) {
    return new TextReport(80, Ink.PLAIN).render(Evidences.report(evidence));
  }

  /** The lines below a heading, up to the next blank line. */
  private static List<String> section(String report, String heading) {
    return report
        .lines()
        .dropWhile(line -> !line.equals(heading))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void beginsWithWhoItWasHowItEndedAndWhereTheSourcesLie() {
    assertThat(render(Evidences.heapOom(folder)).lines().limit(8))
        .containsExactly(
            "monthly-totals",
            "Spark 3.5.7, 2026-03-01 10:00:00Z, ran 32.0 s",
            "outcome: failed  driver.log:11  (times in UTC)",
            "sources in " + folder + "/",
            "",
            "VERDICT",
            "  heap-oom  98 %  pure OOM: memory ran out, GC did not stop it",
            "  Executor 1 on node-1 ran out of Java heap.");
  }

  @Test
  void citesPlacesRelativeToTheFolderAndTheLinesThemselves() {
    assertThat(section(render(Evidences.heapOom(folder)), "WHY"))
        .containsSubsequence(
            "  + exit code 52: Spark's handler saw an OutOfMemoryError",
            "      driver.log:5  10:00:11",
            "      | 26/03/01 10:00:11 ERROR TaskSchedulerImpl: Lost executor 1 on node-1:",
            "      | Command exited with code 52");
  }

  @Test
  void showsWhatARecordingLastSawWhereNothingTellsWhatItCameTo() {
    String report = render(Evidences.recordingAlone(folder));

    assertThat(section(report, "VERDICT")).startsWith("  undetermined");
    assertThat(section(report, "WHAT IS KNOWN"))
        .containsExactly(
            "  . executor 2: it had 500 MiB of its heap of 512 MiB in use (450 MiB live after",
            "    a collection), 760 MiB of its container's limit of 896 MiB, 680 MiB",
            "    resident, 50 % of its last ten seconds in GC at its last sample",
            "      executor-2.vitals:60  10:00:20",
            "  . executor 2: its recording breaks off: it was killed or crashed, or still ran",
            "    when the recording was copied",
            "      executor-2.vitals:60  10:00:20");
    assertThat(section(report, "WHAT WOULD SETTLE IT"))
        .startsWith("  1. the executor's exit code")
        .contains("  2. the driver's log", "  3. the executors' own stderr and stdout");
  }

  @Test
  void tellsTheChainWithTimesAndDelays() {
    assertThat(section(render(Evidences.heapOom(folder)), "WHAT FOLLOWED"))
        .containsExactly(
            "  10:00:11           Executor 1 on node-1 lost: heap-oom 98 %",
            "  10:00:21    +10 s  = 2 executors lost: 2, 3 (until 10:00:31), of the same",
            "                     cause",
            "  10:00:32    +21 s  → Stage 2 and its job failed");
  }

  @Test
  void answersTheCentralQuestionForEveryLostExecutor() {
    assertThat(section(render(Evidences.heapOom(folder)), "GC, OUT OF MEMORY, BOTH, OR NEITHER?"))
        .startsWith(
            "  exec  lost at   answer    GC      heap       exit  cause",
            "  1     10:00:11  pure OOM  1 %     99 % full  52    heap-oom",
            "  2     10:00:21  pure OOM  no log  -          52    heap-oom",
            "  3     10:00:31  pure OOM  no log  -          52    heap-oom");
  }

  @Test
  void showsTheSilenceOfHeartbeatsWhereThereWasOne() {
    assertThat(section(render(Evidences.gcStall(folder)), "GC, OUT OF MEMORY, BOTH, OR NEITHER?"))
        .startsWith(
            "  exec  lost at   answer   GC    heap       silence    cause",
            "  4     10:02:10  pure GC  96 %  95 % full  2 min 5 s  gc-stall");
  }

  @Test
  void laysThePausesOverTheTimeBeforeTheEnd() {
    assertThat(section(render(Evidences.gcStall(folder)), "WHY"))
        .endsWith(
            "  timing: GC stopped it for 2 min 0 s of the 2 min 5 s before its end (96 %); 26",
            "          full collections, the fullest of the last freed 0 % and left the heap",
            "          95 % full; longest pause 4.8 s",
            "          ███████████████████████████████  stopped share, 4 s a mark");
  }

  @Test
  void numbersTheRemediesAndShowsTheirArithmetic() {
    List<String> fix = section(render(Evidences.manyLost(folder, 3)), "FIX");

    assertThat(fix.get(0)).startsWith("  1. spark.executor.memoryOverhead ");
    assertThat(fix.get(1)).startsWith("     = 5.6 GiB used of 5.5 GiB: ");
    assertThat(fix).anyMatch(line -> line.startsWith("     Risk, medium: "));
    assertThat(fix).anyMatch(line -> line.startsWith("     Expect: "));
  }

  @Test
  void saysTheReasonOfSeveralRemediesOnce() {
    String report = render(Evidences.heapOom(folder));

    assertThat(report.split("The heap was full of live data when an allocation failed", -1))
        .hasSize(2);
  }

  @Test
  void tellsExecutorsLostForOneCauseOnOneLine() {
    assertThat(section(render(Evidences.manyLost(folder, 30)), "WHAT FOLLOWED"))
        .containsExactly(
            "  10:01:00           Executor 0 on node-0 lost: container-oom 98 %",
            "  10:02:00    +60 s  = 29 executors lost: 1, 2, 3, 4, 5, 6, … (until 10:30:00),",
            "                     of the same cause");
  }

  @Test
  void cutsALongTableAndSaysWhereTheRestIs() {
    List<String> table =
        section(render(Evidences.manyLost(folder, 30)), "GC, OUT OF MEMORY, BOTH, OR NEITHER?");

    assertThat(table).hasSize(22);
    assertThat(table.get(21)).isEqualTo("  … and 10 more (--format json has all)");
  }

  @Test
  void isShortForAHealthyRunHoweverManyFilesLieAround() {
    assertThat(render(Evidences.healthy(folder)).lines().skip(4))
        .containsExactly(
            "",
            "VERDICT",
            "  healthy  97 %",
            "  The application succeeded. Nothing is wrong.",
            "",
            "BLIND SPOTS",
            "  If it had failed, these would be missing: the event log (--blind-spots tells",
            "  which settings record them)",
            "",
            "SOURCES",
            "  1 read: 1 Spark log; 20 not used",
            "  - executor-1.stdout: empty",
            "  - samples.csv: a table (CSV), which is not read",
            "  - 18 × JSON of a kind that is not read (no event log): rest/executors.00.json,",
            "    rest/executors.01.json, …");
  }

  @Test
  void asksForNoLogOfALostExecutorWhereNoneWasLost() {
    Path healthyExecutor = CASES.resolve("healthy/an-executor-log-alone");
    Path cutEventLog = CASES.resolve("undetermined/an-event-log-that-just-stops");

    assertThat(section(render(healthyExecutor), "WHAT WOULD SETTLE IT"))
        .containsExactly(
            "  1. the driver's log",
            "     client mode: the output of spark-submit",
            "     YARN cluster mode: yarn logs, container _000001",
            "     Kubernetes: kubectl logs <driver pod>");
    assertThat(section(render(cutEventLog), "WHAT WOULD SETTLE IT"))
        .contains("  1. the driver's log", "  2. the executors' own stderr and stdout");
  }

  @Test
  void aRunThatSucceededAsFarAsItsEventLogTellsAsksForTheDriversLog() {
    Path caught = CASES.resolve("driver-heap-oom/near-misses/a-query-whose-error-was-caught");

    assertThat(section(render(caught), "WHAT WOULD MAKE IT SURER"))
        .startsWith("  1. the driver's log");
    assertThat(render(Evidences.healthy(folder))).doesNotContain("WHAT WOULD MAKE IT SURER");
  }

  @Test
  void saysWhatIsKnownAndWhatWouldSettleItWhereTheEvidenceIsNotEnough() {
    String report = render(Evidences.undetermined(folder));

    assertThat(section(report, "VERDICT"))
        .containsExactly(
            "  undetermined",
            "  The evidence does not tell why a process ended. The best candidate is",
            "  killed-externally.");
    assertThat(section(report, "WHAT IS KNOWN"))
        .contains("  + it received SIGTERM", "      stderr:3  10:00:09");
    assertThat(section(report, "WHAT WOULD SETTLE IT"))
        .startsWith(
            "  1. the driver's log",
            "     client mode: the output of spark-submit",
            "     YARN cluster mode: yarn logs, container _000001",
            "     Kubernetes: kubectl logs <driver pod>");
    assertThat(report).doesNotContain("FIX");
  }

  @Test
  void paintsOnlyWhereItMay() {
    Report report = Evidences.report(Evidences.heapOom(folder));

    assertThat(new TextReport(80, Ink.PLAIN).render(report)).doesNotContain("\u001b");
    assertThat(new TextReport(80, Ink.ANSI).render(report))
        .contains("\u001b[1;31mheap-oom\u001b[0m");
  }

  @Test
  void staysWithinEightyColumnsExceptWhereBreakingWouldSpoilAPathOrCode() {
    for (Path evidence :
        List.of(
            Evidences.heapOom(folder.resolve("a")),
            Evidences.gcStall(folder.resolve("b")),
            Evidences.healthy(folder.resolve("c")),
            Evidences.undetermined(folder.resolve("d")),
            Evidences.manyLost(folder.resolve("e"), 30))) {
      assertThat(render(evidence).lines())
          .filteredOn(line -> line.length() > 80)
          .allMatch(line -> line.startsWith("sources in ") || line.startsWith("       df."));
    }
  }
}
