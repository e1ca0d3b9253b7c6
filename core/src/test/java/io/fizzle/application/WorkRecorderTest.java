package io.fizzle.application;

import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.taskFailed;
import static io.fizzle.cases.Signals.taskSucceeded;
import static io.fizzle.cases.Signals.thrown;
import static io.fizzle.cases.Signals.told;
import static io.fizzle.cases.Signals.undated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.WorkSignal.StageEnded;
import io.fizzle.signal.WorkSignal.StageStarted;
import io.fizzle.signal.WorkSignal.TaskFailed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks and stages, told by several sources at once. */
class WorkRecorderTest {
  private final WorkRecorder recorder = new WorkRecorder();

  @Test
  void anAttemptToldByDriverLogEventLogAndExecutorIsOne() {
    recorder.add(taskFailed(2, 5, 0, "1", 20, heapSpace()));
    recorder.add(taskFailed(2, 5, 0, "1", 20.4, heapSpace()));
    recorder.add(taskFailed(2, 5, 0, "", 19.9, heapSpace()));

    assertThat(recorder.failedAttempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.executorId()).isEqualTo("1");
              assertThat(attempt.evidence()).hasSize(3);
              assertThat(attempt.attempts()).isOne();
            });
    assertThat(recorder.stages())
        .singleElement()
        .satisfies(stage -> assertThat(stage.failedTasks()).isOne());
  }

  @Test
  void theSourceThatShowsTheStackTellsTheFailure() {
    Failure bare = thrown("price of 12 is missing");
    Failure traced =
        new Failure(
            FailureKind.OTHER,
            bare.type(),
            bare.message(),
            List.of("org.hazelbrook.prices.Book.find(Book.scala:41)"),
            0,
            0);
    recorder.add(taskFailed(2, 5, 0, "1", 20, bare));
    recorder.add(taskFailed(2, 5, 0, "1", 21, traced));

    FailedAttempt attempt = recorder.failedAttempts().get(0);
    assertThat(attempt.failure()).isEqualTo(traced);
    assertThat(attempt.evidence().get(0)).isEqualTo(told(21));
  }

  @Test
  void retriesAreAttemptsOfTheirOwn() {
    for (int attempt = 0; attempt < 4; attempt++) {
      recorder.add(taskFailed(2, 5, attempt, "1", 20 + attempt, heapSpace()));
    }

    assertThat(recorder.failedAttempts())
        .extracting(FailedAttempt::attempt)
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void attemptsStandInTheOrderOfTimeNotOfSources() {
    recorder.add(taskFailed(2, 5, 1, "2", 40, heapSpace()));
    recorder.add(taskFailed(2, 5, 0, "1", 20, heapSpace()));

    assertThat(recorder.failedAttempts()).extracting(FailedAttempt::attempt).containsExactly(0, 1);
  }

  @Test
  void linesThatDoNotTellTheTaskAreNeverMerged() {
    recorder.add(unnumbered(1));
    recorder.add(unnumbered(2));

    assertThat(recorder.failedAttempts()).hasSize(2);
  }

  private static TaskFailed unnumbered(long line) {
    return new TaskFailed(
        undated(line), -1, -1, -1, -1, -1, "1", heapSpace(), null, null, null, 0, -1);
  }

  @Test
  void failedAttemptsAreBoundedAndStillCounted() {
    for (int index = 0; index < 5000; index++) {
      recorder.add(taskFailed(2, index, 0, "1", index, heapSpace()));
    }

    assertThat(recorder.failedAttempts()).hasSize(4096);
    assertThat(recorder.stages().get(0).failedTasks()).isEqualTo(5000);
  }

  @Test
  void aFailedAttemptTellsWhereItsTaskSucceededAfterwards() {
    recorder.add(taskSucceeded(2, 6, "2", 10, 1000));
    recorder.add(taskFailed(2, 5, 0, "1", 20, heapSpace()));
    recorder.add(taskFailed(2, 6, 1, "1", 21, heapSpace()));
    recorder.add(taskSucceeded(2, 5, "3", 30, 1000));

    assertThat(recorder.failedAttempts())
        .extracting(FailedAttempt::index, FailedAttempt::succeededOn)
        .containsExactly(tuple(5, "3"), tuple(6, null));
  }

  @Test
  void aStagesTasksBecomeADistribution() {
    for (int index = 0; index < 9; index++) {
      recorder.add(taskSucceeded(4, index, "1", 10 + index, 1000));
    }
    recorder.add(taskSucceeded(4, 9, "2", 60, 50_000));

    StageProfile stage = recorder.stages().get(0);
    assertThat(stage.succeededTasks()).isEqualTo(10);
    assertThat(stage.duration().median()).isEqualTo(1000);
    assertThat(stage.duration().max()).isEqualTo(50_000);
    assertThat(stage.duration().maxIndex()).isEqualTo(9);
    assertThat(stage.duration().maxExecutor()).isEqualTo("2");
    assertThat(stage.runMillis()).isEqualTo(59_000);
  }

  @Test
  void attemptsOfOneStageAreStagesOfTheirOwn() {
    recorder.add(new StageStarted(told(1), 4, 0, "count at Book.scala:12", 8));
    recorder.add(new StageStarted(told(9), 4, 1, "count at Book.scala:12", 8));
    recorder.add(new StageEnded(told(8), 4, 0, "", -1, null, null, thrown("fetch failed")));

    assertThat(recorder.stages()).extracting(StageProfile::attempt).containsExactly(0, 1);
    assertThat(recorder.stages().get(0).failure()).isPresent();
    assertThat(recorder.stages().get(0).name()).isEqualTo("count at Book.scala:12");
    assertThat(recorder.stages().get(0).tasks()).isEqualTo(8);
    assertThat(recorder.stages().get(1).failure()).isEmpty();
  }

  @Test
  void aRunOfEndlessStagesKeepsWhatFailed() {
    recorder.add(taskFailed(0, 5, 0, "1", 1, heapSpace()));
    for (int stage = 1; stage <= 20_000; stage++) {
      recorder.add(taskSucceeded(stage, 0, "1", stage, 10));
    }

    assertThat(recorder.stages()).hasSizeLessThanOrEqualTo(4096);
    assertThat(recorder.stages().get(0).stage()).isZero();
  }
}
