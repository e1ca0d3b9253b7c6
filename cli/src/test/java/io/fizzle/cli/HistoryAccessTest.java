package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may see research sees nothing of sales, whatever is asked: {@code allowed_projects} holds in
 * every query.
 */
class HistoryAccessTest {
  @TempDir private Path folder;

  private final Session session = new Session();
  private SeededHistory history;

  @BeforeEach
  void record() throws Exception {
    history = new SeededHistory(Seed.week(), folder, session, "project: sales\n");
    Path log = Session.file(folder, "recorded/driver.log", Session.CONTAINER_OOM);
    history.run(List.of("diagnose", log.toString(), "--record"));
    assertThat(session.err()).contains("recorded 1 run");
    history.configure("allowed_projects: [research]\nlookback_days: 3650\n");
  }

  static Stream<String> questions() {
    return Stream.of(
        "history list",
        "history list --cause heap-oom",
        "history export",
        "history analyze",
        "history analyze --cause heap-oom",
        "history stats",
        "history stats --cause heap-oom",
        "history remedies heap-oom",
        "history remedies heap-oom --application invoices",
        "history similar LOG",
        "history risk genome",
        "history risk --train",
        "digest --dry-run --weekly --until 2026-03-09",
        "ask What is new in the last 3000 days",
        "ask Which nodes are hot in the last 3000 days",
        "ask Which applications fail most in the last 3000 days",
        "ask Show me failure statistics for the last 3000 days",
        "ask Analyze failures of the last 3000 days");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void noAnswerTellsOfAnotherProject(String question) throws Exception {
    // fails as a run of sales did, at another time
    Path log =
        Session.file(
            folder,
            "log/driver.log",
            Session.CONTAINER_OOM.replace("26/03/01 10:", "26/03/02 11:"));
    List<String> formats =
        question.contains("export")
            ? List.of("")
            : question.startsWith("history list")
                ? List.of("text", "json", "markdown")
                : List.of("text", "json", "markdown", "html");
    for (String format : formats) {
      List<String> arguments =
          new ArrayList<>(List.of(question.replace("LOG", log.toString()).split(" ")));
      if (!format.isEmpty()) {
        arguments.addAll(List.of("--format", format));
      }
      history.run(arguments);

      assertThat(session.out() + session.err().replaceFirst("understood as: .*", ""))
          .as("%s as %s", question, format)
          .doesNotContain("sales", "reports", "r000", "r006", "f007", "f008")
          .doesNotContain("executor.memory raised");
      if (!question.contains("invoices")) {
        assertThat(session.out()).as(question).doesNotContain("invoices");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history show r007",
        "history show f007",
        "history similar f007",
        "history remedies --failure f007",
        "history risk invoices",
        "history risk invoices --project sales",
        "history analyze --project sales",
        "history stats --application invoices",
        "history list --project sales",
        "feedback f007 right"
      })
  void whatIsOfAnotherProjectIsNotThere(String question) {
    assertThat(history.run(List.of(question.split(" ")))).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.out()).isEmpty();
    assertThat(session.err())
        .containsAnyOf("no run", "no failure", "is not among the allowed_projects")
        .doesNotContain("heap-oom", "reports", "spark:7");
  }

  @Test
  void whatConcernsAllProjectsIsRefused() {
    Path file = folder.resolve("copy.db");

    assertThat(history.run(List.of("history", "backup", file.toString())))
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith(
            "fizzle: backup copies runs of all projects, and the configuration allows some only\n");
    assertThat(file).doesNotExist();
    assertThat(history.run(List.of("history", "restore", history.place())))
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).startsWith("fizzle: restore replaces runs of all projects");
    assertThat(history.run(List.of("history", "prune", "--older-than", "1d")))
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).startsWith("fizzle: prune takes out runs of all projects");
  }

  @Test
  void whatIsOfAnAllowedProjectIsThere() throws Exception {
    assertThat(history.run(List.of("history", "analyze", "--project", "research"))).isZero();
    assertThat(session.out())
        .contains("1 run of 1 application in 1 project; 1 of 1 (100 %) failed");
    assertThat(history.run(List.of("history", "show", "r010"))).isZero();
    assertThat(history.run(List.of("history", "similar", "f010"))).isZero();
    assertThat(history.run(List.of("feedback", "f010", "right"))).isZero();
    assertThat(history.run(List.of("history", "risk", "genome"))).isZero();
    assertThat(session.out()).contains("all other applications: no run");
    assertThat(history.run(List.of("history", "risk", "--train"))).isEqualTo(1);
    assertThat(session.out()).startsWith("Risk model, fitted to 1 run\n");
    history.configure("allowed_projects: []\nlookback_days: 3650\n");
    assertThat(history.run(List.of("history", "analyze"))).isZero();
    assertThat(session.out()).contains("No run was recorded in this time.");
  }
}
