package io.fizzle.diagnosis;

import static io.fizzle.cases.Signals.aborted;
import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.driverFailed;
import static io.fizzle.cases.Signals.ended;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.heapSpace;
import static io.fizzle.cases.Signals.jobEnded;
import static io.fizzle.cases.Signals.logEnded;
import static io.fizzle.cases.Signals.reason;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.taskFailed;
import static io.fizzle.cases.Signals.thrown;
import static io.fizzle.cases.Signals.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.signal.ApplicationSignal.FinalStatus;
import io.fizzle.signal.Failure;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.RemovalReason.Kind;
import io.fizzle.signal.Signal;
import org.junit.jupiter.api.Test;

/** What killed the application, in one sentence. */
class VerdictRuleTest {

  private static Verdict verdict(Signal... signals) {
    return Diagnostician.standard().diagnose(application(signals)).verdict();
  }

  @Test
  void ofARunThatSucceededItIsHealthyWhateverWasSurvived() {
    Verdict verdict =
        verdict(
            added("1", 5),
            taskFailed(0, 3, 0, "1", 20, heapSpace()),
            removed("1", 21, exit(52)),
            jobEnded(0, 50, null),
            ended(51));

    assertThat(verdict.cause()).isEqualTo("healthy");
    assertThat(verdict.incident()).isNull();
    assertThat(verdict.summary()).contains("recovered from 1 incident");
  }

  @Test
  void successIsSurerWhereTheDriversLogWasRead() {
    double blind = verdict(jobEnded(0, 50, null), ended(51)).confidence();
    double seen =
        verdict(jobEnded(0, 50, null), ended(51), logEnded(Owner.DRIVER, 52, true)).confidence();

    assertThat(blind).isLessThan(0.9);
    assertThat(seen).isGreaterThan(0.9);
  }

  @Test
  void aDriversLogThatStopsBeforeItsEndMakesSuccessNoSurer() {
    Verdict verdict = verdict(jobEnded(0, 50, null), ended(51), logEnded(Owner.DRIVER, 20, false));

    assertThat(verdict.cause()).isEqualTo("healthy");
    assertThat(verdict.confidence()).isLessThan(0.9);
    assertThat(verdict.summary())
        .endsWith("would only stand in the driver's log, and the one read stops before its end.");
  }

  @Test
  void successWithoutTheDriversLogSaysWhatOnlyThatLogWouldTell() {
    String unseen = "An exception after its last job would only stand in the driver's log.";

    assertThat(verdict(jobEnded(0, 50, null), ended(51)).summary())
        .isEqualTo("The application succeeded. Nothing is wrong. " + unseen);
    assertThat(
            verdict(jobEnded(0, 50, null), ended(51), logEnded(Owner.DRIVER, 52, true)).summary())
        .isEqualTo("The application succeeded. Nothing is wrong.");
    assertThat(
            verdict(jobEnded(0, 50, null), new FinalStatus(told(52), true, thrown(""))).summary())
        .isEqualTo("The application succeeded. Nothing is wrong.");
  }

  @Test
  void ofAFailedJobItIsTheCauseOfItsRoot() {
    Verdict verdict =
        verdict(
            added("1", 5),
            taskFailed(0, 3, 0, "1", 20, heapSpace()),
            removed("1", 21, exit(52)),
            aborted(0, 3, 60, heapSpace()));

    assertThat(verdict.cause()).isEqualTo("heap-oom");
    assertThat(verdict.incident()).isEqualTo("executor-1-lost");
    assertThat(verdict.summary()).isEqualTo("Executor 1 on host-1 ran out of Java heap.");
  }

  @Test
  void aLossThatWasRecoveredIsNotWhatKilledTheRun() {
    Verdict verdict =
        verdict(
            added("1", 5),
            added("2", 5),
            removed("1", 10, reason(Kind.PHYSICAL_MEMORY_EXCEEDED)),
            taskFailed(0, 3, 0, "2", 30, thrown("no price")),
            taskFailed(0, 3, 1, "2", 31, thrown("no price")),
            aborted(0, 3, 32, thrown("no price")));

    assertThat(verdict.cause()).isEqualTo("user-exception");
  }

  @Test
  void aFailureWithoutAnyIncidentStaysUndetermined() {
    Verdict verdict = verdict(jobEnded(0, 50, Failure.of(FailureKind.EXECUTOR_LOST, "", "lost")));

    assertThat(verdict.cause()).isEqualTo("undetermined");
  }

  @Test
  void benignEndsDoNotExplainAFailure() {
    Verdict verdict =
        verdict(
            added("1", 5),
            removed("1", 30, reason(Kind.DECOMMISSIONED)),
            driverFailed(40, thrown("no region")));

    assertThat(verdict.cause()).isEqualTo("user-exception");
  }

  @Test
  void whatWasAskedForIsTheVerdictOfACancelledRun() {
    Failure cancelled = Failure.of(FailureKind.CANCELLED, "SparkException", "Job 0 cancelled");

    assertThat(verdict(added("1", 5), aborted(0, -1, 30, cancelled)).cause())
        .isEqualTo("user-cancelled");
  }

  @Test
  void aFragmentWithBenignEndsOnlyIsHealthyButNotCertainlySo() {
    Verdict verdict = verdict(added("1", 5), removed("1", 30, reason(Kind.DECOMMISSIONED)));

    assertThat(verdict.cause()).isEqualTo("healthy");
    assertThat(verdict.confidence()).isLessThan(0.9);
  }

  @Test
  void nothingReadIsNothingSaid() {
    Verdict verdict = verdict();

    assertThat(verdict.cause()).isEqualTo("undetermined");
    assertThat(verdict.confidence()).isZero();
    assertThat(verdict.incident()).isNull();
  }
}
