package io.fizzle.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstTimeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "26/03/01 10:00:05 INFO A: b | 2026-03-01T10:00:05",
        "2026-03-01 10:00:05,250 INFO A: b | 2026-03-01T10:00:05.250",
        "2026-03-01T10:00:05.25 INFO A: b | 2026-03-01T10:00:05.250",
        "[2026-03-01 10:00:05 ERROR] A - b | 2026-03-01T10:00:05",
        "2026/03/01 10:00:05 a | 2026-03-01T10:00:05",
      })
  void readsLocalTimes(String line, LocalDateTime written) {
    assertThat(FirstTime.in("no time here\n" + line + "\n"))
        .isEqualTo(new FirstTime(written, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[2026-03-01T10:00:05.397+0100][0.047s][info][gc] Using G1 | 2026-03-01T09:00:05.397Z",
        "2026-03-01T10:00:05.014-0230: 0.2: [GC (Allocation Failure) | 2026-03-01T12:30:05.014Z",
        "2026-03-01T10:00:05.123456789Z a | 2026-03-01T10:00:05.123456789Z",
        "2026-03-01 10:00:05 UTC a | 2026-03-01T10:00:05Z",
      })
  void readsZonedTimes(String line, String instant) {
    assertThat(FirstTime.in(line).instant()).isEqualTo(instant);
  }

  @Test
  void prefersALocalTimeToAnEarlierZonedOne() {
    String log =
        "2026-03-01T09:00:01.5Z main WARN status\n"
            + "2026-03-01T09:00:05Z 26/03/01 10:00:05 INFO A: b\n";

    assertThat(FirstTime.in(log))
        .isEqualTo(new FirstTime(LocalDateTime.of(2026, 3, 1, 10, 0, 5), null));
  }

  @ParameterizedTest
  @CsvSource({"26/13/41 10:00:05", "1.2.3 build 4", "10:00:05", "12345678/90/12 10:00:05", "''"})
  void findsNoTimeWhereThereIsNone(String line) {
    assertThat(FirstTime.in(line)).isNull();
  }

  @Test
  void takesTheApplicationsStartFromAnEventLog() {
    assertThat(
            FirstTime.inEventLog(
                    "{\"Event\":\"SparkListenerBlockManagerAdded\",\"Timestamp\":1772359190000}\n"
                        + "{\"Event\":\"SparkListenerApplicationStart\",\"App"
                        + " Name\":\"a\",\"Timestamp\":1772359200000}\n")
                .instant())
        .isEqualTo("2026-03-01T10:00:00Z");
  }

  @Test
  void takesTheFirstTimestampOfAPartWithoutTheStart() {
    assertThat(FirstTime.inEventLog("{\"Event\":\"x\",\"Timestamp\":1772359190000}\n").instant())
        .isEqualTo("2026-03-01T09:59:50Z");
    assertThat(FirstTime.inEventLog("{\"Event\":\"x\"}\n")).isNull();
  }
}
