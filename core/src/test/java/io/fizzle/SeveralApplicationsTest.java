package io.fizzle;

import static io.fizzle.ApplicationSources.TEN;
import static io.fizzle.ApplicationSources.byId;
import static io.fizzle.ApplicationSources.driver;
import static io.fizzle.ApplicationSources.events;
import static io.fizzle.ApplicationSources.executor;
import static io.fizzle.ApplicationSources.exits;
import static io.fizzle.ApplicationSources.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.diagnosis.Diagnosis;
import io.fizzle.report.Ink;
import io.fizzle.report.MarkdownReport;
import io.fizzle.report.Report;
import io.fizzle.report.SourceUse;
import io.fizzle.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of several applications in one input. */
class SeveralApplicationsTest {
  @TempDir private Path folder;

  @Test
  void eachApplicationOfAHistoryFolderGetsItsOwnDiagnosisAndTheFailedOneComesFirst()
      throws IOException {
    file(
        "history/app-20260301090000-0001",
        events("app-20260301090000-0001", 0, TEN.minusSeconds(3600), true));
    file("history/app-20260301100000-0002", events("app-20260301100000-0002", 0, TEN, false));
    file(
        "history/app-20260301110000-0003",
        events("app-20260301110000-0003", 0, TEN.plusSeconds(3600), true));

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0002");
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
    assertThat(report.others())
        .extracting(ApplicationSources::id)
        .containsExactly("app-20260301090000-0001", "app-20260301110000-0003");
    assertThat(new TextReport(100, Ink.PLAIN).render(report))
        .contains(
            "OTHER APPLICATIONS", "nightly (app-20260301090000-0001)", "succeeded: healthy 85 %");
    assertThat(new MarkdownReport().render(report)).contains("## Other applications");
  }

  @Test
  void allSourcesOfOneApplicationMakeOneDiagnosisWhereverTheyLie() throws IOException {
    file("events/app-20260301100000-0002", events("app-20260301100000-0002", 0, TEN, false));
    file("driver/out.log", driver("app-20260301100000-0002", "10:00:00"));
    file("node1/app-20260301100000-0002/1/stderr", executor("1", "app-20260301100000-0002"));
    file("node2/work/stderr", executor("2", "app-20260301100000-0002"));
    file("gc/gc-executor-1.log", "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.diagnosis().application().executors()).containsOnlyKeys("1", "2");
  }

  @Test
  void namingAnotherApplicationMakesNoLogAnotherApplications() throws IOException {
    file("events", events("local-1772359200000", 0, TEN, false));
    file(
        "driver.log",
        driver("", "10:00:00")
            + "26/03/01 10:00:20 INFO Copier: reading"
            + " /staging/application_1700000000000_0007/part\n");

    assertThat(report().others()).isEmpty();
  }

  @Test
  void aFolderNamedForAnotherApplicationStandsForTheOneWhoseFilesItHolds() throws IOException {
    file(
        "application_1700000000000_0001/events",
        events("application_1700000000000_0009", 0, TEN, false));
    file(
        "application_1700000000000_0001/gc.log",
        "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");
    file("elsewhere/readme.txt", "kept after the incident\n");

    assertThat(report().others()).isEmpty();
  }

  @Test
  void whatNamesNoApplicationJoinsTheNearestOne() throws IOException {
    file("a/events", events("app-20260301100000-0001", 0, TEN, false));
    file("a/gc-executor-1.log", "[2026-03-01T10:00:04.500+0000][0.012s][info][gc] Using G1\n");
    file("b/events", events("app-20260301100000-0002", 0, TEN, false));
    file("b/executor-2.log", executor("9", ""));

    Report report = report();

    assertThat(report.others()).hasSize(1);
    Diagnosis first = byId(report, "app-20260301100000-0001");
    assertThat(first.application().executors().get("1").gc()).isPresent();
    assertThat(first.application().executors()).doesNotContainKey("9");
    assertThat(byId(report, "app-20260301100000-0002").application().executors()).containsKey("9");
  }

  @Test
  void whatNamesNoApplicationInACommonFolderJoinsTheOneThatRanThen() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, false));
    file("two", events("app-20260301120000-0002", 0, TEN.plusSeconds(7200), false));
    file("stderr", executor("9", "").replace("10:00:0", "12:00:0"));

    Report report = report();

    assertThat(byId(report, "app-20260301120000-0002").application().executors()).containsKey("9");
    assertThat(byId(report, "app-20260301100000-0001").application().executors())
        .doesNotContainKey("9");
  }

  @Test
  void whatCannotBeGivenToAnApplicationIsListedAsUnused() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, false));
    file("two", events("app-20260301120000-0002", 0, TEN.plusSeconds(7200), false));
    file(
        "gc.log",
        "[0.012s][info][gc] Using G1\n"
            + "[1.012s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->5M(256M)"
            + " 7.001ms\n");

    assertThat(report().sources())
        .filteredOn(source -> !source.used())
        .singleElement()
        .extracting(SourceUse::note)
        .asString()
        .startsWith("of 2 applications it is not known whose it is");
  }

  @Test
  void aWorkersLogTellsEachApplicationOnlyOfItsOwnExecutors() throws IOException {
    file("one", events("app-20260301100000-0001", 0, TEN, true));
    file("two", events("app-20260301100000-0002", 0, TEN, false));
    file(
        "worker.log",
"""
26/03/01 09:59:00 INFO Worker: Starting Spark worker 10.0.0.1:7078 with 4 cores, 8.0 GiB RAM
26/03/01 10:00:30 INFO Worker: Executor app-20260301100000-0002/1 finished with state EXITED message Command exited with code 52 exitStatus 52
""");

    Report report = report();

    assertThat(exits(report, "app-20260301100000-0002")).isEqualTo(1);
    assertThat(exits(report, "app-20260301100000-0001")).isZero();
  }

  @Test
  void twoCopiesOfOneEventLogCountOnce() throws IOException {
    String id = "app-20260301100000-0001";
    file("a/" + id + ".inprogress", events(id, 0, TEN, false));
    file("b/" + id, events(id, 0, TEN, false));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.sources())
        .filteredOn(source -> !source.used())
        .singleElement()
        .extracting(SourceUse::name)
        .asString()
        .endsWith(".inprogress");
  }

  @Test
  void aFolderOfAThousandEventLogsIsDiagnosedWithoutKeepingThemAll() throws IOException {
    for (int i = 0; i < 1000; i++) {
      String id = "app-20260301100000-%04d".formatted(i);
      file("history/" + id, events(id, 0, TEN.plusSeconds(i), i != 500));
    }

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0500");
    assertThat(report.diagnosis().application().executors()).isNotEmpty();
    assertThat(report.others()).hasSize(999);
    assertThat(report.others())
        .allSatisfy(one -> assertThat(one.application().executors()).isEmpty());
  }

  private Report report() {
    return ApplicationSources.report(folder);
  }

  private void file(String name, String content) throws IOException {
    ApplicationSources.file(folder, name, content);
  }
}
