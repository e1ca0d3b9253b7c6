package io.fizzle.history.asking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AskedTest {
  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void everydayWordsNameACause() {
    assertThat(ask("How do I fix OOMKilled failures?"))
        .contains(new Asked(Intent.REMEDIES, "", "", "container-oom", Optional.empty()));
    assertThat(ask("what worked against gc overhead limit exceeded"))
        .map(Asked::cause)
        .contains("gc-overhead-oom");
    assertThat(ask("how to solve heap-oom in invoices"))
        .contains(new Asked(Intent.REMEDIES, "", "invoices", "heap-oom", Optional.empty()));
  }

  @Test
  void aProjectIsNamedByItsNounOrKnown() {
    assertThat(ask("Analyze failures in project Data-Lake"))
        .contains(new Asked(Intent.ANALYSIS, "Data-Lake", "", "", Optional.empty()));
    assertThat(ask("analyze ml-team please")).map(Asked::project).contains("ml-team");
  }

  @Test
  void aTimeIsRead() {
    assertThat(ask("Show me failure statistics for the last 30 days"))
        .contains(new Asked(Intent.STATISTICS, "", "", "", Optional.of(Duration.ofDays(30))));
    assertThat(ask("how many failures last week"))
        .flatMap(Asked::lookback)
        .contains(Duration.ofDays(7));
    assertThat(ask("what is new since 2026-11-25"))
        .flatMap(Asked::lookback)
        .contains(Duration.ofHours(60));
    assertThat(ask("what's new since yesterday?")).map(Asked::intent).contains(Intent.NEW);
  }

  @Test
  void nodesAndApplicationsHaveTheirOwnQuestions() {
    assertThat(ask("Which nodes are hot?")).map(Asked::intent).contains(Intent.NODES);
    assertThat(ask("Which applications fail most?"))
        .contains(new Asked(Intent.APPLICATIONS, "", "", "", Optional.empty()));
  }

  @Test
  void aRiskIsThatOfAnApplication() {
    assertThat(ask("Will invoices fail again tonight?"))
        .contains(new Asked(Intent.RISK, "", "invoices", "", Optional.empty()));
    assertThat(ask("what is the risk that job nightly-etl in project Sales fails"))
        .contains(new Asked(Intent.RISK, "Sales", "nightly-etl", "", Optional.empty()));
    assertThat(ask("How likely is a failure?")).isEmpty();
  }

  @Test
  void everyExampleIsUnderstoodAsItself() {
    for (Intent intent : Intent.values()) {
      assertThat(ask(intent.example())).as(intent.example()).map(Asked::intent).contains(intent);
    }
  }

  @Test
  void whatIsNotUnderstoodIsNotGuessed() {
    assertThat(ask("What is the weather tomorrow?")).isEmpty();
    assertThat(ask("How do I fix it?")).isEmpty();
    assertThat(ask("x".repeat(10_000))).isEmpty();
  }

  private static Optional<Asked> ask(String question) {
    return Asked.understand(question, List.of("ml-team"), List.of("invoices"), NOW);
  }
}
