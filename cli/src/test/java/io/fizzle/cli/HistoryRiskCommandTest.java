package io.fizzle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that failed 6 of 7 runs with 4g and none of 12 with 8g, and a genome that ran once. */
class HistoryRiskCommandTest {
  @TempDir private Path folder;

  private final Session session = new Session();

  /** Never at midnight, whose time of day is not written. */
  private final Instant now =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofMinutes(30));

  private String place = "";
  private Path model;
  private Path configuration;

  @BeforeEach
  void record() throws Exception {
    Seed seed = new Seed();
    for (int i = 0; i < 7; i++) {
      Instant start = now.minus(Duration.ofDays(40 - i));
      if (i < 6) {
        seed.failed("sales", "ledger", start, "4g", i < 4 ? "heap-oom" : "disk-full");
      } else {
        seed.healthy("sales", "ledger", start, "4g");
      }
    }
    for (int i = 0; i < 12; i++) {
      seed.healthy("sales", "ledger", now.minus(Duration.ofDays(30 - i)), "8g");
    }
    seed.failed("research", "genome", now.minus(Duration.ofDays(3)), "4g", "disk-full");
    seed.healthy("sales", "genome", now.minus(Duration.ofDays(3)), "4g");
    place = seed.write(folder);
    model = folder.resolve("risk.properties");
    configuration = Files.writeString(folder.resolve("fizzle.yaml"), "");
  }

  private int risk(String... arguments) {
    List<String> all = new ArrayList<>(List.of("history", "risk"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--history", place, "--config", configuration.toString()));
    return session.run(all.toArray(String[]::new));
  }

  /** Beside whatever the user of this machine has fitted. */
  private int fitted(String... arguments) throws Exception {
    Files.writeString(
        model,
        """
        schema=fizzle.risk-model/1
        fitted=2026-11-20
        application_strength=4
        kind_strength=20
        half_life_days=180
        predicted_runs=500
        brier=0.1
        brier_of_base_rate=0.15
        calibration_error=0.02
        """);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--model", model.toString()));
    return risk(all.toArray(String[]::new));
  }

  @Test
  void theChanceStandsBesideItsCountsAndTheSettingItHangsOn() throws Exception {
    assertThat(fitted("ledger", "--conf", "spark.executor.memory=4g")).isZero();

    String day = now.minus(Duration.ofDays(35)).plus(Duration.ofHours(1)).toString();
    assertThat(session.out())
        .isEqualTo(
            """
            Risk of sales/ledger
              Its next run fails with a probability of 73 % (90 % interval: 47 % to 93 %).
              It failed 6 of 19 runs, last 35 days ago; heap-oom 4, disk-full 2.

            CONFIGURATION
              - with spark.executor.memory 4g or less it failed 6 of 7 runs, otherwise 0 of
                12
                by chance 1 in 3,876 (Fisher's exact test, corrected for the settings
                compared); only the runs like this one count in its chance

            IF IT FAILS, FROM WHAT
              cause      share  its own failures  last
              heap-oom   56 %   4                 FIRST
              disk-full  44 %   2                 SECOND
              fizzle history remedies heap-oom --application ledger says what helps.

            WHAT IT RESTS ON
              - the other applications of project sales: 0 of 1 (0 %) runs failed
              - the other applications on Spark 4.1: 1 of 2 (50 %) runs failed
              - all other applications: 1 of 2 (50 %) runs failed
              Its own runs, drawn towards its kind; a run counts half after 180 days. The
              model was fitted 2026-11-20; on 500 runs its Brier score was 0.100 (base rate
              0.150), its calibration error 0.020.
            """
                .replace("SECOND", day.substring(0, 16).replace('T', ' '))
                .replace(
                    "FIRST",
                    now.minus(Duration.ofDays(37))
                        .plus(Duration.ofHours(1))
                        .toString()
                        .substring(0, 16)
                        .replace('T', ' ')));
  }

  @Test
  void withoutAnOtherSettingItRunsAsTheLastTime() throws Exception {
    assertThat(fitted("ledger")).isZero();
    assertThat(session.out())
        .contains("Its next run fails with a probability of 10 % (90 % interval: ")
        .contains("with spark.executor.memory 8g or more it failed 0 of 12 runs, otherwise 6 of");
  }

  @Test
  void aSettingThatNeverRanIsSaidToBeUnknown() throws Exception {
    assertThat(fitted("ledger", "--conf", "spark.executor.memory=16g")).isZero();
    assertThat(session.out())
        .contains("none of its runs had spark.executor.memory 16g: what that does is not known")
        .doesNotContain("Fisher");
  }

  @Test
  void aCommandTellsNameAndConfiguration() throws Exception {
    Path command =
        Files.writeString(
            folder.resolve("submit.sh"),
            "spark-submit --name ledger --executor-memory 4g --class Ledger ledger.jar\n");

    assertThat(fitted(command.toString())).isZero();
    assertThat(session.out())
        .startsWith("Risk of sales/ledger\n")
        .contains("with spark.executor.memory 4g or less it failed 6 of 7 runs");
    Files.writeString(command, "spark-submit --executor-memory 4g ledger.jar\n");
    assertThat(fitted(command.toString())).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("does not tell the application's name. Give the name");
  }

  @Test
  void tooFewRunsGiveNoChance() throws Exception {
    assertThat(fitted("genome", "--project", "research")).isZero();
    assertThat(session.out())
        .startsWith(
            """
            Risk of research/genome
              Not enough history: 1 of the 5 runs that are needed; 4 are missing.
              It failed 1 of 1 run, last 3 days ago; disk-full 1.
            """)
        .doesNotContain("probability");
    assertThat(fitted("genome", "--project", "research", "--format", "json")).isZero();
    assertThat(session.out()).contains("\"chance\" : null", "\"needed\" : 5");
  }

  @Test
  void whatIsNotRecordedOrNotUniqueIsToldWithWhatToDo() throws Exception {
    assertThat(fitted("genome")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith(
            "fizzle: genome ran in several projects: research, sales. Say which with --project\n");
    assertThat(fitted("led")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err())
        .startsWith(
            "fizzle: no run of led is recorded; there is ledger in sales. fizzle history list shows"
                + " what is\n");
    assertThat(fitted("ledger", "--project", "research")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("no run of ledger in project research is recorded");
    assertThat(risk()).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("give an application's name or a path, or --train");
    assertThat(risk("ledger", "--model", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.BAD_USAGE);
    assertThat(session.err()).contains("--model: there is no file");
    assertThat(risk("ledger", "--conf", "spark.executor.memory")).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(risk("ledger", "--train")).isEqualTo(ExitCode.BAD_USAGE);
  }

  @Test
  void trainingNeedsHistoryAndSaysHowMuchIsMissing() {
    assertThat(risk("--train", "--model", model.toString())).isEqualTo(1);
    assertThat(session.out())
        .isEqualTo(
            """
            Risk model, fitted to 21 runs
              Not enough history: 14 of the 200 runs that are needed have 5 earlier runs of
              their application; 186 are missing.
            """);
    assertThat(model).doesNotExist();
  }

  @Test
  void trainingWritesAModelThatRiskUses() throws Exception {
    Seed seed = new Seed();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 600; i++) {
      String application = "app-" + i % 12;
      Instant start = now.minus(Duration.ofHours(2_400 - 4L * i));
      if (random.nextInt(12) < i % 12) {
        seed.failed("sales", application, start, "4g", "heap-oom");
      } else {
        seed.healthy("sales", application, start, "4g");
      }
    }
    Files.createDirectory(folder.resolve("more"));
    place = seed.write(folder.resolve("more"));

    assertThat(risk("--train", "--model", model.toString())).isZero();
    assertThat(session.out())
        .startsWith("Risk model, fitted to 600 runs\n  540 runs predicted")
        .contains("Brier score (0 is perfect)");
    assertThat(session.err()).contains("model written to " + model);
    assertThat(model).content().contains("schema=fizzle.risk-model/1\n", "half_life_days=180\n");
    assertThat(risk("app-11", "--model", model.toString())).isZero();
    assertThat(session.out()).contains("model was fitted 20");
    Path other = Files.writeString(folder.resolve("mine.txt"), "mine");
    assertThat(risk("--train", "--model", other.toString())).isEqualTo(ExitCode.BAD_USAGE);
    assertThat(other).hasContent("mine");
  }
}
