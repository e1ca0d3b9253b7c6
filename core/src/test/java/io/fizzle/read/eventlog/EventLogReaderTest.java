package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.signal.ApplicationSignal;
import io.fizzle.signal.ExecutorSignal;
import io.fizzle.signal.Signal;
import io.fizzle.signal.WorkSignal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogReaderTest {
  private static final String REMOVED =
      """
      {"Event":"SparkListenerExecutorRemoved","Timestamp":1700000002000,"Executor ID":"1","Removed Reason":"Command exited with code 52"}\
      """;

  /** Where the fields after the event's name begin. */
  private static final int NAME_END = REMOVED.indexOf("\"Timestamp");

  private static final String ENDED =
      """
      {"Event":"SparkListenerApplicationEnd","Timestamp":1700000001000}\
      """;

  @Test
  void signalsKeepTheOrderAndTheLinesOfTheLog() {
    ReadLog log = ReadLog.of(ENDED, "", REMOVED);

    assertThat(log.signals())
        .extracting(signal -> signal.getClass().getSimpleName() + " " + signal.evidence().line())
        .as("events come after the application's end, and not in the order of their times")
        .containsExactly("Ended 1", "Removed 3");
    assertThat(log.report().lines()).isEqualTo(3);
    assertThat(log.report().bytes()).isEqualTo(ENDED.length() + REMOVED.length() + 3);
  }

  @Test
  void anEmptyLogHasNothingToTell() {
    ReadLog log = ReadLog.ofText("");

    assertThat(log.signals()).isEmpty();
    assertThat(log.report().lines()).isZero();
    assertThat(log.report().torn()).isFalse();
  }

  @Test
  void eventsThatNobodyKnowsArePassedOver() {
    ReadLog log =
        ReadLog.of(
            "{\"Event\":\"com.acme.spark.SparkListenerClusterResized\",\"nodes\":4}",
            "{\"Event\":\"SparkListenerUnpersistRDD\",\"RDD ID\":4}",
            REMOVED);

    assertThat(log.signals()).hasSize(1);
    assertThat(log.report().skipped()).isZero();
    assertThat(log.report().remarks()).isEmpty();
  }

  @Test
  void aHalfWrittenLastLineTearsTheLog() {
    ReadLog log = ReadLog.ofText(REMOVED + "\n" + REMOVED.substring(0, 80));

    assertThat(log.all(ExecutorSignal.Removed.class)).hasSize(1);
    assertThat(log.report().torn()).isTrue();
    assertThat(log.report().skipped()).isEqualTo(1);
    assertThat(log.report().remarks()).containsExactly("line 2: event not understood: cut off");
  }

  @Test
  void aLastLineWithoutNewlineIsWhole() {
    ReadLog log = ReadLog.ofText(REMOVED + "\n" + REMOVED);

    assertThat(log.all(ExecutorSignal.Removed.class)).hasSize(2);
    assertThat(log.report().torn()).isFalse();
  }

  @Test
  void aLineCutInTheMiddleOfTheLogIsSkippedAndTold() {
    ReadLog log = ReadLog.of(REMOVED.substring(0, 90) + REMOVED, REMOVED, "<html>", "[1]");

    assertThat(log.all(ExecutorSignal.Removed.class)).hasSize(1);
    assertThat(log.report().torn()).isFalse();
    assertThat(log.report().skipped()).isEqualTo(3);
    assertThat(log.report().remarks())
        .containsExactly(
            "line 1: event not understood: colon expected",
            "line 3: event not understood: cut off",
            "line 4: event not understood: no JSON object");
  }

  @Test
  void remarksAreAHandfulHoweverManyLinesAreBroken() {
    ReadLog log = ReadLog.ofText("{\"Event\":\"SparkListenerTaskEnd\",\n".repeat(1000));

    assertThat(log.report().skipped()).isEqualTo(1000);
    assertThat(log.report().remarks()).hasSize(5);
  }

  @Test
  void aStreamThatBreaksKeepsWhatCameBefore() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream((REMOVED + "\n").getBytes(StandardCharsets.UTF_8)),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk on fire");
              }
            });

    ReadLog log = ReadLog.of(broken);

    assertThat(log.all(ExecutorSignal.Removed.class)).hasSize(1);
    assertThat(log.report().torn()).isTrue();
    assertThat(log.report().remarks()).containsExactly("line 1: stream broke: disk on fire");
  }

  @Test
  void aLogRewrittenByAnotherToolIsUnderstood() {
    ReadLog log =
        ReadLog.ofText(
            """
              { "Timestamp" : 1700000002000 , "Executor ID" : "1",\t"Event": "SparkListenerExecutorRemoved", "Removed Reason" : "worker lost: gone" }\r
            """);

    assertThat(log.only(ExecutorSignal.Removed.class).evidence().excerpt())
        .isEqualTo("ExecutorRemoved 1: worker lost: gone");
  }

  @Test
  void invalidUtf8IsReplacedAndTheEventKept() {
    byte[] line = REMOVED.replace("52", "\u00001").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < line.length; i++) {
      line[i] = line[i] == 0 ? (byte) 0xC3 : line[i];
    }

    ReadLog log = ReadLog.of(new ByteArrayInputStream(line));

    assertThat(log.only(ExecutorSignal.Removed.class).reason().text())
        .isEqualTo("Command exited with code \uFFFD1");
  }

  @Test
  void nestingOfAnyDepthIsPassedOver() {
    String deep = "[".repeat(500_000) + "]".repeat(500_000);
    String open = "{\"a\":".repeat(200_000);

    ReadLog log =
        ReadLog.of(
            "{\"Event\":\"SparkListenerExecutorRemoved\",\"x\":"
                + deep
                + ","
                + REMOVED.substring(NAME_END),
            "{\"Event\":\"SparkListenerTaskEnd\",\"Stage ID\":" + open + "}");

    assertThat(log.only(ExecutorSignal.Removed.class).executorId()).isEqualTo("1");
    assertThat(log.report().skipped()).isEqualTo(1);
  }

  @Test
  void aValueThatIsNotThereEndsTheEventAndNotTheReading() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerExecutorMetricsUpdate","Executor ID":"driver","Executor Metrics Updated":[}]}\
            """,
            """
            {"Event":"SparkListenerExecutorMetricsUpdate","Executor Metrics Updated":[,,]}\
            """,
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":}\
            """,
            REMOVED);

    assertThat(log.only(ExecutorSignal.Removed.class).evidence().line()).isEqualTo(4);
    assertThat(log.report().remarks())
        .containsExactly(
            "line 1: event not understood: value expected",
            "line 2: event not understood: value expected",
            "line 3: event not understood: value expected");
  }

  @Test
  void valuesOfUnexpectedTypesCountAsAbsent() {
    ReadLog log =
        ReadLog.of(
            """
            {"Event":"SparkListenerExecutorRemoved","Timestamp":"soon","Executor ID":"1","Removed Reason":{"a":["b"]}}\
            """,
            """
            {"Event":"SparkListenerApplicationEnd","Timestamp":-99999999999999999999999999,"ExitCode":1e99}\
            """,
            """
            {"Event":"SparkListenerTaskStart","Stage ID":99999999999999999999,"Task Info":7}\
            """);

    ExecutorSignal.Removed removed = log.only(ExecutorSignal.Removed.class);
    assertThat(removed.evidence().time()).isNull();
    assertThat(removed.reason().text()).isEmpty();
    assertThat(log.only(ApplicationSignal.Ended.class).evidence().time()).isNull();
    assertThat(log.report().remarks())
        .containsExactly("line 3: event not understood: task without stage");
  }

  @Test
  void aLineOfManyMegabytesIsReadIfItMatters() {
    String padding = " ".repeat(5 << 20);

    ReadLog log =
        ReadLog.of(
            "{\"Event\":\"SparkListenerExecutorRemoved\",\"x\":\""
                + padding
                + "\","
                + REMOVED.substring(NAME_END),
            REMOVED);

    assertThat(log.all(ExecutorSignal.Removed.class))
        .extracting(removed -> removed.evidence().line())
        .containsExactly(1L, 2L);
  }

  @Test
  void aLineBeyondTheLimitIsSkippedInConstantMemoryAndTheNextOneIsRead() {
    String head = "{\"Event\":\"SparkListenerJobStart\",\"Job ID\":1,\"Properties\":{\"x\":\"";
    InputStream log =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    bytes(head), new Repeated('y', 300L << 20), bytes("\"}}\n" + REMOVED + "\n"))));

    ReadLog read = ReadLog.of(log);

    assertThat(read.signals()).hasOnlyElementsOfType(ExecutorSignal.Removed.class).hasSize(1);
    assertThat(read.report().skipped()).isEqualTo(1);
    assertThat(read.report().remarks()).containsExactly("line 1: event longer than 32 MiB");
    assertThat(read.report().lines()).isEqualTo(2);
  }

  @Test
  void aLongLineThatDoesNotMatterIsNoLoss() {
    InputStream log =
        new SequenceInputStream(
            Collections.enumeration(
                List.of(
                    bytes("{\"Event\":\"org.x.SparkListenerSQLAdaptiveExecutionUpdate\",\"x\":\""),
                    new Repeated('y', 300L << 20),
                    bytes("\"}\n" + REMOVED + "\n"))));

    ReadLog read = ReadLog.of(log);

    assertThat(read.signals()).hasSize(1);
    assertThat(read.report().skipped()).isZero();
  }

  @Test
  void theEndOfAnExecutorAndOfItsTaskMayComeInAnyOrder() {
    ReadLog log =
        ReadLog.of(
            REMOVED,
            """
            {"Event":"SparkListenerTaskEnd","Stage ID":0,"Stage Attempt ID":0,"Task Type":"ResultTask","Task End Reason":{"Reason":"ExecutorLostFailure","Executor ID":"1","Exit Caused By App":true,"Loss Reason":"Command exited with code 52"},"Task Info":{"Task ID":0,"Index":0,"Attempt":0,"Launch Time":1700000000000,"Executor ID":"1","Finish Time":1700000001500}}\
            """);

    assertThat(log.signals().stream().map(Signal::getClass).toList())
        .startsWith(ExecutorSignal.Removed.class, WorkSignal.TaskFailed.class);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A stream of one byte many times over. */
  private static final class Repeated extends InputStream {
    private final char character;
    private long left;

    private Repeated(char character, long count) {
      this.character = character;
      this.left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? character : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int given = (int) Math.min(length, left);
      Arrays.fill(target, offset, offset + given, (byte) character);
      left -= given;
      return given;
    }
  }
}
