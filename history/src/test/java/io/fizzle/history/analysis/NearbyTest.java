package io.fizzle.history.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.history.analysis.Runs.Went;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change explains what came after it: what ended a spike did not cause it. */
class NearbyTest {
  private static final Instant FROM = Instant.parse("2026-10-29T00:00:00Z");
  private static final Instant GREW = Instant.parse("2026-11-15T06:00:00Z");
  private static final Instant FIXED = Instant.parse("2026-11-16T08:00:00Z");

  private final Runs runs = new Runs(FROM, 30);

  /** Runs every other hour, which fail in between, whatever the image. */
  private Change changeOf(Instant release, Instant begin, Instant end) {
    for (int hour = 0; hour < 30 * 24; hour += 2) {
      Instant start = FROM.plus(Duration.ofHours(hour));
      runs.add(
          "hourly",
          start,
          start.isBefore(release) ? "spark:7" : "spark:8",
          start.isBefore(FIXED) ? "512m" : "1g",
          start.isBefore(begin) || !start.isBefore(end) ? Went.WELL : Went.FAILED);
    }
    return told().get(0);
  }

  private List<Change> told() {
    Observations seen = runs.seen();
    return Nearby.told(
        Changes.in(seen).found(),
        seen,
        turn -> turn.before().configuration() + " → " + turn.after().configuration());
  }

  @Test
  void whatEndedASpikeIsItsCureAndNotItsCause() {
    Change spike = changeOf(FROM, GREW, FIXED);

    assertThat(AnalysisDocument.when(spike)).isEqualTo("a spike from 2026-11-15 to 2026-11-17");
    assertThat(spike.nearby()).isEmpty();
    assertThat(spike.ended()).containsExactly("512m → 1g");
    assertThat(AnalysisDocument.nearby(spike))
        .containsExactly(
            "nothing that is recorded changed as it began",
            "changed as it ended, perhaps its cure: 512m → 1g");
  }

  @Test
  void aReleaseJustBeforeTheFirstFailureIsNamedAndTheCureBesideIt() {
    Change spike = changeOf(GREW.minus(Duration.ofHours(1)), GREW, FIXED);

    assertThat(spike.nearby()).containsExactly("image spark:7 → spark:8");
    assertThat(spike.ended()).containsExactly("512m → 1g");
  }

  @Test
  void whatChangedAmidTheFailuresNeitherBeganNorEndedThem() {
    Change spike = changeOf(GREW.plus(Duration.ofHours(12)), GREW, FIXED);

    assertThat(spike.nearby()).isEmpty();
    assertThat(spike.ended()).containsExactly("512m → 1g");
  }

  @Test
  void whatWentWellForADayDidNotBeginIt() {
    Change spike = changeOf(GREW.minus(Duration.ofHours(26)), GREW, FIXED);

    assertThat(spike.nearby()).isEmpty();
  }

  @Test
  void aChangeForTheBetterIsExplainedByWhatCameBeforeIt() {
    Change better = changeOf(FIXED.plus(Duration.ofHours(20)), FROM, FIXED);

    assertThat(better.better()).isTrue();
    assertThat(better.nearby()).containsExactly("512m → 1g");
    assertThat(better.ended()).isEmpty();
  }

  @Test
  void anApplicationThatNeverFailedExplainsNoFailuresOfOthers() {
    for (int hour = 0; hour < 30 * 24; hour += 6) {
      Instant start = FROM.plus(Duration.ofHours(hour));
      boolean fails = !start.isBefore(GREW) && start.isBefore(FIXED);
      for (int other = 0; other < 4; other++) {
        runs.add("other-" + other, start, "spark:7", "1g", fails ? Went.FAILED : Went.WELL);
      }
      runs.add("stable", start, "spark:7", start.isBefore(GREW) ? "200" : "400", Went.WELL);
    }

    List<Change> told = told();

    assertThat(told).extracting(Change::kind).contains("application");
    assertThat(told).allSatisfy(change -> assertThat(change.nearby()).isEmpty());
  }
}
