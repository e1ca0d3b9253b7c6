package io.fizzle;

import static io.fizzle.ApplicationSources.TEN;
import static io.fizzle.ApplicationSources.container;
import static io.fizzle.ApplicationSources.driver;
import static io.fizzle.ApplicationSources.events;
import static io.fizzle.ApplicationSources.executor;
import static io.fizzle.ApplicationSources.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.report.Ink;
import io.fizzle.report.Report;
import io.fizzle.report.TextReport;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of several attempts of one application in one input. */
class SeveralAttemptsTest {
  @TempDir private Path folder;

  @Test
  void theLastAttemptIsTheApplicationsResultAndTheEarlierOneSaysWhyThereIsALast()
      throws IOException {
    String id = "application_1700000000000_0001";
    file("eventlog/" + id + "_1", events(id, 1, TEN, false));
    file("eventlog/" + id + "_2", events(id, 2, TEN.plusSeconds(120), true));

    Report report = report();

    assertThat(report.diagnosis().application().identity().attempt()).isEqualTo(2);
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("healthy");
    assertThat(report.earlierAttempts())
        .singleElement()
        .satisfies(first -> assertThat(first.verdict().cause()).isEqualTo("heap-oom"));
    assertThat(new TextReport(100, Ink.PLAIN).render(report))
        .contains(id + ", attempt 2", "EARLIER ATTEMPTS", "Attempt 1, 2026-03-01 10:00:00Z failed");
  }

  @Test
  void driversInContainersOfTwoAttemptsAreTwoAttempts() throws IOException {
    file(
        "yarn.log",
        container(1, 1, driver("", "10:00:00") + failure("10:00:20"))
            + container(1, 2, executor("1", ""))
            + container(
                2,
                1,
                driver("", "10:02:00")
                    + "26/03/01 10:02:20 INFO SparkContext: Successfully stopped SparkContext\n")
            + container(2, 2, executor("1", "").replace("10:00:0", "10:02:0")));

    Report report = report();

    assertThat(report.diagnosis().application().identity().attempt()).isEqualTo(2);
    assertThat(report.diagnosis().incidents()).isEmpty();
    assertThat(report.earlierAttempts())
        .singleElement()
        .satisfies(first -> assertThat(first.verdict().cause()).isEqualTo("heap-oom"));
  }

  @Test
  void masterAttemptsOfOneDriverAreOneApplication() throws IOException {
    file("driver.log", driver("application_1700000000000_0001", "10:00:00") + failure("10:00:20"));
    file(
        "yarn.log",
        container(
                1,
                1,
                "26/03/01 10:00:02 INFO ApplicationMaster: ApplicationAttemptId:"
                    + " appattempt_1700000000000_0001_000001\n")
            + container(
                2,
                1,
                "26/03/01 10:01:02 INFO ApplicationMaster: ApplicationAttemptId:"
                    + " appattempt_1700000000000_0001_000002\n")
            + container(2, 2, executor("5", "")));

    Report report = report();

    assertThat(report.others()).isEmpty();
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
  }

  private Report report() {
    return ApplicationSources.report(folder);
  }

  private void file(String name, String content) throws IOException {
    ApplicationSources.file(folder, name, content);
  }
}
