package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One failed run of 2026-03-01, and where its digest goes. */
class DigestCommandTest {
  @TempDir private Path folder;

  private final Session session = new Session();
  private final List<String> posted = new ArrayList<>();
  private HttpServer server;
  private int status = 200;

  @BeforeEach
  void recordAndServe() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    configure("");
    Path log = Session.file(folder, "driver.log", Session.CONTAINER_OOM);
    session.run(
        "diagnose",
        log.toString(),
        "--record",
        "--project",
        "sales",
        "--history",
        place(),
        "--config",
        configuration().toString());
    assertThat(session.err()).contains("recorded 1 run");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String place() {
    return folder.resolve("history.db").toString();
  }

  private Path configuration() {
    return folder.resolve("fizzle.yaml");
  }

  private void configure(String text) throws Exception {
    Files.writeString(configuration(), text);
  }

  private void webhook(String permissions) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("webhook"),
            "http://localhost:" + server.getAddress().getPort() + "/s3cret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private int digest(String... arguments) {
    return digestUntil("2026-03-02", arguments);
  }

  private int digestUntil(String end, String... arguments) {
    List<String> all = new ArrayList<>(List.of("digest", "--until", end));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--history", place(), "--config", configuration().toString()));
    return session.run(all.toArray(String[]::new));
  }

  @Test
  void aDryRunShowsEverythingAndSendsNothing() throws Exception {
    webhook("rw-------");
    configure(
"""
digest:
  smtp: {host: localhost, security: none, port: 1, from: fizzle@example.org, to: [a@example.org]}
  webhook_file: webhook
""");

    assertThat(digest("--dry-run")).isZero();

    assertThat(posted).isEmpty();
    assertThat(session.err()).isEmpty();
    assertThat(session.out())
        .startsWith(
            """
            --- not sent: e-mail by localhost:1
            From: fizzle@example.org
            To: a@example.org
            Subject: Spark: how 1 run ended is not known, 1 failure not seen before

            Digest, 2026-03-01 to 2026-03-02 UTC
            """)
        .contains("WHAT IS NEW\n  - sales/wide-join: container-oom, 1 time since 2026-03-01 10:01")
        .contains(
            "--- not sent: webhook at localhost\n"
                + "{\n"
                + "  \"text\" : \"*Spark: how 1 run ended is not known")
        .doesNotContain("s3cret");
  }

  @Test
  void withoutAnywhereToSendItADryRunShowsItAndARunRefuses() {
    assertThat(digest("--dry-run")).isZero();
    assertThat(session.out()).startsWith("Digest, 2026-03-01 to 2026-03-02 UTC\n");
    assertThat(session.err()).startsWith("fizzle: nowhere to send it: give digest.smtp");

    assertThat(digest()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).contains("fizzle digest --dry-run shows it all the same");
  }

  @Test
  void aProjectThatNoRunHasIsRefusedWithThoseThereAre() {
    assertThat(digest("--dry-run", "--project", "slaes")).isEqualTo(ExitCode.BAD_USAGE);

    assertThat(session.out()).isEmpty();
    assertThat(session.err()).contains("no run of project slaes is recorded; recorded are sales");
  }

  @Test
  void anEmptyHistoryHasNothingToCompareANameWith() throws Exception {
    session.run(
        "history",
        "prune",
        "--older-than",
        "2026-11-28",
        "--history",
        place(),
        "--config",
        configuration().toString());

    assertThat(digest("--dry-run", "--project", "slaes")).isZero();
    assertThat(session.out()).startsWith("Digest of project slaes, 2026-03-01");
  }

  @Test
  void oneChannelThatFailsKeepsItFromNoOther() throws Exception {
    webhook("rw-------");
    configure(
"""
digest:
  smtp: {host: localhost, security: none, port: 1, from: fizzle@example.org, to: [a@example.org]}
  webhook_file: webhook
""");

    assertThat(digest()).isEqualTo(ExitCode.NOT_SENT);

    assertThat(session.err())
        .startsWith("fizzle: not sent: e-mail by localhost:1: no connection: ConnectException")
        .hasLineCount(1);
    assertThat(session.out().strip()).isEqualTo("sent: webhook at localhost");
    assertThat(posted).hasSize(1);
  }

  @Test
  void whereAllIsSentTheCodeIsZeroElseFour() throws Exception {
    webhook("rw-------");
    configure("digest: {webhook_file: webhook}\n");

    assertThat(digest("--weekly")).isZero();
    assertThat(posted.get(0)).contains("Digest, 2026-02-23 to 2026-03-02 UTC");
    status = 410;
    assertThat(digest()).isEqualTo(ExitCode.NOT_SENT);
    assertThat(session.err().strip())
        .isEqualTo(
            "fizzle: not sent: webhook at localhost: refused with status 410. Is the address right,"
                + " and the webhook still there?");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void aSecretThatOthersCanReadStopsItBeforeAnythingIsAsked() throws Exception {
    webhook("rw-r--r--");
    configure("digest: {webhook_file: webhook}\n");

    Files.delete(Path.of(place()));

    assertThat(digest()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("webhook can be read or written by others (rw-r--r--)");
    assertThat(posted).isEmpty();
  }

  @Test
  void aDigestIsAlsoAnAnswerInEveryFormat() throws Exception {
    assertThat(digest("--dry-run", "--format", "json")).isZero();
    assertThat(session.out()).startsWith("{\n  \"schema\" : \"fizzle.history-digest/1\"");
    Path page = folder.resolve("digest.html");
    assertThat(digest("--dry-run", "--format", "html", "--output", page.toString())).isZero();
    assertThat(page).content().startsWith("<!DOCTYPE html>").contains("<h2>What is new</h2>");
    assertThat(digest("--format", "json")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("--format and --output show a digest");
    assertThat(digest("--dry-run", "--format", "pdf")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("no such format: pdf");
    assertThat(digest("--daily", "--weekly")).isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void aDayWithoutRunsIsNoGoodDay() {
    assertThat(digestUntil("2026-06-02", "--dry-run", "--project", "sales")).isZero();
    assertThat(session.out())
        .isEqualTo(
            """
            Digest of project sales, 2026-06-01 to 2026-06-02 UTC
              No run was recorded in this time: nothing ran, or nothing is recorded any
              more. fizzle history list --limit 1 shows the last one.
            """);
  }
}
