package io.fizzle;

import static io.fizzle.ApplicationSources.TEN;
import static io.fizzle.ApplicationSources.byId;
import static io.fizzle.ApplicationSources.driver;
import static io.fizzle.ApplicationSources.events;
import static io.fizzle.ApplicationSources.failure;
import static io.fizzle.ApplicationSources.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contexts that follow each other in the log of one driver. */
class SeveralContextsTest {
  @TempDir private Path folder;

  @Test
  void contextsThatRanOneAfterTheOtherInOneDriverAreApplicationsOfTheirOwn() throws IOException {
    file(
        "driver.log",
        driver("app-20260301100000-0001", "10:00:00")
            + failure("10:00:20")
            + "26/03/01 10:00:21 INFO SparkContext: Successfully stopped SparkContext\n"
            + driver("app-20260301100100-0002", "10:01:00")
            + "26/03/01 10:01:21 INFO SparkContext: Successfully stopped SparkContext\n");

    Report report = report();

    assertThat(id(report.diagnosis())).isEqualTo("app-20260301100000-0001");
    assertThat(report.diagnosis().verdict().cause()).isEqualTo("heap-oom");
    assertThat(report.others())
        .singleElement()
        .extracting(ApplicationSources::id)
        .isEqualTo("app-20260301100100-0002");
    assertThat(report.others().get(0).incidents()).isEmpty();
  }

  @Test
  void theLinesOfASecondContextJoinItsOwnEventLog() throws IOException {
    file("two/events", events("app-20260301100100-0002", 0, TEN.plusSeconds(60), true));
    file(
        "driver.log",
        driver("app-20260301100000-0001", "10:00:00")
            + failure("10:00:20")
            + "26/03/01 10:00:21 INFO SparkContext: Successfully stopped SparkContext\n"
            + driver("app-20260301100100-0002", "10:01:00")
            + "26/03/01 10:01:21 INFO SparkContext: Successfully stopped SparkContext\n");

    Report report = report();

    assertThat(report.others()).hasSize(1);
    assertThat(byId(report, "app-20260301100100-0002").application().driver().hasOwnLog()).isTrue();
  }

  @Test
  void twoLogsThatRunThroughEachOtherAreNotTornApart() throws IOException {
    file("driver.log", driver("", "10:00:00") + driver("", "10:00:05") + failure("10:00:20"));

    assertThat(report().others()).isEmpty();
  }

  private Report report() {
    return ApplicationSources.report(folder);
  }

  private void file(String name, String content) throws IOException {
    ApplicationSources.file(folder, name, content);
  }
}
