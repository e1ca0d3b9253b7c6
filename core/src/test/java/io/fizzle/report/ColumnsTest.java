package io.fizzle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

  @Test
  void cutsNamesAndNoFigure() {
    List<String> lines =
        Columns.figures(
            List.of("stage", "skew"), List.of(List.of("a".repeat(60), "1.6 → 1.5")), 50);

    assertThat(lines.get(1)).isEqualTo("  " + "a".repeat(36) + "…  1.6 → 1.5");
  }

  @Test
  void leavesATableThatFitsAsItIs() {
    assertThat(
            Columns.figures(List.of("stage", "skew"), List.of(List.of("count", "1.6 → 1.5")), 50))
        .containsExactly("  stage  skew", "  count  1.6 → 1.5");
  }
}
