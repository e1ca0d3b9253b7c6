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
import static io.fizzle.cases.Signals.traceback;
import static io.fizzle.cases.Signals.uncaught;
import static io.fizzle.cases.Signals.undated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.ApplicationSignal.Stopped;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.FailureSignal.PythonTraceback;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.LogEnded;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal.JobStarted;
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

  private static JobStarted jobInLine(int job, long line) {
    return new JobStarted(undated(line), job);
  }

  @Test
  void aTracebackThatNoJobFollowsEndedTheProgram() {
    assertThat(
            outcome(
                jobInLine(0, 5),
                jobEnded(0, 20, null),
                traceback(9, false, "no region"),
                ended(22),
                DRIVER_LOG))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aProgramThatStartsAJobAfterATracebackSurvivedIt() {
    assertThat(
            outcome(
                traceback(9, false, "no region"),
                jobInLine(0, 12),
                jobEnded(0, 20, null),
                ended(22),
                DRIVER_LOG))
        .isEqualTo(Outcome.SUCCEEDED);
  }

  @Test
  void ofTwoTracebacksTheOneThatNoJobFollowsEndedTheProgram() {
    assertThat(
            application(
                    traceback(9, false, "first try"),
                    jobInLine(0, 12),
                    traceback(19, false, "second try"),
                    ended(22))
                .outcomeEvidence())
        .isEqualTo(undated(19));
  }

  @Test
  void jobsOfAnotherSourceTellNothingOfATraceback() {
    JobStarted elsewhere =
        new JobStarted(
            new Evidence(new Source("events", SourceKind.EVENT_LOG, Owner.DRIVER), 12, null, ""),
            0);
    assertThat(
            outcome(traceback(9, false, "no region"), elsewhere, jobEnded(0, 20, null), ended(22)))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void otherStreamsGoOnAfterTheOneThatEndedTheProgram() {
    PythonTraceback stream =
        new PythonTraceback(
            undated(9),
            Failure.of(
                FailureKind.OTHER,
                "pyspark.errors.exceptions.captured.StreamingQueryException",
                "[STREAM_FAILED] Query terminated with exception"),
            false);
    assertThat(outcome(stream, jobInLine(0, 12), jobEnded(0, 20, null), ended(22), DRIVER_LOG))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void anErrorThatTheProgramReportedLastLeavesItOpen() {
    assertThat(
            outcome(jobEnded(0, 20, null), traceback(9, true, "no region"), ended(22), DRIVER_LOG))
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(
            outcome(
                jobEnded(0, 20, thrown("no region")),
                traceback(9, true, "no region"),
                ended(22),
                DRIVER_LOG))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void aJobThatWasLeftBehindLeavesItOpen() {
    assertThat(
            outcome(
                jobStarted(0, 10),
                jobEnded(0, 20, null),
                jobStarted(1, 21),
                new Stopped(told(30)),
                DRIVER_LOG))
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(outcome(jobStarted(0, 10), new Stopped(told(30)), DRIVER_LOG))
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void aJobThatTheEndOfTheContextCutShortLeavesItOpen() {
    assertThat(
            outcome(
                jobStarted(0, 10),
                jobStarted(1, 11),
                jobEnded(1, 20, null),
                jobEnded(0, 30, Failure.of(FailureKind.CONTEXT_STOPPED, "", "shut down")),
                new Stopped(told(31)),
                DRIVER_LOG))
        .isEqualTo(Outcome.UNKNOWN);
  }
}
