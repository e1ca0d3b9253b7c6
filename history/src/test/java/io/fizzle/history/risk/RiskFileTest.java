package io.fizzle.history.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskFileTest {
  @TempDir private Path folder;

  private static String text() {
    return RiskFile.text(
        Training.of(PlantedRisk.applications(1, "sales", 40, 30, 0.2, 4, Duration.ofDays(20))),
        LocalDate.of(2026, 11, 27));
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    Path file = Files.writeString(folder.resolve("risk.properties"), text());

    RiskFile.Fitted fitted = RiskFile.read(file).orElseThrow();

    assertThat(fitted.model().applicationStrength()).isCloseTo(4, within(3.0));
    assertThat(fitted.fitted()).startsWith("fitted 2026-11-27; on 500 runs its Brier score was 0.");
    assertThat(RiskFile.read(folder.resolve("none"))).isEmpty();
    assertThat(RiskFile.mayReplace(file)).isTrue();
    assertThat(RiskFile.mayReplace(folder.resolve("none"))).isTrue();
    assertThat(RiskFile.mayReplace(Files.writeString(folder.resolve("x"), "a=b"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          schema=fizzle.risk-model/1 | schema=fizzle.risk-model/9 | is no fizzle.risk-model/1, but a fizzle.risk-model/9
          schema=fizzle.risk-model/1 | x=1                        | is no fizzle.risk-model/1
          half_life_days=180         | half_life_days=30          | was fitted with a half-life of 30 days, not 180
          application_strength=      | application_strength=x     | application_strength: no number from
          kind_strength=             | kind_strength=-            | kind_strength: no number from
          """)
  void aFileThatIsNoModelIsRefused(String from, String to, String message) throws Exception {
    Path file = Files.writeString(folder.resolve("risk.properties"), text().replace(from, to));

    assertThat(catchThrowableOfType(RiskFile.Unusable.class, () -> RiskFile.read(file)))
        .hasMessageContaining(message)
        .hasMessageEndingWith("fizzle history risk --train writes it anew");
  }
}
