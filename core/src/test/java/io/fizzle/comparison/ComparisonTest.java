package io.fizzle.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.comparison.RunLog.Tasks;
import io.fizzle.diagnosis.Diagnosis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each run has one cause of its difference that is known, because it was written in. */
class ComparisonTest {
  private static final String SITE = "count at Report.java:12";
  private static final long MIB = 1 << 20;

  /** 100 s: 10 s start-up, 80 s of one stage on 8 cores, 10 s wind-down. */
  private static Diagnosis usual(String... settings) {
    return run(80_000, new Tasks(8, 80_000, 60_000, 3_200, 10 * MIB), 8, settings);
  }

  private static Diagnosis run(long stageMillis, Tasks tasks, int cores, String... settings) {
    return new RunLog("3.5.7", settings)
        .executor("1", 5_000, cores)
        .stage(SITE, 10_000, 10_000, tasks)
        .succeeded(stageMillis + 20_000);
  }

  private static Comparison compare(Diagnosis before, Diagnosis after) {
    Comparison comparison = Comparison.of(before, after, Comparison.TOLERANCE);
    long parts = comparison.reasons().values().stream().mapToLong(Long::longValue).sum();
    assertThat(parts)
        .as("the parts add up to the difference")
        .isEqualTo(comparison.difference().orElseThrow().toMillis());
    return comparison;
  }

  private static List<String> explained(Comparison comparison) {
    return comparison.explanations().stream()
        .map(one -> one.what() + " " + one.millis() + " " + one.support())
        .toList();
  }

  @Test
  void theSameRunTwiceIsNoDifference() {
    Comparison comparison = compare(usual(), usual());

    assertThat(comparison.judgement()).isEqualTo(Judgement.SAME);
    assertThat(comparison.explanations()).isEmpty();
    assertThat(comparison.settings()).isEmpty();
  }

  @Test
  void threeTimesTheInputExplainsThreeTimesTheWork() {
    Comparison comparison =
        compare(usual(), run(240_000, new Tasks(8, 240_000, 180_000, 9_600, 30 * MIB), 8));

    assertThat(comparison.judgement()).isEqualTo(Judgement.SLOWER);
    assertThat(explained(comparison)).containsExactly("data 160000 MEASURED");
    assertThat(comparison.explanations().get(0).says())
        .isEqualTo("The input grew 3.0× (80.0 MiB → 240 MiB), the run time 2.6×");
  }

  @Test
  void timeThatDoesNotGrowWithTheDataIsHeldAgainstWhatWasToBeExpected() {
    Comparison comparison =
        compare(usual(), run(200_000, new Tasks(8, 200_000, 150_000, 9_600, 30 * MIB), 8));

    assertThat(comparison.explanations())
        .extracting(Explanation::says)
        .contains(
            "For the same amount of data the same stages needed less processor time: 8 min 0 s of"
                + " all tasks, then 20 min 0 s, where 24 min 0 s were to be expected of so much"
                + " data");
  }

  @Test
  void halfTheHeapExplainsTheTimeThatGcTook() {
    // task time without GC stays 76.8 s
    Comparison comparison =
        compare(
            usual("spark.executor.memory", "8g"),
            run(
                128_000,
                new Tasks(8, 128_000, 60_000, 51_200, 10 * MIB),
                8,
                "spark.executor.memory",
                "4096m"));

    assertThat(explained(comparison)).containsExactly("gc 48000 ONLY_CHANGE");
    Explanation gc = comparison.explanations().get(0);
    assertThat(gc.says())
        .isEqualTo("GC took 25.6 s of the tasks' time (4 %), then 6 min 49 s (40 %)");
    assertThat(gc.changes())
        .extracting(Setting::text)
        .containsExactly("spark.executor.memory 8g → 4096m");
  }

  @Test
  void moreTimeOfGcCountsAsGcThoughAllElseTakesLongerToo() {
    Comparison comparison =
        compare(
            usual("spark.executor.memory", "8g"),
            run(
                200_000,
                new Tasks(8, 200_000, 60_000, 83_200, 10 * MIB),
                8,
                "spark.executor.memory",
                "4g"));

    assertThat(explained(comparison))
        .containsExactly("gc 80000 ONLY_CHANGE", "stall 40000 UNEXPLAINED");
  }

  @Test
  void oneOfTwoChangesThatCanMoveGcIsNotNamedAsTheOnlyOne() {
    Comparison comparison =
        compare(
            usual("spark.executor.memory", "8g", "spark.memory.fraction", "0.6"),
            run(
                128_000,
                new Tasks(8, 128_000, 60_000, 51_200, 10 * MIB),
                8,
                "spark.executor.memory",
                "4g",
                "spark.memory.fraction",
                "0.9"));

    assertThat(explained(comparison)).containsExactly("gc 48000 ONE_OF_SEVERAL");
  }

  @Test
  void halfTheCoresExplainTwiceTheTime() {
    // two waves of tasks: each core does twice the work
    Diagnosis after =
        new RunLog("3.5.7", "spark.executor.cores", "4")
            .executor("1", 5_000, 4)
            .stage(SITE, 10_000, 10_000, new Tasks(4, 80_000, 60_000, 3_200, 10 * MIB))
            .stage(SITE, 90_000, 90_000, new Tasks(4, 80_000, 60_000, 3_200, 10 * MIB))
            .succeeded(180_000);

    Comparison comparison = compare(usual("spark.executor.cores", "8"), after);

    assertThat(explained(comparison)).containsExactly("cores 80000 MEASURED");
    assertThat(comparison.explanations().get(0).says())
        .isEqualTo("8.0 cores worked on the stages, then 4.0");
  }

