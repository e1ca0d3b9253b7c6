package io.fizzle.spark.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("FIZZLE_VERBOSITY", "3");
  private static final Map<String, String> CONF = Map.of("spark.fizzle.verbosity", "2");

  @Test
  void theConstructorGoesBeforeTheConfigurationAndThatBeforeTheEnvironment() {
    assertThat(Options.parse(0, CONF::get, ENVIRONMENT).options().verbosity()).isZero();
    assertThat(Options.parse(null, CONF::get, ENVIRONMENT).options().verbosity()).isEqualTo(2);
    assertThat(Options.parse(null, key -> null, ENVIRONMENT).options().verbosity()).isEqualTo(3);
    assertThat(Options.parse(null, key -> null, Map.of()).options())
        .isEqualTo(new Options(1, false));
  }

  @Test
  void aBadValueIsNamedWithTheValidRangeAndTheDefault() {
    Map<String, String> bad = Map.of("spark.fizzle.checkpoint.auto", "yes");

    Options.Parsed parsed = Options.parse(7, bad::get, Map.of());

    assertThat(parsed.options()).isEqualTo(new Options(1, false));
    assertThat(parsed.warnings())
        .containsExactly(
            "verbosity is '7', valid is 0 to 3; 1 is used instead",
            "spark.fizzle.checkpoint.auto is 'yes', valid is true or false; false is used instead");
  }

  @Test
  void checkpointsByItselfOnlyWhereTheUserAskedForIt() {
    Map<String, String> asked = Map.of("spark.fizzle.checkpoint.auto", "true");

    assertThat(Options.parse(null, asked::get, Map.of()).options().autoCheckpoint()).isTrue();
  }
}
