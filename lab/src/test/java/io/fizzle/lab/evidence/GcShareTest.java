package io.fizzle.lab.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcShareTest {
  @Test
  void aLogWithoutPausesHasNoShare() {
    List<String> lines = List.of("[2024-03-14T09:12:18.402+0000][0.021s][info][gc] Using G1");

    assertThat(GcShare.beforeEnd(lines, 10)).isZero();
  }

  @Test
  void countsOnlyThePartOfAPauseInsideTheWindow() {
    List<String> lines =
        List.of(
            pause("12.000", "4000.000"), // 8 to 12: the last second is inside
            pause("15.000", "1000.000"),
            pause("21.000", "2000.000"));

    assertThat(GcShare.beforeEnd(lines, 10)).isCloseTo(40, within(0.01));
  }

  @Test
  void ignoresLinesThatOpenAPauseAndPhasesOfConcurrentWork() {
    List<String> lines =
        List.of(
            "[x][1.000s][info][gc,start] GC(1) Pause Full (Allocation Failure)",
            "[x][2.000s][info][gc] GC(2) Concurrent Mark Cycle 900.000ms",
            pause("9.000", "500.000"));

    assertThat(GcShare.beforeEnd(lines, 10)).isCloseTo(5, within(0.01));
  }

  private static String pause(String uptime, String millis) {
    return "[x][%ss][info][gc] GC(1) Pause Full (Ergonomics) 9M->8M(9M) %sms"
        .formatted(uptime, millis);
  }
}
