package io.fizzle.application;

import static io.fizzle.cases.Signals.aborted;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.driverFailed;
import static io.fizzle.cases.Signals.ended;
import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.jobEnded;
import static io.fizzle.cases.Signals.jobStarted;
import static io.fizzle.cases.Signals.logEnded;
import static io.fizzle.cases.Signals.queryEnded;
import static io.fizzle.cases.Signals.thrown;
import static io.fizzle.cases.Signals.told;
import static io.fizzle.cases.Signals.uncaught;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Stopped;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.Signal;
import org.junit.jupiter.api.Test;

/** Whether an application succeeded, for Spark hardly says so itself. */
class OutcomeRuleTest {
  private static final LogEnded DRIVER_LOG = logEnded(Owner.DRIVER, 99, true);

  private static Outcome outcome(Signal... signals) {
    return application(signals).outcome();
  }

  @Test
  void theClusterManagersVerdictStandsAboveAll() {
    assertThat(
            outcome(
                jobEnded(0, 20, null),
                ended(21),
                new FinalStatus(told(22), false, thrown("exceeded its memory"))))
        .isEqualTo(Outcome.FAILED);
    assertThat(
            outcome(
                driverFailed(20, thrown("probing")), new FinalStatus(told(22), true, thrown(""))))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void ofSeveralFinalStatusesTheLastCounts() {
    assertThat(
            outcome(
                new FinalStatus(told(5), false, thrown("attempt 1")),
                new FinalStatus(told(50), true, thrown(""))))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anExceptionThatEndsTheDriverFailsTheRunThoughItStoppedInOrder() {
    assertThat(outcome(jobEnded(0, 20, null), driverFailed(21, thrown("no region")), ended(22)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aDriverThatCrashedOrEndedForLackOfMemoryFailed() {
    assertThat(outcome(new Crashed(told(9), Owner.DRIVER, 4, "SIGBUS", "", null)))
        .isEqualTo(Outcome.FAILED);
    assertThat(outcome(new OutOfMemory(told(9), Owner.DRIVER, FailureKind.HEAP_SPACE, true)))
        .isEqualTo(Outcome.FAILED);
    assertThat(outcome(new OutOfMemory(told(9), Owner.DRIVER, FailureKind.HEAP_SPACE, false)))
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void theLastJobDecidesForAFailedOneMayHaveBeenRetried() {
    assertThat(outcome(jobEnded(0, 20, thrown("first try")), jobEnded(1, 40, null), ended(41)))
        .isEqualTo(Outcome.SUCCEEDED);
    assertThat(outcome(jobEnded(0, 20, null), jobEnded(1, 40, thrown("again")), ended(41)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aSuccessfulJobInARunThatIsNotSeenToEndProvesNothing() {
    assertThat(outcome(jobEnded(0, 20, null))).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void anEventLogWhoseLastQueryFailedLeavesItOpen() {
    assertThat(outcome(jobEnded(0, 20, null), queryEnded(21, thrown("full")), ended(22)))
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(
            outcome(
                queryEnded(12, null),
                jobEnded(0, 20, null),
                queryEnded(21, heapSpace()),
                ended(22)))
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aQueryThatSucceedsAfterAFailedOneShowsThatItsErrorWasCaught() {
    assertThat(
            outcome(
                jobEnded(0, 20, null),
                queryEnded(21, thrown("full")),
                queryEnded(30, null),
                ended(31)))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aJobThatBeginsAndSucceedsAfterAFailedQueryShowsItToo() {
    assertThat(
            outcome(
                queryEnded(21, thrown("full")),
                jobStarted(1, 22),
                jobEnded(1, 30, null),
                ended(31)))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void aJobThatOutlivesAFailedQueryMayBeItsOwn() {
    assertThat(
            outcome(
                jobStarted(1, 20),
                queryEnded(21, thrown("full")),
                jobEnded(1, 30, null),
                ended(31)))
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void theDriversLogWouldTellOfAnErrorThatNobodyCaught() {
    assertThat(
            outcome(jobEnded(0, 20, null), queryEnded(21, thrown("full")), ended(22), DRIVER_LOG))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void anAbortedStageWithoutAJobsEndFails() {
    assertThat(outcome(aborted(3, 1, 20, heapSpace()))).isEqualTo(Outcome.FAILED);
  }

  @Test
  void anOrderlyEndWithoutJobsSucceedsOnlyWhereTheDriversLogWasRead() {
    assertThat(outcome(new Stopped(told(30)), DRIVER_LOG)).isEqualTo(Outcome.SUCCEEDED);
    assertThat(outcome(ended(30))).isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void anExecutorsDeathIsNotTheApplications() {
    assertThat(
            outcome(
                uncaught(Owner.executor("1"), 20, heapSpace()), jobEnded(0, 40, null), ended(41)))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void whatDecidedIsCited() {
    assertThat(application(driverFailed(21, thrown("no region"))).outcomeEvidence())
        .isEqualTo(told(21));
    assertThat(application().outcomeEvidence()).isNull();
  }

  @Test
  void aDriverWhoseLogStopsWhenExecutorsSeeItGoFailed() {
    ExecutorSignal.DriverGone gone = new ExecutorSignal.DriverGone(told(50), "1");
    assertThat(outcome(logEnded(Owner.DRIVER, 49, false), gone)).isEqualTo(Outcome.FAILED);
    assertThat(outcome(gone)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(logEnded(Owner.DRIVER, 99, false), gone)).isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(logEnded(Owner.DRIVER, 49, true), gone, jobEnded(0, 40, null), ended(49)))
        .isEqualTo(Outcome.SUCCEEDED);
  }
}
