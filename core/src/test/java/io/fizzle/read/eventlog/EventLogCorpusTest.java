package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Failure;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads every event log of the corpus, where there is one. */
class EventLogCorpusTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("fizzle.corpus", "../../shared/corpus"));

  @TestFactory
  Stream<DynamicTest> everyLogIsUnderstoodWhole() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
    List<Path> logs = eventLogs();
    assertThat(logs).hasSizeGreaterThan(80);
    return logs.stream()
        .map(log -> DynamicTest.dynamicTest(CORPUS.relativize(log).toString(), () -> check(log)));
  }

  private static void check(Path file) throws IOException {
    try (InputStream decoded = EventLogCodec.decode(Files.newInputStream(file))) {
      ReadLog log = ReadLog.of(decoded);

      assertThat(log.report().lines()).isPositive();
      if (!log.report().torn()) {
        assertThat(log.report().skipped()).as(log.report().remarks().toString()).isZero();
      }
      assertThat(log.report().skipped()).isLessThanOrEqualTo(1);
      checkSense(log);
    }
  }

  private static void checkSense(ReadLog log) {
    int starts = log.all(WorkSignal.TaskStarted.class).size();
    int ends =
        log.all(WorkSignal.TaskSucceeded.class).size()
            + log.all(WorkSignal.TaskFailed.class).size();
    boolean lost = !log.all(ApplicationSignal.EvidenceLost.class).isEmpty();
    assertThat(lost || ends <= starts).isTrue();
    assertThat(log.all(WorkSignal.TaskSucceeded.class))
        .allSatisfy(
            task -> {
              assertThat(task.executorId()).isNotEmpty();
              assertThat(task.index()).isNotNegative();
              assertThat(task.metrics().durationMillis()).isNotNegative();
            });
    assertThat(log.all(WorkSignal.TaskFailed.class))
        .allSatisfy(task -> assertThat(task.evidence().excerpt()).isNotEmpty());
    assertThat(log.all(ExecutorSignal.Removed.class))
        .allSatisfy(removed -> assertThat(removed.evidence().time()).isNotNull());
    assertThat(log.all(WorkSignal.JobEnded.class).stream().map(WorkSignal.JobEnded::failure))
        .allSatisfy(failure -> assertThat(isEmpty(failure)).isFalse());
    assertThat(log.signals().stream().map(Signal::evidence))
        .allSatisfy(evidence -> assertThat(evidence.line()).isPositive());
  }

  private static boolean isEmpty(@Nullable Failure failure) {
    return failure != null && failure.headline().isEmpty();
  }

  private static List<Path> eventLogs() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(CORPUS.resolve("big")))
          .filter(EventLogCorpusTest::isEventLog)
          .sorted()
          .toList();
    }
  }

  private static boolean isEventLog(Path file) {
    try (InputStream decoded = EventLogCodec.decode(Files.newInputStream(file))) {
      byte[] head = new byte[256];
      return EventLogCodec.looksLikeEventLog(head, decoded.readNBytes(head, 0, head.length));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
