package io.fizzle.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.TaskMetrics;
import io.fizzle.signal.WorkSignal;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageProfilesTest {
  private static final Evidence EVENT =
      new Evidence(new Source("log", SourceKind.EVENT_LOG, Owner.DRIVER), 1, Instant.EPOCH, "");
  private static final int STREAMING_STAGES = 50_000;

  private final WorkRecorder recorder = new WorkRecorder();

  @Test
  void measuresThatWereNotTakenAreLeftOut() {
    recorder.add(succeeded(0, 100));
    recorder.add(
        new WorkSignal.TaskSucceeded(
            EVENT,
            0,
            0,
            1,
            11,
            "1",
            new TaskMetrics(
                0, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)));

    StageProfile stage = recorder.stages().get(0);
    assertThat(stage.succeededTasks()).isEqualTo(2);
    assertThat(stage.runMillis()).isEqualTo(100);
    assertThat(stage.gcMillis()).isEqualTo(7);
    assertThat(stage.resultBytes()).isEqualTo(3);
    assertThat(stage.duration().count()).isEqualTo(1);
    assertThat(stage.duration().sum()).isEqualTo(100);
    assertThat(stage.duration().quantile(0)).isEqualTo(100);
  }

  @Test
  void attemptsOfAStageAreProfilesOfTheirOwn() {
    recorder.add(ended(7, 0, Failure.of(FailureKind.FETCH_FAILED, "", "lost")));
    recorder.add(ended(7, 1, null));

    assertThat(recorder.stages())
        .extracting(
            stage -> stage.stage() + "." + stage.attempt() + " " + stage.failure().isEmpty())
        .containsExactly("7.0 false", "7.1 true");
  }

  @Test
  void ofStagesWithoutEndTheFailedTheRunningAndTheLongestAreKept() {
    recorder.add(ended(0, 0, Failure.of(FailureKind.OTHER, "", "boom")));
    recorder.add(new WorkSignal.StageStarted(EVENT, 1, 0, "still running", 9));
    recorder.add(succeeded(2, 1_000_000));
    recorder.add(ended(2, 0, null));
    for (int stage = 3; stage < STREAMING_STAGES; stage++) {
      recorder.add(succeeded(stage, 10));
      recorder.add(ended(stage, 0, null));
    }

    List<Integer> kept = recorder.stages().stream().map(StageProfile::stage).toList();
    assertThat(kept).hasSizeLessThan(5000).startsWith(0, 1, 2).contains(STREAMING_STAGES - 1);
  }

  @Test
  void stagesWithinTheBoundAreAllKeptInOrder() {
    IntStream.range(0, 2000).forEach(stage -> recorder.add(ended(stage, 0, null)));

    assertThat(recorder.stages().stream().map(StageProfile::stage))
        .containsExactlyElementsOf(IntStream.range(0, 2000).boxed().toList());
  }

  private static WorkSignal succeeded(int stage, long millis) {
    return new WorkSignal.TaskSucceeded(
        EVENT,
        stage,
        0,
        0,
        10,
        "1",
        new TaskMetrics(0, millis, millis, 5, 7, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  private static WorkSignal ended(int stage, int attempt, @Nullable Failure failure) {
    return new WorkSignal.StageEnded(
        EVENT, stage, attempt, "s", 1, Instant.EPOCH, Instant.EPOCH.plusMillis(1), failure);
  }
}
