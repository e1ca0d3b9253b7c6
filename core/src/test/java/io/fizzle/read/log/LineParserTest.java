package io.fizzle.read.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
  private final LineParser parser = new LineParser(SourceClock.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "26/11/21 08:48:44 WARN Stage: took long => 2026-11-21T08:48:44Z",
        "26/11/21 08:48:44 WARN scheduler.Stage: took long => 2026-11-21T08:48:44Z",
        "26/11/21 08:48:44.335 main WARN Stage: took long => 2026-11-21T08:48:44.335Z",
        "2026-11-21 08:48:44 WARN Stage: took long => 2026-11-21T08:48:44Z",
        "2026-11-21T08:48:44,123 WARN  Stage: took long => 2026-11-21T08:48:44.123Z",
        "2026-11-21T08:48:44.123Z WARN [main] o.a.s.Stage - took long => 2026-11-21T08:48:44.123Z",
        "2026-11-21 10:48:44,123+0200 WARN o.a.s.Stage: took long => 2026-11-21T08:48:44.123Z",
        "[2026-11-21 08:48:44 WARN ] o.a.s.Stage - took long => 2026-11-21T08:48:44Z",
        "[2026-11-21 08:48:44,123] {submit.py:536} WARN - 26/11/21 08:48:43 WARN Stage: took long"
            + " => 2026-11-21T08:48:43Z",
        "2026-11-21 08:48:44,123 [main-thread-7] WARN  Stage (Stage.scala:12) - took long =>"
            + " 2026-11-21T08:48:44.123Z",
        "2026-11-21T08:48:45.123456789Z stdout F 26/11/21 08:48:44 WARN Stage: took long =>"
            + " 2026-11-21T08:48:44Z",
        "2026-11-21T08:48:45.123456789Z 26/11/21 08:48:44 WARN Stage: took long =>"
            + " 2026-11-21T08:48:44Z",
        "2026-11-21T08:48:45.5Z stderr F WARN Stage: took long => 2026-11-21T08:48:45.5Z",
        "[pod/app-exec-1/spark-kubernetes-executor] 26/11/21 08:48:44 WARN Stage: took long =>"
            + " 2026-11-21T08:48:44Z",
        "[Stage 1:==>       (3 + 1) / 4]26/11/21 08:48:44 WARN Stage: took long =>"
            + " 2026-11-21T08:48:44Z",
        "[Stage 1:>(0 + 1) / 4][Stage 2:>(0 + 0) / 4] 26/11/21 08:48:44 WARN Stage: took long =>"
            + " 2026-11-21T08:48:44Z",
        "      26/11/21 08:48:44 WARN Stage: took long => 2026-11-21T08:48:44Z",
      })
  void readsTimeLevelLoggerAndMessage(String text, Instant time) {
    LogLine line = parser.parse(text);

    assertThat(line.time()).isEqualTo(time);
    assertThat(line.level()).isEqualTo("WARN");
    assertThat(line.logger()).isEqualTo("Stage");
    assertThat(line.message()).isEqualTo("took long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARN Stage: took long",
        "WARN  Stage - took long",
        "<ts> WARN Stage: took long",
        "<ts+2s> WARN  Stage - took long",
        "08:48:44.123 [main] WARN o.a.s.Stage - took long",
        "W1121 08:48:44.000123       1 Stage:123] took long"
      })
  void readsHeadersWithoutADate(String text) {
    LogLine line = parser.parse(text);

    assertThat(line.headed()).isTrue();
    assertThat(line.time()).isNull();
    assertThat(line.level()).isEqualTo("WARN");
    assertThat(line.message()).isEqualTo("took long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\tat app.Main.run(Main.java:7)",
        "Caused by: java.io.IOException: broken",
        "INFORMATION desk",
        "Error: something",
        "{\"Event\":\"SparkListenerApplicationEnd\",\"Timestamp\":1}",
        "[2026-11-21 08:48:44.142]Container exited with a non-zero exit code 137.",
        "#  SIGSEGV (0xb) at pc=0x00007f, pid=1, tid=2",
        "99/99/99 99:99:99 nothing"
      })
  void takesOtherTextsAsContinuation(String text) {
    assertThat(parser.parse(text).headed()).isFalse();
  }

  @Test
  void readsWhatFollowsThousandsOfProgressBars() {
    LogLine line =
        parser.parse("[Stage 1:>(0 + 1) / 4]".repeat(2_000) + "26/11/21 08:48:44 WARN Stage: took");

    assertThat(line.message()).isEqualTo("took");
  }

  @Test
  void readsSparksStructuredLines() {
    LogLine line =
        parser.parse(
            "{\"ts\":\"2026-11-21T08:48:44.123Z\",\"level\":\"ERROR\",\"msg\":\"Exception in task"
                + " 1.0\","
                + "\"context\":{\"task_id\":\"7\"},\"exception\":{\"class\":\"java.io.IOException\",\"msg\":\"broken\","
                + "\"stacktrace\":[{\"class\":\"app.Main\",\"method\":\"run\",\"file\":\"Main.java\",\"line\":7}]},"
                + "\"logger\":\"Executor\"}");

    assertThat(line.time()).isEqualTo("2026-11-21T08:48:44.123Z");
    assertThat(line.level()).isEqualTo("ERROR");
    assertThat(line.logger()).isEqualTo("Executor");
    assertThat(line.message()).isEqualTo("Exception in task 1.0");
    assertThat(line.attached())
        .isEqualTo("java.io.IOException: broken\n\tat app.Main.run(Main.java:7)");
  }

  @Test
  void readsTheBeginningOfAStructuredLineThatWasCut() {
    LogLine line =
        parser.parse(
            "{\"ts\":\"2026-11-21T08:48:44.123Z\",\"level\":\"WARN\",\"msg\":\"Lost"
                + " task\",\"context\":{\"ta");

    assertThat(line.level()).isEqualTo("WARN");
    assertThat(line.message()).isEqualTo("Lost task");
  }

  @Test
  void unwrapsDockersJson() {
    LogLine line =
        parser.parse(
            "{\"log\":\"26/11/21 08:48:44 WARN Stage: took long\\n"
                + "\",\"stream\":\"stderr\",\"time\":\"2026-11-21T08:48:45Z\"}");

    assertThat(line.time()).isEqualTo("2026-11-21T08:48:44Z");
    assertThat(line.message()).isEqualTo("took long");
  }

  @Test
  void appliesTheSourcesClock() {
    SourceClock clock = new SourceClock(ZoneOffset.ofHours(2), Duration.ofSeconds(5));

    assertThat(new LineParser(clock).parse("26/11/21 10:48:44 WARN Stage: took long").time())
        .isEqualTo("2026-11-21T08:48:49Z");
  }

  @Test
  void takesOffColoursAndWhatATerminalOverwrote() {
    assertThat(parser.parse("\u001b[33mWARN\u001b[0m Stage: took long").message())
        .isEqualTo("took long");
    assertThat(
            parser
                .parse("[Stage 0:> (0 + 1) / 1]\r26/11/21 08:48:44 WARN Stage: took long")
                .message())
        .isEqualTo("took long");
  }
}
