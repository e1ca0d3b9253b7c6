package io.fizzle.application;

import static io.fizzle.cases.Signals.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.WorkSignal;
import org.junit.jupiter.api.Test;

/** When a process worked on tasks. */
final class TaskActivityTest {
  private static final Failure LOST =
      Failure.of(FailureKind.EXECUTOR_LOST, "ExecutorLostFailure", "executor 1 exited");

  private final TaskActivity activity = new TaskActivity();

  @Test
  void anAttemptThatEndedWithItsExecutorIsWorkFromItsLaunchToItsEnd() {
    Evidence end = told(30);
    long launched = end.time().toEpochMilli() - 12_000;
    activity.add(failed(end, launched));

    assertThat(activity.busy().sumBetween(launched, end.time().toEpochMilli())).isEqualTo(12_000);
    assertThat(activity.measured().isEmpty())
        .as("a lost task told nothing of GC, so no share of GC can be drawn from it")
        .isTrue();
    assertThat(activity.succeeded()).isZero();
  }

  @Test
  void anAttemptOfWhichNoLaunchIsToldAddsNothing() {
    activity.add(failed(told(30), -1));

    assertThat(activity.busy().isEmpty()).isTrue();
  }

  private static WorkSignal.TaskFailed failed(Evidence end, long launched) {
    return new WorkSignal.TaskFailed(end, 0, 0, 1, 0, 1, "1", LOST, null, null, null, 0, launched);
  }
}
