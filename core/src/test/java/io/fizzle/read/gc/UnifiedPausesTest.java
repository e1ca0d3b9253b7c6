package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.fizzle.read.SourceClock;
import io.fizzle.signal.JvmSignal.GcPause;
import io.fizzle.signal.JvmSignal.PauseKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedPausesTest {
  private static final String YOUNG =
      "GC(10) Pause Young (Normal) (G1 Evacuation Pause) 93M->77M(128M) 51.659ms";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Pause Young (Allocation Failure) 34M->4M(123M) 5.250ms!YOUNG!Allocation Failure",
        "Pause Young (Normal) (G1 Evacuation Pause) 34M->4M(123M) 5.250ms!YOUNG!G1 Evacuation"
            + " Pause",
        "Pause Young (Concurrent Start) (Metadata GC Threshold) 34M->4M(123M)"
            + " 5.250ms!YOUNG!Metadata GC Threshold",
        "Pause Young (Mixed) (G1 Preventive Collection) 34M->4M(123M) 5.250ms!YOUNG!G1 Preventive"
            + " Collection",
        "Pause Mixed (G1 Evacuation Pause) 34M->4M(123M) 5.250ms!YOUNG!G1 Evacuation Pause",
        "Pause Initial Mark (G1 Humongous Allocation) 34M->4M(123M) 5.250ms!INITIAL_MARK!G1"
            + " Humongous Allocation",
        "Pause Full (System.gc()) 34M->4M(123M) 5.250ms!FULL!System.gc()",
        "Pause Full (Ergonomics) 34M->4M(123M) 5.250ms!FULL!Ergonomics",
        "Pause Remark 34M->4M(123M) 5.250ms!REMARK!''",
        "Pause Cleanup 34M->4M(123M) 5.250ms!CLEANUP!''",
        "Pause Degenerated GC (Global) (Update Refs) 34M->4M(123M) 5.250ms!DEGENERATED!Update Refs"
      })
  void theKindAndTheCauseComeFromTheWords(String body, PauseKind kind, String cause) {
    GcPause pause = GcTexts.read("[1.000s][info][gc] GC(3) " + body + "\n").only(GcPause.class);

    assertThat(pause.kind()).isEqualTo(kind);
    assertThat(pause.cause()).isEqualTo(cause);
    assertThat(pause.pauseMicros()).isEqualTo(5250);
    assertThat(pause.heapBefore()).isEqualTo(34 * GcTexts.MIB);
    assertThat(pause.heapAfter()).isEqualTo(4 * GcTexts.MIB);
    assertThat(pause.heapCapacity()).isEqualTo(123 * GcTexts.MIB);
    assertThat(pause.owner()).isEqualTo(GcTexts.OWNER);
  }

  @Test
  void nativeImagesOfGraalVmNameTheirPausesInTheirOwnWords() {
    GcTexts read =
        GcTexts.read(
            """
            [497.519s] GC(11371) Collect on allocation
            [497.520s] GC(11371)   Eden: 4.50M->0.00M
            [497.520s] GC(11371) Incremental GC (Collect on allocation) 20.00M->15.50M 0.896ms
            [498.600s] GC(11372) Full GC (Collect on allocation) 20.00M->7.50M 12.500ms
            [499.600s] GC(11373) Pause Incremental GC (Collect on allocation) 20.00M->7.50M 1.250ms
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG|Collect on allocation|497519|896|20480 15872 -",
            "FULL|Collect on allocation|498587|12500|20480 7680 -",
            "YOUNG|Collect on allocation|499598|1250|20480 7680 -");
    assertThat(read.report().skipped()).isZero();
  }

  @Test
  void aPauseStartsItsDurationBeforeItsLineWasWritten() {
    GcPause pause =
        GcTexts.read("[2026-03-01T10:00:02.500+0100][2.500s][info][gc] " + YOUNG + "\n")
            .only(GcPause.class);

    assertThat(pause.evidence().time()).isEqualTo(Instant.parse("2026-03-01T09:00:02.448341Z"));
    assertThat(pause.uptimeMillis()).isEqualTo(2448);
    assertThat(pause.evidence().line()).isEqualTo(1);
    assertThat(pause.evidence().excerpt()).endsWith("93M->77M(128M) 51.659ms");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[2026-03-01T10:00:02.500+0000][2.500s][info][gc] ",
        "[2026-03-01T10:00:02.500+0000][2026-03-01T10:00:02.500+0000][2.500s] ",
        "[2026-03-01T10:00:02.500+0000][2,500s][info   ][gc            ] ",
        "[2.500s][1772359202500ms][info][gc] ",
        "[1772359202500ms][2500ms][17][18][info][gc  ] ",
        "[2026-03-01T10:00:02.500+0000][2500000000ns][node-3.example.org][17][18][info][gc] "
      })
  void decoratorsAreToldApartByTheirShape(String decorators) {
    GcPause pause = GcTexts.read(decorators + YOUNG + "\n").only(GcPause.class);

    assertThat(pause.uptimeMillis()).isEqualTo(2448);
    assertThat(pause.evidence().time()).isEqualTo(Instant.parse("2026-03-01T10:00:02.448341Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[gc] ", "[info ][gc          ] ", "[17] "})
  void aLineWithoutTimesIsReadAllTheSame(String decorators) {
    GcPause pause = GcTexts.read(decorators + YOUNG + "\r\n").only(GcPause.class);

    assertThat(pause.uptimeMillis()).isEqualTo(-1);
    assertThat(pause.evidence().time()).isNull();
    assertThat(pause.pauseMicros()).isEqualTo(51_659);
  }

  @Test
  void zonedTimesFollowTheSkewAndZonelessOnesTheZone() {
    SourceClock clock = new SourceClock(ZoneOffset.ofHours(2), Duration.ofSeconds(30));
    String text =
        """
        [2026-03-01T10:00:02.000+0000][gc] GC(1) Pause Remark 3M->3M(8M) 1,000ms
        [2026-03-01T10:00:02.000][gc] GC(2) Pause Remark 3M->3M(8M) 1,000ms
        """;

    GcTexts read =
        GcTexts.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), clock);

    assertThat(read.pauses())
        .extracting(pause -> pause.evidence().time())
        .containsExactly(
            Instant.parse("2026-03-01T10:00:31.999Z"), Instant.parse("2026-03-01T08:00:31.999Z"));
  }

  @Test
  void evacuationFailuresOfJdk22AndLaterKeepTheirReason() {
    GcTexts read =
        GcTexts.read(
            """
            [1.1s] GC(4) Pause Young (Normal) (G1 Evacuation Pause) (Evacuation Failure: Allocation) 9M->9M(9M) 3.500ms
            [1.2s] GC(5) Pause Young (Mixed) (G1 Evacuation Pause) (Evacuation Failure: Allocation / Pinned) 9M->9M(9M) 3.500ms
            """);

    assertThat(read.pauses())
        .extracting(GcPause::cause)
        .containsExactly(
            "G1 Evacuation Pause (Evacuation Failure: Allocation)",
            "G1 Evacuation Pause (Evacuation Failure: Allocation / Pinned)");
  }

  @Test
  void exhaustedToSpaceOfEarlierJdksIsKeptWithItsOwnPause() {
    GcTexts read =
        GcTexts.read(
            """
            [1.0s][info][gc] GC(4) To-space exhausted
            [1.1s][info][gc] GC(4) Pause Young (Normal) (G1 Evacuation Pause) 9M->9M(9M) 3.500ms
            [1.2s][info][gc] GC(5) Pause Young (Normal) (G1 Evacuation Pause) 9M->9M(9M) 3.500ms
            """);

    assertThat(read.pauses())
        .extracting(GcPause::cause)
        .containsExactly("G1 Evacuation Pause (to-space exhausted)", "G1 Evacuation Pause");
  }

  @Test
  void onlySummariesArePauses() {
    GcTexts read =
        GcTexts.read(
            """
            [0.2s][info][gc,start    ] GC(0) Pause Young (Normal) (G1 Evacuation Pause)
            [0.2s][info][gc,phases   ] GC(0)   Evacuate Collection Set: 6.4ms
            [0.2s][info][gc,heap     ] GC(0) Eden regions: 14->0(8)
            [0.2s][info][gc,metaspace] GC(0) Metaspace: 3644K->3644K(1056768K)
            [0.2s][info][gc          ] GC(0) Concurrent Mark Cycle 16.051ms
            [0.2s][info][gc,stats    ] Pause Init Mark (N)    =    0.002 s (a =      173 us)
            [0.2s][info][gc,cpu      ] GC(0) User=0.00s Sys=0.06s Real=0.01s
            """);

    assertThat(read.pauses()).isEmpty();
    assertThat(read.report().skipped()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1.000ms", "nanms", "1.2.3ms", "99999999999999999999ms", "ms"})
  void aDurationThatIsNoNumberIsCountedAsSkipped(String duration) {
    GcTexts read =
        GcTexts.read("[1.0s][gc] GC(1) Pause Full (Ergonomics) 9M->9M(9M) " + duration + "\n");

    assertThat(read.pauses()).isEmpty();
    assertThat(read.report().skipped()).isEqualTo(1);
    assertThat(read.report().remarks()).contains("line 1: the first pause that could not be read");
  }

  @Test
  void pausesAreFoundBetweenTheLinesOfAnApplication() {
    GcTexts read =
        GcTexts.read(
            """
            26/03/01 10:00:00 INFO Executor: Starting executor ID 7
            [0.500s][info][gc] GC(0) Pause Young (Allocation Failure) 34M->4M(123M) 5.250ms
            [main] INFO demo - GC pause (young) of nothing, [GC of words]
            [0.900s][info][gc] GC(1) Pause Full (Ergonomics) 34M->4M(123M) 105.250ms
            """);

    assertThat(read.lines())
        .containsExactly(
            "YOUNG|Allocation Failure|494|5250|34816 4096 125952",
            "FULL|Ergonomics|794|105250|34816 4096 125952");
  }
}
