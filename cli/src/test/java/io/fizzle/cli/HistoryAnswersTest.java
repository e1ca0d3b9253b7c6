package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator reads, word for word, about one small week: {@link Seed#week()}. */
class HistoryAnswersTest {
  @TempDir private Path folder;

  private final Session session = new Session();
  private SeededHistory history;

  @BeforeEach
  void record() throws Exception {
    history = new SeededHistory(Seed.week(), folder, session, "");
  }

  private int fizzle(String... arguments) {
    return history.run(List.of(arguments));
  }

  private int history(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("history", command));
    all.addAll(List.of(arguments));
    return fizzle(all.toArray(String[]::new));
  }

  @Test
  void analyzeSaysWhatFailuresHaveInCommon() {
    assertThat(history("analyze", "--until", "2026-03-09", "--project", "sales")).isZero();
    assertThat(session.out())
        .isEqualTo(
            """
            Failures of project sales, 2026-03-02 to 2026-03-09 UTC
              10 runs of 2 applications in 1 project; 2 of 10 (20 %) failed. 2 failures, 8.0
              of 40 core-hours and 32 of 160 GiB-hours lost.

            WHAT STANDS OUT
              26 comparisons of nodes, images, Spark versions and hours with their kind:
              none differs by more than chance explains.

            WHEN IT CHANGED
              Too few runs to tell: of an application, project or cause it takes ten, of
              which three went bad, at five times.

            WHAT COSTS MOST
              cause     severity  failures  applications  core-hours lost
              heap-oom  high      2         1             8.0

            WHAT TO DO
              - Begin with heap-oom, which costs most: fizzle history remedies heap-oom says
                what worked before.

            BY PROJECT
              project  failures  runs hit  failed  runs  hit   core-hours lost
              sales    2         2         2       10    20 %  8.0

            BY CAUSE
              cause     failures  runs hit  failed  core-hours lost
              heap-oom  2         2         2       8.0

            BY NODE
              node    failures  runs hit  failed  core-hours lost
              node-1  2         2         2       8.0

            BY IMAGE
              image    failures  runs hit  failed  runs  hit   core-hours lost
              spark:7  2         2         2       10    20 %  8.0

            BY APPLICATION
              application     failures  runs hit  failed  runs  hit   core-hours lost
              sales/invoices  2         2         2       4     50 %  8.0

            BY SPARK VERSION
              Spark version  failures  runs hit  failed  runs  hit   core-hours lost
              4.1.1          2         2         2       10    20 %  8.0

            BY HOUR (UTC)
              hour (UTC)  failures  runs hit  failed  runs  hit   core-hours lost
              08:00       2         2         2       4     50 %  8.0

            BY WEEKDAY (UTC)
              weekday (UTC)  failures  runs hit  failed  runs  hit   core-hours lost
              Tuesday        1         1         1       2     50 %  4.0
              Wednesday      1         1         1       2     50 %  4.0
            """);
  }

  @Test
  void statsCounts() {
    assertThat(history("stats", "--until", "2026-03-09", "--cause", "heap-oom")).isZero();
    assertThat(session.out())
        .isEqualTo(
            """
            Figures of cause heap-oom, 2026-03-02 to 2026-03-09 UTC
                                             now             the time before
              runs                           11              0
              failed, per 100 runs           18.2            -
              failures                       2               -
              time to resolution, median     25 h            -
              time to resolution, 90 %       2 days          -
              resolved                       2 of 2 (100 %)  -
              solutions that worked          1 of 1 (100 %)  -
              only ran again, and it worked  0 of 1 (0 %)    -
              core-hours lost                8.0 of 44       -
              GiB-hours lost                 32 of 176       -

            BY TYPE
              type           failures  runs hit  failed  runs  hit   core-hours lost
              executor-lost  2         2         2       11    18 %  8.0

            BY CAUSE
              cause     failures  runs hit  failed  core-hours lost
              heap-oom  2         2         2       8.0

            BY PROJECT
              project  failures  runs hit  failed  runs  hit   core-hours lost
              sales    2         2         2       10    20 %  8.0

            BY NODE
              node    failures  runs hit  failed  core-hours lost
              node-1  2         2         2       8.0
            """);
  }

  @Test
  void remediesSaysWhatWorkedBefore() {
    assertThat(history("remedies", "heap-oom", "--application", "invoices")).isZero();
    assertThat(session.out())
        .startsWith("Remedies for heap-oom of invoices\n\nWHAT THE CATALOGUE SAYS\n  More heap")
        .contains(
            "\n\nWHAT WORKED BEFORE\n  heap-oom of invoices:\n"
                + "  - spark.executor.memory raised: 1 of 1, at least ")
        .contains("\n  - beside it, only run again: 0 of 1, at least 0 %\n");
    assertThat(history("remedies", "--failure", "f007")).isZero();
    assertThat(session.out()).contains("the same failure of invoices:\n");
  }

  @Test
  void similarFindsEarlierFailuresOfAFailure() {
    assertThat(history("similar", "f008")).isZero();
    assertThat(session.out())
        .isEqualTo(
            """
            Earlier failures of the same signature

            HEAP-OOM
              Executor 1 on node-1 was lost: heap-oom
              signature: signature of heap-oom
              - 2026-03-03 08:30 sales/invoices, heap-oom, fixed after 2 days (f007)
                tried: run again: failed
            """);
  }

  @Test
  void similarFindsEarlierFailuresOfWhatAPathTells() throws Exception {
    Path first = Session.file(folder, "first/driver.log", Session.CONTAINER_OOM);
    Path second =
        Session.file(
            folder,
            "second/driver.log",
            Session.CONTAINER_OOM
                .replace("26/03/01 10:", "26/03/02 11:")
                .replace("executor 3 on node-3", "executor 17 on node-9"));
    history.configure("project: sales\n");
    fizzle("diagnose", first.toString(), "--record");
    assertThat(session.err()).contains("recorded 1 run");

    assertThat(history("similar", second.toString())).isZero();
    assertThat(session.out())
        .startsWith("Earlier failures of the same signature\n\nCONTAINER-OOM\n")
        .containsPattern(
            "  - 2026-03-01 10:01 sales/wide-join, container-oom, open \\(f\\w{12}\\)\n");
    // what was recorded is not like itself, under another project neither
    for (String project : List.of("project: sales\n", "project: research\n")) {
      history.configure(project);
      assertThat(history("similar", first.toString())).isZero();
      assertThat(session.out()).contains("No other failure of this signature is recorded.");
    }
    Path good = Session.file(folder, "good/driver.log", Session.HEALTHY);
    assertThat(history("similar", good.toString())).isZero();
    assertThat(session.out()).contains("Nothing failed in what was read.");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(history("similar", empty.toString())).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).startsWith("fizzle: nothing could be read of ");
  }

  @Test
  void askUnderstandsPlainQuestions() throws Exception {
    history.configure("lookback_days: 3650\n");
    assertThat(fizzle("ask", "How do I fix heap-oom failures?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history remedies heap-oom\n");
    assertThat(session.out()).contains("spark.executor.memory raised: 1 of 1");
    assertThat(fizzle("ask", "Analyze failures in project sales")).isZero();
    assertThat(session.err())
        .isEqualTo("understood as: fizzle history analyze --project sales --lookback 3650d\n");
    assertThat(session.out()).startsWith("Failures of project sales, ");
    assertThat(fizzle("ask", "Show me failure statistics for the last 3000 days")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history stats --lookback 3000d\n");
    assertThat(session.out()).contains("failed, per 100 runs           27.3");
    assertThat(fizzle("ask", "How likely is it that invoices fails?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history risk invoices\n");
    assertThat(session.out())
        .startsWith("Risk of sales/invoices\n  Not enough history: 4 of the 5 runs");
    assertThat(fizzle("ask", "what is the weather")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith("fizzle: this question is not understood. What can be asked, for example:\n")
        .contains("  How do I fix OOMKilled failures?\n");
    assertThat(session.out()).isEmpty();
  }

  @Test
  void askTellsWhyAnApplicationFailed() throws Exception {
    history.configure("lookback_days: 3650\n");
    assertThat(fizzle("ask", "why did invoices fail?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history show r008\n");
    assertThat(session.out()).contains("heap-oom 97 %").contains("Lost executor 1: heap-oom");
    assertThat(fizzle("ask", "why did invoices fail on 2026-03-03?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history show r007\n");
    assertThat(fizzle("ask", "why did invoices fail on 2026-03-05?")).isZero();
    assertThat(session.err())
        .endsWith("fizzle: no failed run of invoices is recorded in this time\n");
    assertThat(fizzle("ask", "why did ledger fail?")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith("fizzle: no run of application ledger is recorded; recorded are genome");
  }

  @Test
  void askFindsWhatIsSimilar() {
    assertThat(fizzle("ask", "what is similar to f008?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history similar f008\n");
    assertThat(session.out()).contains("fixed after 2 days (f007)");
    assertThat(fizzle("ask", "what is similar to the last failure of invoices?")).isZero();
    assertThat(session.err()).isEqualTo("understood as: fizzle history similar f008\n");
  }

  @Test
  void askSaysWhatAnExitCodeCanBe() {
    assertThat(fizzle("ask", "how do I fix exit code 137?")).isZero();
    assertThat(session.out())
        .startsWith("Exit code 137\n  128 and 9: the process was killed by SIGKILL")
        .contains("container-oom", "node-oom", "evicted", "preempted", "killed-externally");
  }

  @Test
  void askSaysWhatItLeftOut() throws Exception {
    history.configure("lookback_days: 3650\n");
    assertThat(fizzle("ask", "failure statistics of frobnicated invoices in march 2026")).isZero();
    assertThat(session.err())
        .isEqualTo(
            """
            understood as: fizzle history stats --application invoices --lookback 31d --until 2026-04-01
            left out: frobnicated
            """);
  }

  @Test
  void aListThatIsCutSaysSo() {
    assertThat(history("list", "--limit", "3")).isZero();
    assertThat(session.out().lines()).hasSize(4);
    assertThat(session.err())
        .isEqualTo(
            "fizzle: the latest 3 runs; --limit 30 shows more, --since and --until choose a"
                + " time\n");
    assertThat(history("list", "--limit", "11")).isZero();
    assertThat(session.out().lines()).hasSize(12);
    assertThat(session.err()).isEmpty();
  }

  @Test
  void aTableThatIsCutSaysSo() throws Exception {
    Seed seed = new Seed();
    for (int i = 0; i < 12; i++) {
      seed.failed("project-" + i, "invoices", Seed.at(1, i), "4g", "heap-oom");
    }
    Files.createDirectory(folder.resolve("projects"));
    history = new SeededHistory(seed, folder.resolve("projects"), session, "");

    history("stats", "--until", "2026-03-09");
    assertThat(session.out()).contains("\n  and 2 more\n\nBY NODE\n");
  }

  @Test
  void withoutFailuresThereIsNoTimeToResolution() {
    history("stats", "--until", "2026-03-09", "--application", "reports");
    assertThat(session.out()).contains("failures").doesNotContain("time to resolution");
  }

  @Test
  void whatWasLostHasItsPriceEverywhere() throws Exception {
    history.configure("prices: {core_hour: 0.05, gib_hour: 0.01, currency: EUR}\n");
    String lost = "1.08 of 3.96 EUR";

    history("stats", "--until", "2026-03-09");
    assertThat(session.out()).contains("money lost                     " + lost);
    history("analyze", "--until", "2026-03-09");
    assertThat(session.out().replaceAll("\\s+", " "))
        .contains("12 of 44 core-hours and 48 of 176 GiB-hours lost, " + lost + ".");
    fizzle("digest", "--dry-run", "--weekly", "--until", "2026-03-09");
    assertThat(session.out().replaceAll("\\s+", " "))
        .contains("12 of 44 core-hours and 48 of 176 GiB-hours lost, " + lost + ".");
  }

  @Test
  void lookbackDaysHoldWhereNothingElseIsSaid() throws Exception {
    history.configure("lookback_days: 2\n");

    history("stats", "--until", "2026-03-09");
    assertThat(session.out()).startsWith("Figures, 2026-03-07 to 2026-03-09 UTC\n");
    history("stats", "--until", "2026-03-09", "--lookback", "3d");
    assertThat(session.out()).startsWith("Figures, 2026-03-06 to 2026-03-09 UTC\n");
    history.configure("");
    history("stats", "--until", "2026-03-09");
    assertThat(session.out()).startsWith("Figures, 2026-03-02 to 2026-03-09 UTC\n");
  }

  @Test
  void thePatternThresholdSaysFromHowManyFailuresOnSomethingIsAccused() throws Exception {
    Seed seed = new Seed();
    for (int day = 0; day < 28; day++) {
      for (int hour = 0; hour < 4; hour++) {
        // from the third week on every run fails
        if (day >= 21) {
          seed.failed("sales", "invoices", Seed.at(day, hour), "4g", "heap-oom");
        } else {
          seed.healthy("sales", "invoices", Seed.at(day, hour), "4g");
        }
      }
    }
    Files.createDirectory(folder.resolve("month"));
    history = new SeededHistory(seed, folder.resolve("month"), session, "");
    String[] question = {"--until", "2026-03-30", "--lookback", "28d"};

    history("analyze", question);
    assertThat(session.out()).contains("application sales/invoices: worse since 2026-03-23");
    history.configure("pattern_threshold: 28\n");
    history("analyze", question);
    assertThat(session.out()).contains("application sales/invoices: worse since 2026-03-23");
    history.configure("pattern_threshold: 29\n");
    history("analyze", question);
    assertThat(session.out()).doesNotContain("worse since");
  }

  @Test
  void aListOfNothingSaysSo() {
    assertThat(history("list", "--cause", "healthy", "--until", "2026-01-01")).isZero();
    assertThat(session.out())
        .isEqualTo("run  started (UTC)  ran  project  application  outcome  verdict\n");
    assertThat(session.err())
        .isEqualTo("fizzle: no run is so. fizzle diagnose PATH --record keeps what it reads\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          history analyze --project salse      | no run of project salse is recorded; recorded are research, sales
          history stats --application invoice  | no run of application invoice is recorded; recorded are genome, invoices, reports
          history analyze --cluster west       | no run of cluster west is recorded; recorded are east
          history analyze --team x             | no run of team x is recorded; recorded are data
          history analyze --node node-9        | no run of node node-9 is recorded
          history stats --spark 3.5.9          | no run of Spark 3.5.9 is recorded; recorded are 4.1.1
          history list --project salse         | no run of project salse is recorded; recorded are research, sales
          history list --outcome bad           | --outcome: write succeeded, failed or unknown, not bad
          history list --limit 0               | --limit: write a number from 1 on, not 0
          history list --cause nope            | no such cause: nope. fizzle causes lists all of them
          history list --since soon            | --since: not understood: soon. Write 7d, 2026-11-27 or 2026-11-27T08:00:00Z
          history analyze --lookback 0d        | --lookback: write days from 1d to 3650d, like 30d, not 0d
          history stats --lookback soon        | --lookback: write days from 1d to 3650d, like 30d, not soon
          history stats --until then           | --until: not understood: then. Write 7d, 2026-11-27 or 2026-11-27T08:00:00Z
          history analyze --cause healthy      | healthy is no cause of failures: fizzle explain healthy says what it is, and fizzle causes lists all causes
          history remedies data-skew           | data-skew is no cause of failures: fizzle explain data-skew says what it is, and fizzle causes lists all causes
          history analyze --cause nope         | no such cause: nope. fizzle causes lists all of them
          history analyze --format pdf         | --format: no such format: pdf. Known formats: text, markdown, html, json
          history remedies nope                | no such cause: nope. fizzle causes lists all of them
          history remedies                     | give a cause, or --failure ID
          history remedies --failure f999      | no path and no failure: f999. fizzle history show RUN shows the failures of a run
          history similar f999                 | no path and no failure: f999. fizzle history show RUN shows the failures of a run
          history show r999                    | no run and no failure has the id r999. fizzle history list lists them
          feedback f999 right                  | no failure has the id f999. fizzle history show RUN shows those of a run
          """)
  void aMistakeIsToldWithWhatToDo(String command, String message) {
    assertThat(fizzle(command.split(" "))).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).startsWith("fizzle: " + message + "\n");
    assertThat(session.out()).isEmpty();
  }
}
