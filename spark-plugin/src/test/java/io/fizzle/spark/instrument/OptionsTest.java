package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.spark.Settings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("FIZZLE_VERBOSITY", "3");
  private static final Map<String, String> CONF = Map.of("spark.fizzle.verbosity", "2");

  @Test
  void theConstructorGoesBeforeTheConfigurationAndThatBeforeTheEnvironment() {
    assertThat(options(0, CONF, ENVIRONMENT).options().verbosity()).isZero();
    assertThat(options(null, CONF, ENVIRONMENT).options().verbosity()).isEqualTo(2);
    assertThat(options(null, Map.of(), ENVIRONMENT).options().verbosity()).isEqualTo(3);
    assertThat(options(null, Map.of(), Map.of()).options()).isEqualTo(new Options(1, false));
  }

  @Test
  void aBadValueIsNamedWithTheValidRangeAndTheDefault() {
    Map<String, String> bad = Map.of("spark.fizzle.checkpoint.auto", "yes");

    Options.Parsed parsed = options(7, bad, Map.of());

    assertThat(parsed.options()).isEqualTo(new Options(1, false));
    assertThat(parsed.warnings())
        .containsExactly(
            "verbosity is '7', valid is 0 to 3; 1 is used instead",
            "spark.fizzle.checkpoint.auto is 'yes', valid is true or false; false is used instead");
  }

  @Test
  void checkpointsByItselfOnlyWhereTheUserAskedForIt() {
    Map<String, String> asked = Map.of("spark.fizzle.checkpoint.auto", "true");

    assertThat(options(null, asked, Map.of()).options().autoCheckpoint()).isTrue();
  }

  private static Options.Parsed options(
      @Nullable Integer constructor, Map<String, String> conf, Map<String, String> environment) {
    return Options.of(constructor, Settings.parse(conf, environment));
  }
}
