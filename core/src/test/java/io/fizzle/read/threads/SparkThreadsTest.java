package io.fizzle.read.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
import io.fizzle.read.PathOwner;
import io.fizzle.read.ReadInput;
import io.fizzle.read.ReadReport;
import io.fizzle.read.SourceClock;
import io.fizzle.signal.JvmSignal.Deadlocked;
import io.fizzle.signal.JvmSignal.TasksBlocked;
import io.fizzle.signal.JvmSignal.ThreadsDumped;
import io.fizzle.signal.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Thread dumps of Spark's REST API: those that Spark 3.5.9 and 4.1.1 gave, and smaller ones. */
class SparkThreadsTest {
  private static final Owner EXECUTOR = Owner.executor("3");
  private static final String TASK_FRAME =
      "org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:621)";

  private record Reading(ReadReport report, List<Signal> signals) {
    <S extends Signal> List<S> all(Class<S> type) {
      return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static Reading read(String text) {
    List<Signal> signals = new ArrayList<>();
    ReadInput input =
        new ReadInput(new Source("threads", SourceKind.THREAD_DUMP, EXECUTOR), SourceClock.UTC);
    ReadReport report =
        new JsonThreadDumpReader()
            .read(
                input,
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                signals::add);
    return new Reading(report, signals);
  }

  private static String ofSpark(String version) throws IOException {
    String name = "/threads/spark-" + version + "-deadlock.json";
    try (InputStream in = SparkThreadsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A task's thread as Spark 3.5 tells it; {@code blockedBy} is empty where nobody holds it. */
  private static String task(int id, String state, String lock, String blockedBy, String held) {
    return """
    {"threadId":%d,"threadName":"Executor task launch worker for task %d.0 in stage 1.0 (TID %d)",
     "threadState":"%s","stackTrace":{"elems":["reports.Client.look(Client.java:9)","%s"]},
     %s"blockedByLock":"%s","holdingLocks":[%s]}\
    """
        .formatted(
            id,
            id,
            id,
            state,
            TASK_FRAME,
            blockedBy.isEmpty() ? "" : "\"blockedByThreadId\":" + blockedBy + ",",
            lock,
            held.isEmpty() ? "" : '"' + held + '"');
  }

  private static String list(String... threads) {
    return "[" + String.join(",", threads) + "]";
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.9", "4.1.1"})
  void twoTasksThatTookTwoLocksInDifferentOrderAreADeadlock(String version) throws IOException {
    Reading reading = read(ofSpark(version));

    assertThat(reading.report().remarks()).isEmpty();
    assertThat(reading.all(Deadlocked.class))
        .singleElement()
        .satisfies(
            ring -> {
              assertThat(ring.tasks()).isEqualTo(2);
              assertThat(ring.waits())
                  .hasSize(2)
                  .allSatisfy(
                      wait ->
                          assertThat(wait)
                              .matches(
                                  "\"Executor task launch worker for task [01].0 in stage 0.0"
                                      + " \\(TID [01]\\)\" at"
                                      + " reports.Ledger.book\\(Ledger.java:\\d+\\) waits for a"
                                      + " java.lang.Object that is held by \"Executor task launch"
                                      + " worker for task [01].0.*"));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.9", "4.1.1"})
  void threadsAndTasksAreCountedAndTheMainThreadTellsWhereItWaits(String version)
      throws IOException {
    assertThat(read(ofSpark(version)).all(ThreadsDumped.class))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.tasks()).isEqualTo(2);
              assertThat(seen.threads()).isEqualTo(10);
              assertThat(seen.main()).contains("reports.Ledger.main(Ledger.java");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.5.9", "4.1.1"})
  void isKnownByItsBeginning(String version) throws IOException {
    assertThat(JsonThreadDumpReader.looksLikeThreadDump(ofSpark(version))).isTrue();
    assertThat(JsonThreadDumpReader.looksLikeThreadDump("[{\"id\": \"app-1\"}]")).isFalse();
  }

  @Test
  void tasksThatWaitForOneLockAreToldWithItsHolderThoughSparkWritesItInTwoWays() {
    Reading reading =
        read(
            list(
                task(1, "RUNNABLE", "", "", "java.lang.Object@ff"),
                task(2, "BLOCKED", "Lock(java.lang.Object@ff)", "1", ""),
                task(3, "BLOCKED", "Lock(java.lang.Object@ff)", "1", "")));

    assertThat(reading.all(TasksBlocked.class))
        .singleElement()
        .satisfies(
            queue -> {
              assertThat(queue.lock()).isEqualTo("java.lang.Object");
              assertThat(queue.tasks()).isEqualTo(2);
              assertThat(queue.running()).isEqualTo(3);
              assertThat(queue.holder()).contains("task 1.0", "reports.Client.look");
            });
    assertThat(reading.all(Deadlocked.class)).isEmpty();
  }

  @Test
  void threadsThatWaitForWorkOrForATimeAreNoDeadlock() {
    String idle = task(1, "WAITING", "Lock(java.util.concurrent.SynchronousQueue@7})", "", "");
    String one = task(2, "TIMED_WAITING", "Lock(a.B@8})", "3", "Lock(a.C@9})");
    String other = task(3, "BLOCKED", "Lock(a.C@9})", "2", "Lock(a.B@8})");

    assertThat(read(list(idle, one, other)).all(Deadlocked.class)).isEmpty();
    assertThat(read(list(idle, idle)).all(TasksBlocked.class)).isEmpty();
  }

  @Test
  void aQueueBehindADeadlockIsNoPartOfIt() {
    Reading reading =
        read(
            list(
                task(1, "BLOCKED", "Lock(a.B@8})", "2", "Lock(a.C@9})"),
                task(2, "BLOCKED", "Lock(a.C@9})", "1", "Lock(a.B@8})"),
                task(3, "BLOCKED", "Lock(a.B@8})", "2", "")));

    assertThat(reading.all(Deadlocked.class))
        .singleElement()
        .satisfies(ring -> assertThat(ring.waits()).hasSize(2));
  }

  @Test
  void whatIsCutOffKeepsTheThreadsBeforeTheCut() {
    String whole = list(task(1, "RUNNABLE", "", "", ""), task(2, "RUNNABLE", "", "", ""));

    Reading reading = read(whole.substring(0, whole.length() - 20));

    assertThat(reading.report().torn()).isTrue();
    assertThat(reading.all(ThreadsDumped.class)).singleElement();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"threadId\":{},\"threadName\":[],\"threadState\":7,\"stackTrace\":\"x\"}]",
        "[{\"threadId\":99999999999999999999999999,\"blockedByThreadId\":-1}]",
        "[{\"threadId\":1,\"threadState\":\"BLOCKED\",\"blockedByThreadId\":1}]",
        "[{\"blockedByLock\":\"Lock(a@99999999999999})\",\"threadState\":\"BLOCKED\"}]",
        "[[{\"threadId\":1}]]",
        "[1,null,\"x\",{}]",
      })
  void whatNobodyWroteSoIsNoException(String text) {
    assertThat(read(text).all(Deadlocked.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:4040/api/v1/applications/app-1/executors/3/threads, 3",
    "snapshot/executors/12/threads.json, 12",
  })
  void theAddressTellsWhoseThreadsTheyAre(String name, String executor) {
    assertThat(PathOwner.of(name)).isEqualTo(Owner.executor(executor));
    assertThat(PathOwner.of(name.replaceFirst("\\d+/threads", "driver/threads")))
        .isEqualTo(Owner.DRIVER);
  }
}
