package io.fizzle.application;

import static io.fizzle.cases.Signals.added;
import static io.fizzle.cases.Signals.at;
import static io.fizzle.cases.Signals.gcLog;
import static io.fizzle.cases.Signals.gcLogEnded;
import static io.fizzle.cases.Signals.pause;
import static io.fizzle.cases.Signals.process;
import static io.fizzle.cases.Signals.removed;
import static io.fizzle.cases.Signals.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Evidence;
import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.signal.ExecutorSignal.Launched;
import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal;
import io.fizzle.signal.JvmSignal.Crashed;
import io.fizzle.signal.JvmSignal.PauseKind;
import io.fizzle.signal.MachineSignal.ContainerExited;
import io.fizzle.signal.MachineSignal.ContainerOverLimit;
import io.fizzle.signal.MachineSignal.KernelOomKill;
import io.fizzle.signal.RemovalReason;
import org.junit.jupiter.api.Test;

/** Which process a signal is about, where its source does not say. */
class ProcessRecorderTest {
  private static final String CONTAINER = "container_e08_1772_0042_01_000004";

  private final ProcessRecorder recorder = new ProcessRecorder();

  private void executor(String id, double second) {
    recorder.add(Owner.executor(id), added(id, second));
  }

  private ProcessLife life(String executor) {
    ProcessLife life = recorder.build(false).executors().get(executor);
    assertThat(life).as("executor " + executor).isNotNull();
    return life;
  }

  private static KernelOomKill kernelKill(long pid, String path) {
    return new KernelOomKill(told(50), pid, "java", true, path, 3 << 30);
  }

  @Test
  void aKernelKillBelongsToTheExecutorWhoseLogNamesThePid() {
    executor("1", 6);
    executor("2", 6);
    recorder.add(process(Owner.executor("2"), 5, 4711));
    recorder.addKernelKill(kernelKill(4711, "/batch.slice/run-a"));

    assertThat(life("2").facts().has(KernelOomKill.class)).isTrue();
    assertThat(life("1").facts().has(KernelOomKill.class)).isFalse();
  }

  @Test
  void theJoinDoesNotDependOnTheOrderOfSources() {
    recorder.addKernelKill(kernelKill(4711, "/batch.slice/run-a"));
    recorder.add(process(Owner.executor("2"), 5, 4711));

    assertThat(life("2").facts().has(KernelOomKill.class)).isTrue();
  }

  @Test
  void aCgroupPathMayNameTheExecutorItself() {
    executor("7", 6);
    recorder.addKernelKill(kernelKill(99, "/kubepods/burstable/pod1/crop-index-exec-7"));

    assertThat(life("7").facts().has(KernelOomKill.class)).isTrue();
  }

  @Test
  void aKillOfAnUnknownPidIsNobodys() {
    executor("1", 6);
    recorder.addKernelKill(kernelKill(99, "/system.slice/cron.service"));

    assertThat(life("1").facts().has(KernelOomKill.class)).isFalse();
    assertThat(recorder.build(false).anonymous().facts().has(KernelOomKill.class)).isTrue();
  }

  @Test
  void aContainerIsKnownByItsRemovalsText() {
    executor("3", 6);
    recorder.add(
        Owner.executor("3"),
        removed(
            "3",
            40,
            RemovalReason.unspecified(
                "Container marked as failed: " + CONTAINER + " on host: wk1. Exit status: 143.")));
    recorder.addContainer(
        "", CONTAINER, new ContainerOverLimit(told(39), "", CONTAINER, 5, 4, false));

    assertThat(life("3").facts().has(ContainerOverLimit.class)).isTrue();
  }

  @Test
  void aContainerIsKnownByItsLaunch() {
    recorder.addContainer(
        "", CONTAINER, new ContainerOverLimit(told(39), "", CONTAINER, 5, 4, false));
    recorder.add(
        Owner.executor("3"), new Launched(told(3), "3", "wk1", "launched in " + CONTAINER));

    assertThat(life("3").facts().has(ContainerOverLimit.class)).isTrue();
  }

