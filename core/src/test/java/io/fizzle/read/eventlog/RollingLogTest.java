package io.fizzle.read.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class RollingLogTest {

  @Test
  void filesAreOrderedByNumber() {
    RollingLog log =
        RollingLog.of(
            List.of(
                "events_10_app-1.zstd",
                "events_9_app-1.zstd",
                "events_1_app-1.zstd",
                "events_2_app-1.zstd",
                "events_3_app-1.zstd",
                "events_4_app-1.zstd",
                "events_5_app-1.zstd",
                "events_6_app-1.zstd",
                "events_7_app-1.zstd",
                "events_8_app-1.zstd",
                "appstatus_app-1"));

    assertThat(log.files())
        .startsWith("events_1_app-1.zstd", "events_2_app-1.zstd")
        .endsWith("events_9_app-1.zstd", "events_10_app-1.zstd")
        .hasSize(10);
    assertThat(log.lost()).isEmpty();
  }

  @Test
  void aCompactedFileSupersedesAllUpToItsNumber() {
    RollingLog log =
        RollingLog.of(
            List.of(
                "events_1_app-1.zstd",
                "events_2_app-1.zstd",
                "events_2_app-1.zstd.compact",
                "events_4_app-1.zstd",
                "events_4_app-1.zstd.compact",
                "events_5_app-1.zstd"));

    assertThat(log.files()).containsExactly("events_4_app-1.zstd.compact", "events_5_app-1.zstd");
    assertThat(log.lost())
        .containsExactly(
            "events of finished jobs and removed executors were compacted away up to file 4");
  }

  @Test
  void gapsAreToldOnceEach() {
    RollingLog log = RollingLog.of(List.of("events_2_a", "events_3_a", "events_7_a"));

    assertThat(log.files()).containsExactly("events_2_a", "events_3_a", "events_7_a");
    assertThat(log.lost())
        .containsExactly("rolled event file 1 is missing", "rolled event files 4 to 6 are missing");
    assertThat(log.losses(ReadLog.SOURCE))
        .extracting(loss -> loss.what() + " " + loss.evidence().source().name())
        .containsExactly(
            "rolled event file 1 is missing eventlog",
            "rolled event files 4 to 6 are missing eventlog");
  }

  @Test
  void aGapBehindTheCompactedFileIsTold() {
    assertThat(RollingLog.of(List.of("events_4_a.compact", "events_6_a")).lost())
        .contains("rolled event file 5 is missing");
  }

  @Test
  void strangersChecksumsAndPathsAreNoDisturbance() {
    RollingLog log =
        RollingLog.of(
            List.of("d/.events_1_a.zstd.crc", "d/events_1_a.zstd", "d/notes.txt", "d/events_x_a"));

    assertThat(log.files()).containsExactly("d/events_1_a.zstd");
  }

  @Test
  void databricksLogsAreOrderedByDateWithTheCurrentOneLast() {
    RollingLog log =
        RollingLog.of(
            List.of(
                "eventlog",
                "eventlog-2024-03-01--10-00.gz",
                "eventlog-2024-02-29--23-00.gz",
                "log4j-active.log"));

    assertThat(log.files())
        .containsExactly(
            "eventlog-2024-02-29--23-00.gz", "eventlog-2024-03-01--10-00.gz", "eventlog");
  }

  @Test
  void aDirectoryIsKnownByItsNameOrItsFiles() {
    assertThat(RollingLog.isDirectoryName("logs/eventlog_v2_app-1/")).isTrue();
    assertThat(RollingLog.isDirectoryName("eventlog_v2_app-1_2")).isTrue();
    assertThat(RollingLog.isDirectoryName("eventlog")).isFalse();
    assertThat(RollingLog.isRolling(List.of("x", "events_1_app-1"))).isTrue();
    assertThat(RollingLog.isRolling(List.of("x", "eventlog"))).isFalse();
  }

  @Property(tries = 200)
  void anySetOfNumbersComesOutAscending(
      @ForAll @UniqueElements List<@IntRange(min = 1, max = 10_000) Integer> numbers) {
    RollingLog log =
        RollingLog.of(numbers.stream().map(number -> "events_" + number + "_a.lz4").toList());

    assertThat(log.files())
        .containsExactlyElementsOf(
            numbers.stream().sorted().map(number -> "events_" + number + "_a.lz4").toList());
  }
}
