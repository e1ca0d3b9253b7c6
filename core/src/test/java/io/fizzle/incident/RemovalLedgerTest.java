package io.fizzle.incident;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.application;
import static io.fizzle.cases.Signals.at;
import static io.fizzle.cases.Signals.exit;
import static io.fizzle.cases.Signals.exited;
import static io.fizzle.cases.Signals.missed;
import static io.fizzle.cases.Signals.reason;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.taskLost;
import static io.fizzle.cases.Signals.timeout;
import static io.fizzle.cases.Signals.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.application.Application;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.RemovalReason;
import io.fizzle.signal.RemovalReason.Kind;
import io.fizzle.signal.Signal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several records of one executor's end, made one. */
class RemovalLedgerTest {
  private static final Duration TWO_MINUTES = Duration.ofSeconds(121);

  private static RemovalLedger ledger(Signal... signals) {
    Application application =
        application(Stream.concat(Stream.<Signal>of(added("1", 6)), Stream.of(signals)).toList());
    return RemovalLedger.of(application.executors().get("1"), application.failedAttempts());
  }

  @Test
  void theMostSpecificReasonDecidesWhenEverItCame() {
    RemovalLedger ledger =
        ledger(
            removed("1", 40, reason(Kind.DISASSOCIATED)),
            removed("1", 41, exit(52)),
            removed("1", 99, timeout(TWO_MINUTES)));

    assertThat(ledger.isDecidedBy(Kind.EXITED)).isTrue();
    assertThat(ledger.exitedWith(52)).isTrue();
    assertThat(ledger.decisiveEvidence()).isEqualTo(told(41));
  }

  @Test
  void ofEquallySpecificReasonsTheEarliestDecides() {
    RemovalLedger ledger =
        ledger(removed("1", 90, reason(Kind.NODE_LOST)), removed("1", 40, reason(Kind.PREEMPTED)));

    assertThat(ledger.isDecidedBy(Kind.PREEMPTED)).isTrue();
  }

  @Test
  void aWorkerThatIsLostAfterItsDecommissioningIsItsEnd() {
    RemovalLedger told =
        ledger(
            removed("1", 40, reason(Kind.WORKER_LOST)),
            removed("1", 40, reason(Kind.DECOMMISSIONED)));
    RemovalLedger asked =
        ledger(
            new ExecutorSignal.Decommissioned(told(39), "1", "Decommission executors: 1"),
            removed("1", 40, reason(Kind.WORKER_LOST)));

    assertThat(told.isDecidedBy(Kind.DECOMMISSIONED)).isTrue();
    assertThat(asked.decisive()).isNull();
  }

  @Test
  void wordsThatSayNothingDecideNothing() {
    RemovalLedger ledger =
        ledger(removed("1", 40, RemovalReason.unspecified("Executor Process Lost")));

    assertThat(ledger.decisive()).isNull();
    assertThat(ledger.decisiveEvidence()).isNull();
    assertThat(ledger.evidence()).containsExactly(told(40));
  }

  @Test
  void theEndIsTheEarliestRecord() {
    RemovalLedger ledger =
        ledger(removed("1", 45, reason(Kind.DISASSOCIATED)), exited("1", 44, 137, false));

    assertThat(ledger.end()).isEqualTo(at(44));
  }

  @Test
  void aTasksLossReasonIsARecordToo() {
    RemovalLedger ledger = ledger(taskLost(0, 3, 0, "1", 40, exit(137)));

    assertThat(ledger.exitedWith(137)).isTrue();
    assertThat(ledger.end()).isEqualTo(at(40));
  }

  @Test
  void theLaunchersWordOnTheExitStandsAboveTheDrivers() {
    RemovalLedger ledger = ledger(removed("1", 40, exit(1)), exited("1", 39, 134, false));

    assertThat(ledger.exitCode()).isEqualTo(134);
    assertThat(ledger.exitEvidence()).isEqualTo(told(39));
  }

  @Test
  void anExitOnRequestDoesNotHideHowTheProcessHadEnded() {
    RemovalLedger ledger = ledger(removed("1", 40, exit(52)), exited("1", 60, 143, true));

    assertThat(ledger.exitCode()).isEqualTo(52);
    assertThat(ledger.end()).isEqualTo(at(40));
  }

  @Test
  void anExitOnRequestIsBetterThanNone() {
    assertThat(ledger(exited("1", 60, 143, true)).exitCode()).isEqualTo(143);
  }

  @Test
  void theSilenceIsTheLongestThatAnyRecordTells() {
    RemovalLedger ledger =
        ledger(missed("1", 200, Duration.ofSeconds(124)), removed("1", 200, timeout(TWO_MINUTES)));

    assertThat(ledger.silence()).isEqualTo(Duration.ofSeconds(124));
    assertThat(ledger(removed("1", 40, exit(52))).silence()).isZero();
  }

  @Test
  void nothingIsKnownOfAnExecutorThatIsWell() {
    RemovalLedger ledger = ledger();

    assertThat(ledger.evidence()).isEmpty();
    assertThat(ledger.end()).isNull();
    assertThat(ledger.exitCode()).isNull();
  }

  @Test
  void citationsBeginWithTheMostTellingAndAreFew() {
    RemovalLedger ledger =
        ledger(
            Stream.concat(
                    Stream.of(removed("1", 99, exit(52))),
                    Stream.iterate(40, second -> second + 1)
                        .limit(12)
                        .map(second -> removed("1", second, reason(Kind.DISASSOCIATED))))
                .toArray(Signal[]::new));

    assertThat(ledger.evidence()).hasSize(6);
    assertThat(ledger.evidence().get(0)).isEqualTo(told(99));
  }
}
