package io.fizzle.read.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.evidence.Owner;
import io.fizzle.evidence.Source;
import io.fizzle.evidence.SourceKind;
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

/** Thread dumps as JDK 25 wrote them, and as JDK 21 does. */
class JsonThreadDumpReaderTest {
  private static final Owner EXECUTOR = Owner.executor("3");

  private record Reading(ReadReport report, List<Signal> signals) {
    <S extends Signal> List<S> all(Class<S> type) {
      return signals.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private static Reading read(String text) {
    List<Signal> signals = new ArrayList<>();
    ReadInput input =
        new ReadInput(new Source("dump.json", SourceKind.THREAD_DUMP, EXECUTOR), SourceClock.UTC);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ReadReport report =
        new JsonThreadDumpReader().read(input, new ByteArrayInputStream(bytes), signals::add);
    return new Reading(report, signals);
  }

  private static String ofJdk25() throws IOException {
    try (InputStream in =
        JsonThreadDumpReaderTest.class.getResourceAsStream("/threads/dump-25.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String dump(String... threads) {
    return "{\"threadDump\": {\"time\": \"2026-03-01T10:00:00Z\", \"threadContainers\":"
        + " [{\"container\": \"<root>\", \"threads\": ["
        + String.join(",", threads)
        + "]}]}}";
  }

  private static String task(String name, String more) {
    return "{\"tid\": \"7\", \"name\": \"%s\"%s, \"stack\": [\"a.B.c(B.java:1)\", \"org.apache.spark.executor.Executor$TaskRunner.run(Executor.scala:621)\"]}"
        .formatted(name, more);
  }

  @Test
  void isKnownByItsBeginning() throws IOException {
    assertThat(JsonThreadDumpReader.looksLikeThreadDump(ofJdk25())).isTrue();
    assertThat(JsonThreadDumpReader.looksLikeThreadDump("{\"id\": \"app-1\"}")).isFalse();
  }

  @Test
  void threadsAndTasksAreCountedAndTheMainThreadTellsWhereItWaits() throws IOException {
    Reading reading = read(ofJdk25());

    assertThat(reading.all(ThreadsDumped.class))
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.owner()).isEqualTo(EXECUTOR);
              assertThat(seen.tasks()).isEqualTo(2);
              assertThat(seen.main()).isEqualTo("reports.Report.main(Report.java:10)");
              assertThat(seen.evidence().time()).hasToString("2026-11-27T18:12:54.567747129Z");
            });
    assertThat(reading.report().torn()).isFalse();
  }

  /** The JVM looks at one thread after the other: two waits may not have been there together. */
  @Test
  void noRingIsTold() throws IOException {
    assertThat(read(ofJdk25()).all(Deadlocked.class)).isEmpty();
  }

  @Test
  void tasksThatWaitForOneLock() {
    String waits = ", \"state\": \"BLOCKED\", \"blockedOn\": \"a.B@1f\"";
    String holds = ", \"monitorsOwned\": [{\"depth\": 0, \"locks\": [\"a.B@1f\", null]}]";

    assertThat(
            read(dump(task("t1", waits), task("t2", waits), task("t3", holds)))
                .all(TasksBlocked.class))
        .singleElement()
        .satisfies(
            blocked -> {
              assertThat(blocked.lock()).isEqualTo("a.B");
              assertThat(blocked.tasks()).isEqualTo(2);
              assertThat(blocked.holder()).isEqualTo("\"t3\" at a.B.c(B.java:1)");
            });
  }

  @Test
  void aDumpOfJdk21HasNoStatesAndNoLocks() {
    String main =
        "{\"tid\": \"1\", \"name\": \"main\", \"stack\":"
            + " [\"java.base/jdk.internal.misc.Unsafe.park(Native Method)\","
            + " \"org.apache.spark.util.ThreadUtils$.awaitReady(ThreadUtils.scala:334)\","
            + " \"reports.Main.main(Main.java:4)\"]}";

    assertThat(read(dump(main, task("t1", ""))).all(ThreadsDumped.class))
        .singleElement()
        .satisfies(
            seen ->
                assertThat(seen.main())
                    .isEqualTo(
                        "org.apache.spark.util.ThreadUtils$.awaitReady(ThreadUtils.scala:334),"
                            + " called from reports.Main.main(Main.java:4)"));
  }

  @Test
  void whatIsCutTellsWhatCameOfIt() throws IOException {
    String whole = ofJdk25();
    Reading reading = read(whole.substring(0, whole.length() / 2));

    assertThat(reading.all(ThreadsDumped.class)).hasSize(1);
    assertThat(reading.report().torn()).isTrue();
    assertThat(reading.report().remarks()).hasSize(1);
  }
}
