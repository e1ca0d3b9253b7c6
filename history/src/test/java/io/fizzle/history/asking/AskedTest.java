package io.fizzle.history.asking;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.Filter.Field;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hot nodes in the last two weeks        | 2026-11-13T12:00:00Z | 2026-11-27T12:00:00Z
          statistics of the past three months    | 2026-08-29T12:00:00Z | 2026-11-27T12:00:00Z
          how many failures in a couple of days  |                      |
          failure statistics, last couple of days| 2026-11-25T12:00:00Z | 2026-11-27T12:00:00Z
          how many runs failed in October        | 2026-10-01T00:00:00Z | 2026-11-01T00:00:00Z
          how many runs failed in november       | 2026-11-01T00:00:00Z | 2026-11-27T12:00:00Z
          how many runs failed in December       | 2025-12-01T00:00:00Z | 2026-01-01T00:00:00Z
          how many runs failed in March 2025     | 2025-03-01T00:00:00Z | 2025-04-01T00:00:00Z
          how many runs may fail                 |                      |
          how much money did we lose last month  | 2026-10-01T00:00:00Z | 2026-11-01T00:00:00Z
          statistics of the last month           | 2026-10-28T12:00:00Z | 2026-11-27T12:00:00Z
          what changed on november 22            | 2026-11-22T00:00:00Z | 2026-11-23T00:00:00Z
          what changed on the 22nd of November   | 2026-11-22T00:00:00Z | 2026-11-23T00:00:00Z
          what changed on 2026-11-22?            | 2026-11-22T00:00:00Z | 2026-11-23T00:00:00Z
          what is new since Monday               | 2026-11-23T00:00:00Z | 2026-11-27T12:00:00Z
          what is new since October 5            | 2026-10-05T00:00:00Z | 2026-11-27T12:00:00Z
          what failed yesterday                  | 2026-11-26T00:00:00Z | 2026-11-27T00:00:00Z
          what is new since yesterday            | 2026-11-26T00:00:00Z | 2026-11-27T12:00:00Z
          what failed last night                 | 2026-11-26T00:00:00Z | 2026-11-27T12:00:00Z
          what failed on the 31st of February    |                      |
          """)
  void aTimeIsReadInWordsToo(String question, @Nullable Instant from, @Nullable Instant until) {
    Asked asked = ask(question).orElseThrow();
    Instant end = asked.until().orElse(NOW);

    assertThat(asked.lookback().map(end::minus)).isEqualTo(Optional.ofNullable(from));
    assertThat(asked.lookback().map(length -> end)).isEqualTo(Optional.ofNullable(until));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          how many failures in a couple of days          | couple, days
          what failed on the 31st of February            | 31st, February
          analyze failures of frobnicated queues         | frobnicated, queues
          how to solve heap-oom in project ml-team       | ml-team
          how do I fix OOMKilled failures last week      | the time
          what is the risk of running invoices with spark.executor.memory=2g | spark.executor.memory=2g
          Show me failure statistics for team Billing    | ''
          """)
  void whatIsLeftOutIsTold(String question, String words) {
    assertThat(ask(question)).map(asked -> String.join(", ", asked.unread())).contains(words);
  }

  @Test
  void whatHasANounIsOfItsKind() {
    assertThat(ask("top causes for team Billing").orElseThrow().about())
        .isEqualTo(Map.of(Field.TEAM, "Billing"));
    assertThat(ask("is node n07 bad?").orElseThrow().about()).isEqualTo(Map.of(Field.NODE, "n07"));
    assertThat(ask("is image acme/spark:9 bad?").orElseThrow().about())
        .isEqualTo(Map.of(Field.IMAGE, "acme/spark:9"));
    assertThat(ask("analyze failures in cluster West on Spark 3.5.1").orElseThrow().about())
        .isEqualTo(Map.of(Field.CLUSTER, "West", Field.SPARK_VERSION, "3.5.1"));
    assertThat(ask("why did application ingest fail")).map(Asked::application).contains("ingest");
  }

  @Test
  void anExitCodeNamesASignalAndNoCause() {
    for (String question :
        List.of(
            "fix for exit code 137",
            "what does exit code 137 mean?",
            "why do executors exit with code 137",
            "Container killed by SIGKILL")) {
      assertThat(ask(question).orElseThrow())
          .as(question)
          .returns(Intent.EXIT_STATUS, Asked::intent)
          .returns("137", Asked::subject)
          .returns("", Asked::cause);
    }
    assertThat(ask("exit status 143")).map(Asked::subject).contains("143");
    assertThat(ask("how to fix container-oom with exit code 137"))
        .map(Asked::cause)
        .contains("container-oom");
  }

  @Test
  void aReasonIsThatOfAnApplication() {
    assertThat(ask("why did invoices fail last night")).map(Asked::intent).contains(Intent.WHY);
    assertThat(ask("Why did Ledger-2 fail?")).map(Asked::application).contains("Ledger-2");
    assertThat(ask("why are executors dying")).map(Asked::intent).contains(Intent.ANALYSIS);
    assertThat(ask("why did it fail")).isEmpty();
  }

  @Test
  void whatIsSimilarIsAPathAnIdOrAnApplication() {
    assertThat(ask("failures similar to logs/Driver.log?"))
        .map(Asked::subject)
        .contains("logs/Driver.log");
    assertThat(ask("similar to f4x2k9m1q7za")).map(Asked::subject).contains("f4x2k9m1q7za");
    assertThat(ask("what is similar to the last failure of invoices"))
        .map(Asked::application)
        .contains("invoices");
    assertThat(ask("find similar failures")).isEmpty();
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
