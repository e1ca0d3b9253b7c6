package io.fizzle.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Numbers as people read them, the same everywhere. */
class NumbersTest {

  @Test
  void sharesAreWholePercent() {
    assertThat(Numbers.percent(0)).isEqualTo("0 %");
    assertThat(Numbers.percent(0.345)).isEqualTo("35 %");
    assertThat(Numbers.percent(1)).isEqualTo("100 %");
  }

  @Test
  void durationsChangeTheirUnitAtAMinute() {
    assertThat(Numbers.duration(Duration.ofMillis(140))).isEqualTo("0.1 s");
    assertThat(Numbers.duration(Duration.ofMillis(59_900))).isEqualTo("59.9 s");
    assertThat(Numbers.duration(Duration.ofSeconds(60))).isEqualTo("1 min 0 s");
    assertThat(Numbers.duration(Duration.ofSeconds(7384))).isEqualTo("123 min 4 s");
  }

  @Test
  void bytesAreBinary() {
    assertThat(Numbers.bytes(0)).isEqualTo("0 B");
    assertThat(Numbers.bytes(1023)).isEqualTo("1023 B");
    assertThat(Numbers.bytes(1024)).isEqualTo("1.0 KiB");
    assertThat(Numbers.bytes(3L << 30)).isEqualTo("3.0 GiB");
    assertThat(Numbers.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
  }

  @Test
  void theReadersLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(Numbers.bytes(1536)).isEqualTo("1.5 KiB");
      assertThat(Numbers.duration(Duration.ofMillis(1500))).isEqualTo("1.5 s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
