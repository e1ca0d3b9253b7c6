package io.fizzle.history.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Outcome;
import io.fizzle.history.ApplicationRun;
import io.fizzle.history.RunRecord;
import io.fizzle.history.Samples;
import io.fizzle.history.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunSheetTest {
  private static String whole(Use use) {
    ApplicationRun run =
        Samples.run("r1", "sales", Samples.START, Outcome.UNKNOWN, "undetermined").using(use);
    return new RunSheet(Form.TEXT).whole(new RunRecord(run, List.of(), List.of()));
  }

  @Test
  void whatIsNotKnownIsNoZero() {
    assertThat(whole(Use.UNKNOWN)).contains("held         not known\n");
    assertThat(whole(new Use(3, 0, 0, 0, 0, 0)))
        .contains("held         3 executors, core-hours not known, GiB-hours not known\n");
    assertThat(whole(new Use(1, 4, 16, 0, 0, 0)))
        .contains(
            "held         1 executor, 4.000 core-hours, 16.000 GiB-hours; 0.000 core-hours lost\n");
  }
}
