package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSizeTest {

  @ParameterizedTest
  @CsvSource({
    "512m, MIB, 536870912",
    "4g, MIB, 4294967296",
    "4G, MIB, 4294967296",
    "' 4gb ', MIB, 4294967296",
    "1t, MIB, 1099511627776",
    "1p, BYTE, 1125899906842624",
    "100b, BYTE, 100",
    "2048, MIB, 2147483648",
    "2048, BYTE, 2048",
    "64, KIB, 65536",
    "0, MIB, 0"
  })
  void readsWhatSparkReads(String text, SparkSize.Unit unit, long bytes) {
    assertThat(SparkSize.parse(text, unit)).contains(new SparkSize(bytes));
  }

  @Test
  void cutsToTheUnitOfTheKeyAsSparkDoes() {
    assertThat(SparkSize.parse("1500k", SparkSize.Unit.MIB)).contains(SparkSize.ofMib(1));
    assertThat(SparkSize.parse("1500k", SparkSize.Unit.BYTE)).contains(new SparkSize(1_536_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.5g",
        "4 g",
        "4Gi",
        "4GiB",
        "-1",
        "+1g",
        "g",
        "",
        "1e3",
        "0x10",
        "٤g",
        "9223372036854775808",
        "8589934592g",
        "99999999999999999999999999999999999999999999m"
      })
  void refusesWhatSparkRefusesAndWhatOverflows(String text) {
    assertThat(SparkSize.parse(text, SparkSize.Unit.BYTE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1610612736, 1536m",
    "2147483648, 2g",
    "1099511627776, 1t",
    "1000, 1000b",
    "0, 0b",
    "65536, 64k"
  })
  void printsTheShortestExactText(long bytes, String text) {
    assertThat(new SparkSize(bytes).text()).isEqualTo(text);
  }

  @Test
  void keepsTheUnitThatThePersonUsed() {
    assertThat(SparkSize.ofMib(6144).textLike("4096m")).isEqualTo("6144m");
    assertThat(SparkSize.ofMib(6144).textLike("4g")).isEqualTo("6g");
    assertThat(SparkSize.ofMib(1536).textLike("1g")).isEqualTo("1536m");
    assertThat(SparkSize.ofMib(2048).textLike("1024")).isEqualTo("2g");
  }

  @ParameterizedTest
  @CsvSource({
    "1610612736, 1.5 GiB",
    "429916160, 410 MiB",
    "4724875264, 4.4 GiB",
    "4294967296, 4 GiB",
    "512, 512 B",
    "0, 0 B"
  })
  void speaksToPeople(long bytes, String text) {
    assertThat(SparkSize.human(bytes)).isEqualTo(text);
  }

  @Test
  void roundsUpToAStep() {
    SparkSize step = SparkSize.ofMib(256);
    assertThat(SparkSize.ofMib(1408).roundUp(step)).isEqualTo(SparkSize.ofMib(1536));
    assertThat(SparkSize.ofMib(1536).roundUp(step)).isEqualTo(SparkSize.ofMib(1536));
    assertThat(new SparkSize(Long.MAX_VALUE).roundUp(step).bytes()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void isNeverNegative() {
    assertThatThrownBy(() -> new SparkSize(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsBackWhatItPrints(@ForAll @LongRange(min = 0) long bytes) {
    SparkSize size = new SparkSize(bytes);
    assertThat(SparkSize.parse(size.text(), SparkSize.Unit.BYTE)).contains(size);
  }

  @Property
  void answersAnyTextWithoutThrowing(@ForAll @StringLength(max = 200) String text) {
    for (SparkSize.Unit unit : SparkSize.Unit.values()) {
      SparkSize.parse(text, unit).ifPresent(size -> assertThat(size.bytes()).isNotNegative());
    }
  }
}
