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
                Digests.NONE,
                Optional.of(List.of("sales", "research")),
                true));
  }

  @Test
  void digestsGoWhereItSays() throws Exception {
    Digests digests =
        read("""
        digest:
          smtp:
            host: smtp.example.org
            security: tls
            user: fizzle
            password_file: smtp-password
            from: fizzle@example.org
            to: [data-platform@example.org, on.call+spark@example.org]
          webhook_file: /etc/fizzle/webhook
        """)
            .digest();

    assertThat(digests)
        .isEqualTo(
            new Digests(
                Optional.of(
                    new Smtp(
                        "smtp.example.org",
                        465,
                        Smtp.Security.TLS,
                        "fizzle",
                        folder.resolve("smtp-password").toString(),
                        "fizzle@example.org",
                        List.of("data-platform@example.org", "on.call+spark@example.org"))),
                "/etc/fizzle/webhook"));
    assertThat(read("digest: {smtp: {host: h, from: a@b.c, to: [d@e.f]}}\n").digest().smtp())
        .get()
        .extracting(Smtp::security, Smtp::port)
        .containsExactly(Smtp.Security.STARTTLS, 587);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          digest: {webhook: https://h.example.org/x}          | 1 | digest.webhook: whoever knows this address may post there; put it into FIZZLE_DIGEST_WEBHOOK
          digest:\\n  smtp:\\n    password: x                 | 3 | digest.smtp.password: a password does not belong here; put it into FIZZLE_SMTP_PASSWORD
          digest:\\n  smtp:\\n    from: a@b.c                 | 3 | digest.smtp.host: missing; write host: smtp.example.org
          digest:\\n  smtp:\\n    host: h h                   | 3 | digest.smtp.host: write the name of a server
          digest:\\n  smtp:\\n    host: h\\n    to: [a@b.c]   | 3 | digest.smtp.from: missing; write from: fizzle@example.org
          digest:\\n  smtp: {host: h, from: a@b.c}            | 2 | digest.smtp.to: missing
          digest:\\n  smtp: {host: h, from: a@b.c, to: d@e.f} | 2 | digest.smtp.to: write a list
          digest:\\n  smtp: {host: h, from: a@b.c, to: ["d@e.f\\r\\nBcc: x@y.z"]} | 2 | digest.smtp.to
          digest:\\n  smtp: {host: h, from: "A <a@b.c>", to: [d@e.f]} | 2 | digest.smtp.from: write an address like fizzle@example.org, not A <a@b.c>
          digest:\\n  smtp: {host: h, port: 0, from: a@b.c, to: [d@e.f]} | 2 | digest.smtp.port: write a whole number from 1 to 65535
          digest:\\n  smtp: {host: h, security: ssl, from: a@b.c, to: [d@e.f]} | 2 | digest.smtp.security: write starttls, tls or none, not ssl
          digest:\\n  smtp: {host: h, security: none, user: u, from: a@b.c, to: [d@e.f]} | 2 | digest.smtp.user: a password is sent encrypted or not at all
          digest:\\n  smtp: {host: h, password_file: p, from: a@b.c, to: [d@e.f]} | 2 | digest.smtp.password_file: whose password is it? Give user too
          digest:\\n  mail: x                                 | 2 | no such key: digest.mail. Known: smtp, webhook, webhook_file
          digest: daily                                       | 1 | digest: write keys with values
          """)
  void aMistakeInWhereDigestsGoIsToldWithItsLine(String text, int line, String message) {
    aMistakeIsToldWithItsLine(text, line, message);
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
