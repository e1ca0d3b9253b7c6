package io.fizzle.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.fizzle.recorder.enabled      | yes   | true or false   | true",
        "spark.fizzle.recorder.interval     | 50ms  | 100ms to 60s    | 1000ms",
        "spark.fizzle.recorder.interval     | 2h    | 100ms to 60s    | 1000ms",
        "spark.fizzle.recorder.sendInterval | 90s   | 100ms to 60s    | 2000ms",
        "spark.fizzle.recorder.keep         | 5     | 60 to 3600 seconds | 600 seconds",
        "spark.fizzle.recorder.keep         | 999999999999 | 60 to 3600 seconds | 600 seconds",
        "spark.fizzle.recorder.keep         | 61m   | 60 to 3600 seconds | 600 seconds",
        "spark.fizzle.recorder.keep         | 90000ms50 | 60 to 3600 seconds | 600 seconds",
        "spark.fizzle.recorder.sendInterval | 0.5s  | 100ms to 60s    | 2000ms",
        "spark.fizzle.verbosity             | 4     | 0 to 3          | 1",
        "spark.fizzle.verbosity             | loud  | 0 to 3          | 1",
        "spark.fizzle.eventLog.enabled      | 1     | true or false   | true",
        "spark.fizzle.ui.enabled            | off   | true or false   | true",
        "spark.fizzle.checkpoint.auto       | maybe | true or false   | false"
      })
  void aBadValueIsNamedWithTheValidRangeAndTheDefaultIsUsed(
      String key, String value, String valid, String fallback) {
    Settings.Parsed parsed = Settings.parse(Map.of(key, value), Map.of());

    assertThat(parsed.settings()).isEqualTo(Settings.DEFAULT);
    assertThat(parsed.warnings())
        .containsExactly(
            key + " is '" + value + "', valid is " + valid + "; " + fallback + " is used instead");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.fizzle.recorder.enabled  | true or false        | true",
        "spark.fizzle.recorder.interval | 100ms to 60s         | 1000ms",
        "spark.fizzle.recorder.keep     | 60 to 3600 seconds   | 600 seconds",
        "spark.fizzle.recorder.dir      | the path of a folder | the usual place",
        "spark.fizzle.verbosity         | 0 to 3               | 1",
      })
  void aKeyWithoutAValueIsNamedToo(String key, String valid, String fallback) {
    Settings.Parsed parsed = Settings.parse(Map.of(key, " "), Map.of());

    assertThat(parsed.settings()).isEqualTo(Settings.DEFAULT);
    assertThat(parsed.warnings())
        .containsExactly(key + " is '', valid is " + valid + "; " + fallback + " is used instead");
  }

  @Test
  void anEnvironmentWithoutAValueIsOneWithoutTheVariable() {
    assertThat(Settings.parse(Map.of(), Map.of("FIZZLE_VERBOSITY", "")).warnings()).isEmpty();
  }

  @Test
  void whatSparkAcceptsIsAccepted() {
    Map<String, String> conf =
        Map.of(
            "spark.fizzle.recorder.enabled", "FALSE",
            "spark.fizzle.recorder.interval", " 2S ",
            "spark.fizzle.recorder.sendInterval", "1min",
            "spark.fizzle.recorder.keep", "10m",
            "spark.fizzle.ui.enabled", " true ",
            "spark.fizzle.eventLog.enabled", "False",
            "spark.fizzle.verbosity", " 2 ");

    Settings.Parsed parsed = Settings.parse(conf, Map.of());

    assertThat(parsed.warnings()).isEmpty();
    assertThat(parsed.settings())
        .isEqualTo(new Settings(false, 2_000, 60_000, 600, null, 2, false, true, false));
  }

  @Test
  void timesAreWrittenAsForSpark() {
    Map<String, String> conf =
        Map.of(
            "spark.fizzle.recorder.interval", "500",
            "spark.fizzle.recorder.sendInterval", "1m",
            "spark.fizzle.recorder.keep", "120s");

    Settings settings = Settings.parse(conf, Map.of()).settings();

    assertThat(settings.intervalMillis()).isEqualTo(500);
    assertThat(settings.sendMillis()).isEqualTo(60_000);
    assertThat(settings.keepSeconds()).isEqualTo(120);
  }

  @Test
  void aKeyThatIsNoneIsNamedWithThoseThereAre() {
    Map<String, String> conf = Map.of("spark.fizzle.recorder.intervall", "1s");

    assertThat(Settings.parse(conf, Map.of()).warnings())
        .containsExactly(
            "spark.fizzle.recorder.intervall is no setting and has no effect; those there are:"
                + " spark.fizzle.checkpoint.auto, spark.fizzle.eventLog.enabled,"
                + " spark.fizzle.recorder.dir, spark.fizzle.recorder.enabled,"
                + " spark.fizzle.recorder.interval, spark.fizzle.recorder.keep,"
                + " spark.fizzle.recorder.sendInterval, spark.fizzle.ui.enabled,"
                + " spark.fizzle.verbosity");
  }

  @Test
  void everySettingIsAccepted() {
    Map<String, String> conf =
        Map.of(
            "spark.fizzle.checkpoint.auto", "true",
            "spark.fizzle.eventLog.enabled", "false",
            "spark.fizzle.recorder.dir", "/var/log",
            "spark.fizzle.recorder.enabled", "false",
            "spark.fizzle.recorder.interval", "2s",
            "spark.fizzle.recorder.keep", "60",
            "spark.fizzle.recorder.sendInterval", "5s",
            "spark.fizzle.ui.enabled", "false",
            "spark.fizzle.verbosity", "3");

    Settings.Parsed parsed = Settings.parse(conf, Map.of("FIZZLE_VERBOSITY", "0"));

    assertThat(parsed.warnings()).isEmpty();
    assertThat(parsed.settings())
        .isEqualTo(new Settings(false, 2_000, 5_000, 60, "/var/log", 3, false, false, true));
  }
}
