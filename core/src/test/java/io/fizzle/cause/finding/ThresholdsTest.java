package io.fizzle.cause.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdsTest {
  private final Thresholds shipped = Thresholds.shipped();

  @Test
  void everyOneHasAValueInItsRangeAndASource() {
    assertThat(shipped.all())
        .hasSizeGreaterThan(40)
        .allSatisfy(
            one -> {
              assertThat(one.value()).isBetween(one.least(), one.most());
              assertThat(one.source()).isNotBlank();
              assertThat(one.means()).isNotBlank();
            });
  }

  @Test
  void everyFindingOrTheSeverityOwnsEachOfThem() {
    assertThat(shipped.all())
        .extracting(one -> one.name().substring(0, one.name().indexOf('.')))
        .allSatisfy(
            family ->
                assertThat(
                        family.equals("severity")
                            || Findings.rules().stream().anyMatch(r -> r.id().equals(family)))
                    .as(family)
                    .isTrue());
  }

  @Test
  void canBeSet() {
    assertThat(shipped.with("spill.bytes = 5").value("spill.bytes")).isEqualTo(5);
    assertThat(shipped.value("spill.bytes")).isEqualTo(104_857_600);
  }

  @Test
  void sayWhatIsWrongWithASetting() {
    assertThatThrownBy(() -> shipped.with("spill.byte=5"))
        .hasMessage("no such threshold: spill.byte. Did you mean spill.bytes, spill.medium-bytes?");
    assertThatThrownBy(() -> shipped.with("gc-pressure.share=15"))
        .hasMessage("gc-pressure.share takes a number from 0.01 to 1 share, not 15");
    assertThatThrownBy(() -> shipped.with("gc-pressure.share=much"))
        .hasMessage("gc-pressure.share takes a number from 0.01 to 1 share, not much");
    assertThatThrownBy(() -> shipped.with("gc-pressure.share"))
        .hasMessageContaining("Write NAME=VALUE");
    assertThatThrownBy(() -> shipped.with("nonsense=1"))
        .hasMessage("no such threshold: nonsense. docs/thresholds.md lists them");
  }
}