  @Test
  void theFirstContainerOfAnApplicationRunsTheDriver() {
    String first = "container_e08_1772_0042_01_000001";
    recorder.addContainer(
        "",
        first,
        new ContainerExited(told(39), first, Owner.UNKNOWN, 143, null, "killed on request"));

    assertThat(recorder.build(false).driver().facts().has(ContainerExited.class)).isTrue();
  }

  @Test
  void aCrashFileBelongsToTheExecutorWithItsPid() {
    Source file = new Source("hs_err_pid812.log", SourceKind.HS_ERR, Owner.UNKNOWN, 812);
    recorder.add(
        new Crashed(
            new Evidence(file, 4, at(30), ""), Owner.UNKNOWN, 812, "SIGSEGV", "libx.so", null));
    recorder.add(process(Owner.executor("1"), 5, 812));

    assertThat(life("1").facts().has(Crashed.class)).isTrue();
  }

  @Test
  void aGcLogBelongsToTheExecutorWithItsPid() {
    Source log = gcLog("gc-812.log", Owner.UNKNOWN, 812);
    recorder.add(pause(log, PauseKind.YOUNG, 20, 30, 500, 90));
    recorder.add(process(Owner.executor("1"), 5, 812));
    executor("1", 6);

    assertThat(life("1").gc()).isPresent();
  }

  @Test
  void aGcLogThatNamesNobodyBelongsToWhoWasStartedWithIt() {
    Source log = gcLog("gc.log.0", Owner.UNKNOWN, 0);
    recorder.add(pause(log, PauseKind.YOUNG, 20, 30, 500, 90));
    recorder.add(gcLogEnded(log, 60));
    executor("1", 4);
    executor("2", 300);

    assertThat(life("1").gc()).isPresent();
    assertThat(life("2").gc()).isEmpty();
  }

  @Test
  void ofTwoExecutorsStartedTogetherTheOneGoneAtTheLogsEndWins() {
    Source log = gcLog("gc.log.0", Owner.UNKNOWN, 0);
    recorder.add(pause(log, PauseKind.YOUNG, 20, 30, 500, 90));
    recorder.add(gcLogEnded(log, 60));
    executor("1", 4);
    executor("2", 4);
    recorder.add(Owner.executor("1"), removed("1", 300, RemovalReason.unspecified("")));
    recorder.add(Owner.executor("2"), removed("2", 61, RemovalReason.unspecified("")));

    assertThat(life("2").gc()).isPresent();
    assertThat(life("1").gc()).isEmpty();
  }

  @Test
  void anExecutorStartedTooLongBeforeOrAfterDoesNotGetTheLog() {
    Source log = gcLog("gc.log.0", Owner.UNKNOWN, 0);
    recorder.add(pause(log, PauseKind.YOUNG, 20, 30, 500, 90));
    executor("1", 60);

    assertThat(life("1").gc()).isEmpty();
    assertThat(recorder.build(false).anonymous().gc()).isPresent();
  }

  @Test
  void aLaunchIsKnownToTheSecondAndAsksForMoreThanARegistration() {
    Source log = gcLog("gc.log.0", Owner.UNKNOWN, 0);
    recorder.add(pause(log, PauseKind.YOUNG, 20, 30, 500, 90));
    recorder.add(Owner.executor("1"), new Launched(told(12), "1", "wk1", null));
    recorder.add(Owner.executor("2"), new Launched(told(1), "2", "wk1", null));

    assertThat(life("2").gc()).isPresent();
    assertThat(life("1").gc()).isEmpty();
  }

  @Test
  void whatHappensToAWorkerIsNoLifeOfTheApplication() {
    recorder.add(new JvmSignal.SignalReceived(told(9), new Owner(Owner.Role.WORKER, "w1"), "TERM"));

    ProcessRecorder.Lives lives = recorder.build(false);
    assertThat(lives.executors()).isEmpty();
    assertThat(lives.anonymous().facts().isEmpty()).isTrue();
  }

  @Test
  void wordsOfAProcessThatNobodyNamesAreKeptApart() {
    recorder.add(new JvmSignal.OutOfMemory(told(9), Owner.UNKNOWN, FailureKind.HEAP_SPACE, true));

    assertThat(recorder.build(false).anonymous().facts().has(JvmSignal.OutOfMemory.class)).isTrue();
    assertThat(recorder.build(false).driver().facts().isEmpty()).isTrue();
  }
}
