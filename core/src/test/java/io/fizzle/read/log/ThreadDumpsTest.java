package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Owner.Role;
import io.fizzle.signal.FailureSignal;
import io.fizzle.signal.JvmSignal.Deadlocked;
import io.fizzle.signal.JvmSignal.TasksBlocked;
import io.fizzle.signal.JvmSignal.ThreadsDumped;
import io.fizzle.signal.WorkSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thread dumps that JVMs wrote of themselves, alone and between the lines of a log. */
class ThreadDumpsTest {
  private static final String TASK =
      "Executor task launch worker for task %d.0 in stage 1.0 (TID %d)";

  private static String fixture(String name) {
    try (InputStream in = ThreadDumpsTest.class.getResourceAsStream("/threads/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String thread(String name, String state, String... lines) {
    return "\"%s\" #31 daemon prio=5 os_prio=0 tid=0x00007f01 nid=0x1f waiting [0x00007f02]%n   java.lang.Thread.State: %s%n"
            .formatted(name, state)
        + String.join("\n", lines).indent(8)
        + "\n";
  }

  private static String task(int number, String... lines) {
    return thread(
        TASK.formatted(number, number + 5),
        "BLOCKED (on object monitor)",
        String.join("\n", lines),
        "at org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:621)");
  }

  private static String dump(String... threads) {
    return "2026-03-01 10:00:05\n"
        + "Full thread dump OpenJDK 64-Bit Server VM (17.0.9+9 mixed mode, sharing):\n\n"
        + String.join("", threads)
        + "JNI global refs: 16, weak refs: 0\n\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigquit-17.txt", "sigquit-25.txt"})
  void aJvmThatNamesADeadlockIsQuotedThreadByThread(String file) {
    Logs.Reading reading = Logs.read(Owner.executor("3"), fixture(file));

    Deadlocked ring = reading.only(Deadlocked.class);
    assertThat(ring.owner()).isEqualTo(Owner.executor("3"));
    assertThat(ring.tasks()).isEqualTo(2);
    assertThat(ring.waits())
        .containsExactly(
            "\"%s\" at reports.Report.lambda$load$0(Report.java:6) waits for a java.lang.Object that is held by \"%s\""
                .formatted(TASK.formatted(0, 5), TASK.formatted(1, 6)),
            "\"%s\" at reports.Report.lambda$load$1(Report.java:7) waits for a java.lang.Object that is held by \"%s\""
                .formatted(TASK.formatted(1, 6), TASK.formatted(0, 5)));
    assertThat(ring.evidence().excerpt()).startsWith("Found one Java-level deadlock:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigquit-17.txt", "sigquit-25.txt"})
  void threadsOfJavaAndTasksAreCounted(String file) {
    ThreadsDumped dumped = Logs.read(fixture(file)).only(ThreadsDumped.class);

    assertThat(dumped.tasks()).isEqualTo(2);
    assertThat(dumped.main()).isEqualTo("reports.Report.main(Report.java:10)");
    assertThat(dumped.owner()).isEqualTo(new Owner(Role.EXECUTOR, ""));
    assertThat(dumped.evidence().line()).isEqualTo(2);
    assertThat(dumped.evidence().time())
        .isBetween(Instant.parse("2026-11-27T00:00:00Z"), Instant.parse("2026-11-28T00:00:00Z"));
  }

  @Test
  void tasksThatWaitForOneLockAndWhoHoldsIt() {
    Logs.Reading reading =
        Logs.read(
            dump(
                task(
                    0,
                    "at reports.Client.look(Client.java:9)",
                    "- waiting to lock <0x00000000e0d0a0c8> (a reports.Client)"),
                task(
                    1,
                    "at reports.Client.look(Client.java:9)",
                    "- waiting to lock <0x00000000e0d0a0c8> (a reports.Client)"),
                task(
                    2,
                    "at java.net.SocketInputStream.socketRead0(java.base@17.0.9/Native Method)",
                    "at reports.Client.ask(Client.java:21)",
                    "- locked <0x00000000e0d0a0c8> (a reports.Client)")));

    TasksBlocked blocked = reading.only(TasksBlocked.class);
    assertThat(blocked.lock()).isEqualTo("reports.Client");
    assertThat(blocked.tasks()).isEqualTo(2);
    assertThat(blocked.running()).isEqualTo(3);
    assertThat(blocked.holder())
        .isEqualTo("\"%s\" at reports.Client.ask(Client.java:21)".formatted(TASK.formatted(2, 7)));
    assertThat(reading.all(Deadlocked.class)).isEmpty();
  }

  @Test
  void tasksThatWaitForTheInitializationOfAClassWaitForOneLockToo() {
    String waits = "- waiting on the Class initialization monitor for reports.Formats";
    TasksBlocked blocked =
        Logs.read(
                dump(
                    task(0, "at reports.Job.a(Job.java:1)", waits),
                    task(1, "at reports.Job.b(Job.java:2)", waits)))
            .only(TasksBlocked.class);

    assertThat(blocked.lock()).isEqualTo("initialization of class reports.Formats");
  }

  @Test
  void aTaskThatRunsBesideThoseThatWaitShowsNoStandstill() {
    Logs.Reading reading =
        Logs.read(
            dump(
                task(0, "at a.B.c(B.java:1)", "- waiting to lock <0x00000000e0d0a0c8> (a a.B)"),
                task(1, "at a.B.c(B.java:1)", "- waiting to lock <0x00000000e0d0a0c8> (a a.B)"),
                task(2, "at a.B.d(B.java:7)")));

    assertThat(reading.all(TasksBlocked.class)).isEmpty();
  }

  /** Pools keep a thread's name when its task is over. */
  @Test
  void threadsOfAPoolThatWaitForWorkAreNoTasks() {
    String idle =
        thread(
            TASK.formatted(0, 5),
            "WAITING (parking)",
            "at jdk.internal.misc.Unsafe.park(java.base@17.0.9/Native Method)",
            "- parking to wait for  <0x00000000e0d0a0c8> (a"
                + " java.util.concurrent.SynchronousQueue$TransferStack)",
            "at java.util.concurrent.ThreadPoolExecutor.getTask(java.base@17.0.9/ThreadPoolExecutor.java:1062)");
    Logs.Reading reading = Logs.read(dump(idle, idle));

    assertThat(reading.all(TasksBlocked.class)).isEmpty();
    assertThat(reading.only(ThreadsDumped.class).tasks()).isZero();
  }

  /** In {@code Object.wait} a monitor is given back, though its frame still names it. */
  @Test
  void aThreadThatWaitsToBeNotifiedHoldsNothing() {
    TasksBlocked blocked =
        Logs.read(
                dump(
                    thread(
                        "waiter",
                        "WAITING (on object monitor)",
                        "at java.lang.Object.wait(Native Method)",
                        "- waiting on <0x00000000e0d0a0c8> (a a.B)",
                        "at a.B.w(B.java:3)",
                        "- locked <0x00000000e0d0a0c8> (a a.B)"),
                    task(0, "at a.B.c(B.java:1)", "- waiting to lock <0x00000000e0d0a0c8> (a a.B)"),
                    task(
                        1, "at a.B.c(B.java:1)", "- waiting to lock <0x00000000e0d0a0c8> (a a.B)")))
            .only(TasksBlocked.class);

    assertThat(blocked.holder()).isEmpty();
  }

  @Test
  void theDriversMainThreadTellsWhatItWaitsForAndWhoAsked() {
    ThreadsDumped dumped =
        Logs.read(
                dump(
                    thread(
                        "main",
                        "WAITING (parking)",
                        "at jdk.internal.misc.Unsafe.park(java.base@17.0.9/Native Method)",
                        "at scala.concurrent.impl.Promise$DefaultPromise.ready(Promise.scala:212)",
                        "at org.apache.spark.util.ThreadUtils$.awaitReady(ThreadUtils.scala:334)",
                        "at org.apache.spark.scheduler.DAGScheduler.runJob(DAGScheduler.scala:931)",
                        "at reports.Main.main(Main.java:40)"),
                    thread("dag-scheduler-event-loop", "WAITING (parking)")))
            .only(ThreadsDumped.class);

    assertThat(dumped.owner()).isEqualTo(Owner.DRIVER);
    assertThat(dumped.main())
        .isEqualTo(
            "org.apache.spark.util.ThreadUtils$.awaitReady(ThreadUtils.scala:334), called from"
                + " reports.Main.main(Main.java:40)");
  }

  @Test
  void aBlockedHeartbeatThreadTellsItsLock() {
    ThreadsDumped dumped =
        Logs.read(
                dump(
                    thread(
                        "executor-heartbeater",
                        "BLOCKED (on object monitor)",
                        "at org.apache.spark.memory.TaskMemoryManager.getMemoryConsumptionForThisTask(TaskMemoryManager.java:1)",
                        "- waiting to lock <0x00000000e0d0a0c8> (a"
                            + " org.apache.spark.memory.TaskMemoryManager)")))
            .only(ThreadsDumped.class);

    assertThat(dumped.heartbeats()).startsWith("org.apache.spark.memory.TaskMemoryManager in ");
  }

  @Test
  void whatALogWritesBetweenTheLinesOfADumpIsReadAsEver() {
    String lost =
        "26/03/01 10:00:06 WARN TaskSetManager: Lost task 1.0 in stage 0.0 (TID 1) (10.0.0.7"
            + " executor 7): java.lang.IllegalStateException: no such region\n";
    String text =
        fixture("sigquit-17.txt").replaceFirst("\n\"Finalizer\"", "\n" + lost + "\"Finalizer\"");
    Logs.Reading reading =
        Logs.read(
            "26/03/01 10:00:00 INFO SparkContext: Running Spark version 4.1.1\n"
                + text
                + lost.replace("1.0 in", "2.0 in"));

    assertThat(reading.all(WorkSignal.TaskFailed.class)).hasSize(2);
    assertThat(reading.all(Deadlocked.class)).hasSize(1);
  }

  @Test
  void dumpsThatFollowEachOtherAreToldApart() {
    String one = dump(task(0, "at a.B.c(B.java:1)"));
    Logs.Reading reading =
        Logs.read(one + one + "26/03/01 10:00:06 INFO Executor: Finished task 1.0 in stage 0.0\n");

    assertThat(reading.all(ThreadsDumped.class))
        .extracting(seen -> seen.evidence().line())
        .containsExactly(2L, 12L);
  }

  @Test
  void aDumpThatIsCutTellsWhatCameOfIt() {
    String whole = fixture("sigquit-17.txt");
    Logs.Reading reading = Logs.read(whole.substring(0, whole.indexOf("Java stack information")));

    assertThat(reading.only(Deadlocked.class).waits()).hasSize(2);
    assertThat(reading.only(Deadlocked.class).tasks()).isZero();
  }

  @Test
  void aDumpOfAHundredThousandThreadsIsPassedWithoutLoss() {
    String threads =
        task(0, "at a.B.c(B.java:1)", "- waiting to lock <0x00000000e0d0a0c8> (a a.B)")
            .repeat(100_000);
    Logs.Reading reading = Logs.read(dump(threads));

    assertThat(reading.only(ThreadsDumped.class).threads()).isEqualTo(100_000);
    assertThat(reading.only(TasksBlocked.class).tasks()).isEqualTo(100_000);
  }

  @Test
  void proseAboutThreadDumpsIsNone() {
    Logs.Reading reading =
        Logs.read("Please attach a Full thread dump of the executor (or two).\n");

    assertThat(reading.all(ThreadsDumped.class)).isEmpty();
    assertThat(reading.all(FailureSignal.Logged.class)).isEmpty();
  }
}
