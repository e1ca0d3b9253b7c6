package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.cause.Causes;
import io.fizzle.diagnosis.Calibration;
import io.fizzle.diagnosis.Diagnostician;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every report holds to the threshold by which it was drawn, not to the one that ships. */
class OwnThresholdTest {
  @TempDir private Path folder;
  private Report strict;

  /** The shipped weights call it heap-oom at 98 %; who asks for 99.9 % is told no cause. */
  @BeforeEach
  void nothingIsSureEnough() {
    Calibration shipped = Calibration.shipped();
    Calibration demanding =
        new Calibration(
            shipped.hint(),
            shipped.moderate(),
            shipped.strong(),
            shipped.proof(),
            shipped.prior(),
            shipped.ceiling(),
            0.999);
    Report report = Evidences.report(Evidences.heapOom(folder));
    strict =
        new Report(
            new Diagnostician(Causes.all(), demanding).diagnose(report.diagnosis().application()),
            report.sources());
  }

  @Test
  void theTextLeavesTheAnswerOpen() {
    assertThat(new TextReport(80, Ink.PLAIN).render(strict))
        .contains("undetermined", "unclear", "heap-oom?")
        .doesNotContain("pure OOM");
  }

  @Test
  void theMarkdownLeavesTheAnswerOpen() {
    assertThat(new MarkdownReport().render(strict))
        .contains("undetermined", "unclear", "heap-oom?")
        .doesNotContain("pure OOM");
  }

  @Test
  void thePageLeavesTheAnswerOpen() {
    assertThat(new HtmlReport().render(strict))
        .contains("unclear", "heap-oom?")
        .doesNotContain("pure OOM");
  }

  @Test
  void theJsonGivesNoAnswer() {
    assertThat(new JsonReport().render(strict)).doesNotContain("\"answer\" : \"pure-oom\"");
  }

  @Test
  void toolsAreToldOfNoCause() {
    assertThat(new SarifReport().render(strict))
        .contains("\"ruleId\" : \"undetermined\"")
        .doesNotContain("\"ruleId\" : \"heap-oom\"");
    assertThat(new JunitReport().render(strict)).doesNotContain("type=\"heap-oom");
  }
}