  @Test
  void aProgramThatWaitsBetweenStagesIsNoWorkOfExecutors() {
    Diagnosis after =
        new RunLog("3.5.7")
            .executor("1", 5_000, 8)
            .stage(SITE, 10_000, 10_000, new Tasks(8, 80_000, 60_000, 3_200, 10 * MIB))
            .stage("save at Report.java:20", 150_000, 150_000, new Tasks(1, 10, 5, 0, 0))
            .succeeded(160_010);

    Comparison comparison = compare(usual(), after);

    assertThat(explained(comparison)).containsExactly("driver 60000 UNEXPLAINED");
    assertThat(comparison.unexplainedMillis())
        .isEqualTo(comparison.difference().orElseThrow().toMillis());
  }

  @Test
  void aStageThatGetsNoCoreWaits() {
    Diagnosis after =
        new RunLog("3.5.7", "spark.executor.instances", "1")
            .executor("1", 5_000, 8)
            .stage(SITE, 10_000, 70_000, new Tasks(8, 80_000, 60_000, 3_200, 10 * MIB))
            .succeeded(160_000);

    Comparison comparison = compare(usual("spark.executor.instances", "2"), after);

    assertThat(explained(comparison)).containsExactly("waiting 60000 ONLY_CHANGE");
  }

  @Test
  void tasksThatStandStillAreNotCalledMoreExpensive() {
    Comparison comparison =
        compare(usual(), run(160_000, new Tasks(8, 160_000, 60_000, 3_200, 10 * MIB), 8));

    assertThat(comparison.explanations().get(0).what()).isEqualTo("stall");
    assertThat(comparison.explanations().get(0).support()).isEqualTo(Support.UNEXPLAINED);
  }

  @Test
  void aNewStageAndAnotherJoinAreAChangeOfThePlan() {
    Diagnosis before =
        new RunLog("3.5.7", "spark.sql.adaptive.enabled", "true")
            .executor("1", 5_000, 8)
            .query("BroadcastHashJoin")
            .stage(SITE, 10_000, 10_000, new Tasks(8, 40_000, 30_000, 800, 10 * MIB))
            .succeeded(60_000);
    Diagnosis after =
        new RunLog("3.5.7", "spark.sql.adaptive.enabled", "false")
            .executor("1", 5_000, 8)
            .query("SortMergeJoin")
            .stage("exchange at Report.java:11", 10_000, 10_000, new Tasks(8, 50_000, 30_000, 0, 9))
            .stage(SITE, 60_000, 60_000, new Tasks(8, 40_000, 30_000, 800, 10 * MIB))
            .succeeded(110_000);

    Comparison comparison = compare(before, after);

    assertThat(explained(comparison)).containsExactly("plan 50000 ONLY_CHANGE");
    assertThat(comparison.explanations().get(0).says())
        .isEqualTo(
            "The plan changed: 1 kind of stage is new, 0 are gone; operators:"
                + " BroadcastHashJoin 1 → 0, SortMergeJoin 0 → 1");
    assertThat(comparison.explanations().get(0).changes())
        .extracting(Setting::key)
        .containsExactly("spark.sql.adaptive.enabled");
  }

  @Test
  void aSettingOfTheFailuresRemedyExplainsTheFailure() {
    String message =
        "Job aborted due to stage failure: Total size of serialized results of 3 tasks (2.1 GiB) is"
            + " bigger than spark.driver.maxResultSize (512.0 MiB)";
    Diagnosis after =
        new RunLog("3.5.7", "spark.driver.maxResultSize", "512m", "spark.sql.ansi.enabled", "true")
            .executor("1", 5_000, 8)
            .stage(SITE, 10_000, 10_000, new Tasks(8, 10_000, 9_000, 100, 10 * MIB))
            .failed(30_000, message);

    Comparison comparison =
        Comparison.of(usual("spark.driver.maxResultSize", "4g"), after, Comparison.TOLERANCE);

    assertThat(comparison.judgement()).isEqualTo(Judgement.BROKEN);
    assertThat(explained(comparison)).containsExactly("outcome 0 ONLY_CHANGE");
    assertThat(comparison.explanations().get(0).changes())
        .extracting(Setting::text)
        .containsExactly("spark.driver.maxResultSize 4g → 512m");
  }

  @Test
  void namesOfARunAndItsPlaceAreNoDifference() {
    Diagnosis before =
        usual(
            "spark.app.id", "application_1_1",
            "spark.driver.port", "4711",
            "spark.executor.memory", "1g",
            "spark.eventLog.dir", "hdfs:///a",
            "spark.sql.shuffle.partitions", "200");
    Diagnosis after =
        usual(
            "spark.app.id", "application_1_2",
            "spark.driver.port", "4712",
            "spark.executor.memory", "1024m",
            "spark.eventLog.dir", "hdfs:///b");

    assertThat(compare(before, after).settings()).isEmpty();
  }

  @Test
  void twoApplicationsAreNotCompared() {
    Diagnosis other =
        new RunLog("3.5.7")
            .named("hourly-clicks")
            .executor("1", 5_000, 8)
            .stage("collect at Clicks.java:3", 10_000, 10_000, new Tasks(8, 900, 800, 0, 7))
            .succeeded(20_000);

    Comparison comparison = Comparison.of(usual(), other, Comparison.TOLERANCE);

    assertThat(comparison.sameness().isDifferent()).isTrue();
    assertThat(comparison.judgement()).isEqualTo(Judgement.UNKNOWN);
    assertThat(comparison.explanations()).isEmpty();
  }
}
