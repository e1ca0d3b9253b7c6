package io.fizzle.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkTimeTest {

  @ParameterizedTest
  @CsvSource({
    "120s, SECONDS, 120000",
    "2min, SECONDS, 120000",
    "2m, SECONDS, 120000",
    "300, SECONDS, 300000",
    "300, MILLISECONDS, 300",
    "1h, MILLISECONDS, 3600000",
    "1d, SECONDS, 86400000",
    "250us, MILLISECONDS, 0",
    "-1, MILLISECONDS, -1",
    "' 10S ', SECONDS, 10000"
  })
  void readsWhatSparkReads(String text, TimeUnit unit, long millis) {
    assertThat(SparkTime.parse(text, unit)).contains(new SparkTime(millis));
  }

  @Test
  void cutsToTheUnitOfTheKeyAsSparkDoes() {
    assertThat(SparkTime.parse("1500ms", TimeUnit.SECONDS)).contains(SparkTime.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5s", "10 s", "10sec", "s", "", "ten", "1e3s", "99999999999999999999s"})
  void refusesWhatSparkRefuses(String text) {
    assertThat(SparkTime.parse(text, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void endsVeryLongTimesAtTheLargestNumber() {
    assertThat(SparkTime.parse("9223372036854775807d", TimeUnit.SECONDS))
        .contains(new SparkTime(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource({"120000, 120s, 120 s", "600000, 600s, 10 min", "1500, 1500ms, 1500 ms", "0, 0s, 0 s"})
  void printsForSparkAndForPeople(long millis, String text, String human) {
    assertThat(new SparkTime(millis).text()).isEqualTo(text);
    assertThat(new SparkTime(millis).human()).isEqualTo(human);
  }

  @Property
  void readsBackWhatItPrints(@ForAll @LongRange(min = 0, max = 1L << 52) long millis) {
    SparkTime time = new SparkTime(millis);
    assertThat(SparkTime.parse(time.text(), TimeUnit.MILLISECONDS)).contains(time);
  }

  @Property
  void answersAnyTextWithoutThrowing(@ForAll @StringLength(max = 200) String text) {
    assertThatCode(() -> SparkTime.parse(text, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }
}
