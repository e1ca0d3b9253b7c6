package io.fizzle.cause.finding;

import static io.fizzle.cause.finding.RunLog.cluster;
import static io.fizzle.cause.finding.RunLog.fixes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fizzle.cause.finding.Finding.Severity;
import io.fizzle.cause.finding.RunLog.Measured;
import io.fizzle.signal.ApplicationSignal;
import org.junit.jupiter.api.Test;

/** Cores that are held and do not work, or work in vain. */
class CoreFindingsTest {
  @Test
  void manyShortTasksCostWhatTheyDoNotRun() {
    RunLog log = cluster("spark.sql.shuffle.partitions", "400").job(0, 42).stage(0, 400, 0, 41);
    for (int i = 0; i < 400; i++) {
      double from = i / 4 * 0.1;
      log.task(0, i, i % 4 < 2 ? "1" : "2", from, from + 0.1, new Measured().delay(60).loading(30));
    }
    log.ended(42);

    Finding tiny = log.only("tiny-tasks");

    assertThat(tiny.cost().coreSeconds()).isCloseTo(400 * 0.09, within(0.01));
    assertThat(fixes(tiny)).anyMatch(title -> title.contains("4 partitions instead of 400"));
    assertThat(log.causes()).doesNotContain("scheduler-delay");
  }

  @Test
  void shortTasksThatWaitForTheDriverToBookThemCostNoMoreThanTheCoresHad() {
    RunLog log =
        cluster("spark.sql.shuffle.partitions", "400").job(0, 12).timedStage(0, 400, 0, 10);
    for (int i = 0; i < 400; i++) {
      double from = i / 4 * 0.05;
      double booked = from + 0.19;
      log.task(0, i, i % 4 < 2 ? "1" : "2", from, booked, new Measured().delay(150).loading(30));
    }
    log.ended(12);

    Finding tiny = log.only("tiny-tasks");

    assertThat(tiny.cost().coreSeconds())
        .as("four cores for 10 s, less the 4 s for which tasks ran, and not the 72 s of all tasks")
        .isCloseTo(36, within(0.01));
  }

  @Test
  void aLongStageOfOneTaskLeavesCoresIdle() {
    RunLog log = cluster().job(0, 21).stage(0, 1, 0, 20).task(0, 0, "1", 0, 20).ended(21);

    Finding few = log.only("too-few-partitions");

    assertThat(few.cost().coreSeconds()).isCloseTo(3 * 20, within(0.5));
    assertThat(few.severity()).isEqualTo(Severity.HIGH);
    assertThat(fixes(few)).anyMatch(title -> title.contains("8 partitions"));
  }

  @Test
  void aStageOfOneTaskBesideOneThatFillsTheCoresCostsNothing() {
    RunLog log = cluster().job(0, 21).stage(0, 1, 0, 20).stage(1, 3, 0, 20);
    log.task(0, 0, "1", 0, 20).task(1, 0, "1", 0, 20).task(1, 1, "2", 0, 20);
    log.task(1, 2, "2", 0, 20).ended(21);

    assertThat(log.causes()).doesNotContain("too-few-partitions");
  }

  @Test
  void coresThatWaitForTheDriverAreIdle() {
    RunLog log = cluster().job(60, 64).stage(0, 4, 60, 64).ended(100);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 60, 64);
    }

    Finding idle = log.only("idle-cores");

    assertThat(idle.cost().coreSeconds()).isCloseTo(4 * 96, within(0.5));
    assertThat(idle.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(idle.evidence().get(0).says()).contains("while no job ran");
  }

  @Test
  void whatAPersonAtAShellTakesIsNotIdle() {
    RunLog log = cluster("spark.repl.class.outputDir", "/tmp/repl").job(60, 64).stage(0, 4, 60, 64);
    for (int i = 0; i < 4; i++) {
      log.task(0, i, i < 2 ? "1" : "2", 60, 64);
    }
    log.ended(100);

    assertThat(log.causes()).doesNotContain("idle-cores");
  }

  @Test
  void aLogWithoutItsTasksEndsSaysNothingOfCores() {
    RunLog log =
        cluster()
            .job(60, 64)
            .stage(0, 4, 60, 64)
            .with(evidence -> new ApplicationSignal.EvidenceLost(evidence, "compacted"), 1)
            .task(0, 0, "1", 60, 64)
            .ended(100);

    assertThat(log.causes()).isEmpty();
  }

  @Test
  void retriesThatTookTimeAreToldThoughTheRunWentWell() {
    RunLog log = cluster().job(0, 21).stage(0, 4, 0, 20).failed(0, 0, "1", 0, 9);
    log.task(0, 0, "2", 9, 20).task(0, 1, "1", 0, 20).task(0, 2, "2", 0, 20);
    log.task(0, 3, "1", 9, 20).ended(21);

    Finding retries = log.only("hidden-retries");

    assertThat(retries.cost().coreSeconds()).isCloseTo(9, within(0.1));
    assertThat(retries.evidence().get(0).says()).contains("java.io.IOException");
  }
}
