package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GcLogShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0.006s] Using G1\n",
        "[2026-03-01T10:00:00.000+0000][0.014s][info][gc] Using G1\n[0.1s][info][gc,init] NUMA\n",
        "GC(0) Pause Young (Normal) (G1 Evacuation Pause) 9M->3M(20M) 5.000ms\nGC(0) User=0.1s\n",
        "1.0: [GC (Allocation Failure) [PSYoungGen: 9K->1K(9K)] 9K->1K(20K), 0.02 secs]\n",
        "[GC 9K->1K(20K), 0.02 secs]\n[Full GC 9K->1K(20K), 0.02 secs]\n",
        "2026-03-01T10:00:00.000+0000: [GC pause (G1 Evacuation Pause) (young)\n, 0.2 secs]\n"
            + " [Times: user=0.00 sys=0.00, real=0.00 secs]\n",
        "2026-03-01 10:00:00 GC log file created gc.log.1\nMemory: 4k page\n",
        "Heap after GC invocations=157 (full 98):\n PSYoungGen      total 9K, used 9K [\n}\n"
            + "{Heap before GC invocations=158 (full 98):\n",
        "some output\nmore of it\nand more\n[1.0s][info][gc] GC(0) Pause Remark 1.0ms\nwords\n"
            + "[1.1s][info][gc] GC(1) Pause Remark 1.0ms\n"
      })
  void gcLogsAreRecognised(String head) {
    assertThat(GcLogReader.looksLikeGcLog(head)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "26/03/01 10:00:00 INFO SparkContext: Running Spark version 4.1.1\n",
        "26/03/01 10:00:00 WARN x: a\n[1.0s][info][gc] GC(0) Pause Remark 1.0ms\nb\nc\n",
        "[main] INFO demo - started\n[worker] INFO demo - GC pause\n",
        "{\"Event\":\"SparkListenerLogStart\",\"Spark Version\":\"4.1.1\"}\n",
        "# A fatal error has been detected by the Java Runtime Environment:\n"
            + "Event: 0.019 GC heap before\n{Heap before GC invocations=0 (full 0):\n"
            + "Event: 0.021 GC heap after\n{Heap after GC invocations=1 (full 0):\n",
        "Using Spark's default log4j profile\nUsing G1000 workers\n"
      })
  void otherTextsAreNot(String head) {
    assertThat(GcLogReader.looksLikeGcLog(head)).isFalse();
  }

  @Test
  void theZoneIsTheOneThatTheTimesCarry() {
    assertThat(GcLogReader.zoneOf("x\n[2026-03-01T10:00:00.000+0530][0.1s][gc] Using G1\n"))
        .contains(ZoneOffset.ofHoursMinutes(5, 30));
    assertThat(GcLogReader.zoneOf("2026-03-01T10:00:00.000-0330: 1.0: [GC 9K->1K(20K), 0.1 secs]"))
        .contains(ZoneOffset.ofHoursMinutes(-3, -30));
    assertThat(GcLogReader.zoneOf("[0.1s][gc] Using G1\n")).isEmpty();
    assertThat(GcLogReader.zoneOf("[2026-03-01T10:00:00.000+9900][gc] Using G1\n")).isEmpty();
  }
}
