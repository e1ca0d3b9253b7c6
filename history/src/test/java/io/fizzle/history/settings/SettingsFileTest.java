package io.fizzle.history.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  @TempDir private Path folder;

  private Settings read(String text) throws Exception {
    return SettingsFile.read(Files.writeString(folder.resolve("fizzle.yaml"), text));
  }

  @Test
  void everythingCanBeSet() throws Exception {
    Settings settings =
        read(
            """
            db: postgresql://fizzle@db/history
            cluster: east
            project: sales
            team: billing
            lookback_days: 30
            pattern_threshold: 5
            retention:
              days: 365
              size: 2GB
            prices: {core_hour: 0.04, gib_hour: 0.005, currency: EUR}
            allowed_projects: [sales, research]
            enable_auto_remediation: true
            """);

    assertThat(settings)
        .isEqualTo(
            new Settings(
                "postgresql://fizzle@db/history",
                "east",
                "sales",
                "billing",
                30,
                5,
                365,
                2L << 30,
                new Prices(0.04, 0.005, "EUR"),
                Optional.of(List.of("sales", "research")),
                true));
  }

  @Test
  void nothingNeedsToBeSet() throws Exception {
    assertThat(read("# nothing\n")).isEqualTo(Settings.DEFAULT);
    assertThat(Settings.DEFAULT.enableAutoRemediation()).isFalse();
    assertThat(Settings.DEFAULT.access().permits("anything")).isTrue();
  }

  @Test
  void anEmptyListOfProjectsAllowsNone() throws Exception {
    assertThat(read("allowed_projects: []\n").access().permits("sales")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          db: x\\nlookback_days: seven              | 2 | lookback_days: write a whole number from 1 to 3650, not seven
          lookback_days: 0                          | 1 | lookback_days
          db: x\\n\\nlookback: 7                    | 3 | no such key: lookback. Known: allowed_projects
          retention:\\n  days: 3\\n  size: big      | 3 | retention.size: write a size like 500MB or 2GB, not big
          allowed_projects: sales                   | 1 | allowed_projects: write a list
          enable_auto_remediation: yes please       | 1 | enable_auto_remediation: write true or false
          cluster: [a                               | 2 | expected
          project: a\\nproject: b                   | 2 | project
          prices: {core_hour: -1}                   | 1 | prices.core_hour
          """)
  void aMistakeIsToldWithItsLine(String text, int line, String message) {
    SettingsFile.Mistake mistake =
        catchThrowableOfType(
            SettingsFile.Mistake.class, () -> read(text.replace("\\n", "\n") + "\n"));

    assertThat(mistake).hasMessageContaining(message);
    assertThat(mistake.getMessage()).contains("fizzle.yaml:" + line + ":");
  }

  @Test
  void everySystemHasItsPlaceAndNoneIsTemporary() {
    String home = folder.toString();
    assertThat(new Places(Map.of(), "Linux", home).history())
        .isEqualTo(home + "/.local/share/fizzle/history.db");
    assertThat(new Places(Map.of("XDG_DATA_HOME", "/data"), "Linux", home).history())
        .isEqualTo("/data/fizzle/history.db");
    assertThat(new Places(Map.of("XDG_DATA_HOME", "data"), "Linux", home).history())
        .isEqualTo(home + "/.local/share/fizzle/history.db");
    assertThat(new Places(Map.of(), "Mac OS X", home).history())
        .isEqualTo(home + "/Library/Application Support/Fizzle/history.db");
    assertThat(new Places(Map.of(), "Windows 11", home).history())
        .isEqualTo(home + "/AppData/Local/Fizzle/history.db");
    assertThat(new Places(Map.of("FIZZLE_HISTORY", "/x/h.db"), "Linux", home).history())
        .isEqualTo("/x/h.db");
  }

  @Test
  void whoHasNoHomeIsAskedForAPlace() {
    assertThat(
            catchThrowableOfType(
                io.fizzle.history.HistoryProblem.class,
                () -> new Places(Map.of(), "Linux", "/nonexistent").history()))
        .hasMessageContaining("--history");
  }
}
